import type { Directory } from '../grid/directory.ts'
import { areaTitle, postTitle } from '../grid/naming.ts'
import type { Assignment } from './decision.ts'

/** Rule ids by their numbers, each once. */
export const inOrder = (rules: readonly string[]): readonly string[] =>
  [...new Set(rules)].toSorted(
    (a, b) =>
      Number(a.split(/[. ]/u)[0]) - Number(b.split(/[. ]/u)[0]) ||
      Number(a.split(/[. ]/u)[1]) - Number(b.split(/[. ]/u)[1]),
  )

/** "3.1、3.3": rule numbers as staff read them, without the English word of the row. */
export const listed = (rules: readonly string[]): string => rules.map((rule) => rule.split(' ')[0]).join('、')

/** "锦绣社区责任人", "综合执法队", "清河镇网格责任领导": a seat, without saying 社区 or 网格 twice. */
export function seatTitle({ post, area, dept }: Omit<Assignment, 'person'>, directory: Directory): string {
  const title = postTitle(directory, { post, area, dept })
  if (dept !== null) return title
  const where = areaTitle(directory, area)
  const twice = ['社区', '村', '网格'].find((word) => where.endsWith(word) && title.startsWith(word))
  return where + title.slice(twice?.length ?? 0)
}

/** One Chinese sentence for staff: rule numbers, how the area was found, who was passed over and why, who has it (3.11). */
export function decisionReason(facts: {
  rules: readonly string[]
  how: string
  handler: Assignment
  passed: readonly string[]
  directory: Directory
}): string {
  const { rules, how, handler, passed, directory } = facts
  return `按${listed(rules)}，${[how, ...passed].join('，')}，由${seatTitle(handler, directory)}${directory.nameOf(handler.person)}办理。`
}
