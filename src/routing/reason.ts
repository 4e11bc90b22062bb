import type { Directory } from '../grid/directory.ts'
import { areaTitle, postTitle } from '../grid/naming.ts'
import type { Assignment } from './decision.ts'

/** "3.1、3.3": rule numbers as staff read them, without the English word of the row. */
export const listed = (rules: readonly string[]): string => rules.map((rule) => rule.split(' ')[0]).join('、')

/** "锦绣社区社区责任人陈岚", "综合执法队魏宁". */
function described(assignment: Assignment, directory: Directory): string {
  const title = postTitle(directory, assignment)
  const where = assignment.dept === null ? areaTitle(directory, assignment.area) : ''
  return `${where}${title}${directory.nameOf(assignment.person)}`
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
  return `按${listed(rules)}，${[how, ...passed].join('，')}，由${described(handler, directory)}办理。`
}
