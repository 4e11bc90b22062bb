import { mostOf, type Rulebook } from '../rulebook.ts'
import { knownCodes, warn } from './draft.ts'
import type { Check, Draft, Findings } from './draft.ts'

/** A fault of one key of the rules: its line where they were written in a file, and its path. */
function refuseKey(
  draft: Draft,
  path: readonly PropertyKey[],
  findings: Findings,
  said: { sentence: string; says: string },
): void {
  findings.faults.push({ ...draft.rulesSpot(path), field: path.map(String).join('.'), ...said })
}

function checkWorkHours(draft: Draft, findings: Findings): void {
  let before = ''
  for (const [index, { from, to }] of draft.rules.workHours.entries()) {
    const path = ['workHours', index]
    if (from >= to)
      refuseKey(draft, path, findings, {
        sentence: `workHours: ${from} to ${to} is no stretch of a day`,
        says: `上班时间${from}到${to}不对，结束要在开始之后`,
      })
    else if (from < before)
      refuseKey(draft, path, findings, {
        sentence: `workHours: ${from} begins before the stretch above ends at ${before}`,
        says: `上班时间${from}早于上一段的结束${before}`,
      })
    before = to
  }
}

/** Triage is a stretch of one day; quiet hours may run over midnight, and what they held back goes out after them. */
function checkDayTimes(draft: Draft, findings: Findings): void {
  const { triageFrom, triageTo } = draft.rules.stages
  if (triageFrom >= triageTo)
    refuseKey(draft, ['stages', 'triageTo'], findings, {
      sentence: `stages: triage from ${triageFrom} to ${triageTo} is no stretch of a day (4.4)`,
      says: `研判计时${triageFrom}到${triageTo}不对，结束要在开始之后`,
    })
  const { from, to, deliverAt } = draft.rules.quietHours
  const quiet = from <= to ? from <= deliverAt && deliverAt < to : deliverAt >= from || deliverAt < to
  if (quiet)
    refuseKey(draft, ['quietHours', 'deliverAt'], findings, {
      sentence: `quietHours: deliverAt (${deliverAt}) lies within ${from} to ${to} itself (5.4)`,
      says: `免打扰攒下的消息要在免打扰时段（${from}到${to}）过后发，不能${deliverAt}发`,
    })
}

/** What a key may be at most: by its own path, else by its unit; null where nothing is said of it. */
const mostFor = (path: readonly PropertyKey[]): number | null => {
  const key = path.findLast((step) => typeof step === 'string') ?? ''
  return mostOf[path.map(String).join('.')] ?? mostOf[/[A-Z][a-z]+$/u.exec(key)?.[0] ?? ''] ?? null
}

function checkSizes(draft: Draft, value: unknown, path: readonly PropertyKey[], findings: Findings): void {
  if (value !== null && typeof value === 'object')
    for (const [key, one] of Object.entries(value))
      checkSizes(draft, one, [...path, Array.isArray(value) ? Number(key) : key], findings)
  const most = typeof value === 'number' ? mostFor(path) : null
  if (most === null || Number(value) <= most) return
  const key = path.map(String).join('.')
  refuseKey(draft, path, findings, {
    sentence: `${key} is ${String(value)}; it is at most ${String(most)}`,
    says: `${key} 是${String(value)}，最大${String(most)}`,
  })
}

function checkCalendar(draft: Draft, { workDays, restDays }: Rulebook['calendar'], findings: Findings): void {
  for (const [index, day] of restDays.entries()) {
    if (!workDays.includes(day)) continue
    refuseKey(draft, ['calendar', 'restDays', index], findings, {
      sentence: `${day} is both a work day and a rest day`,
      says: `${day}既写成上班又写成休息`,
    })
  }
}

/** Standing authority names categories of the table and a director who signed (2.3). */
function checkAuthority(draft: Draft, findings: Findings): void {
  const { leaves, people } = draft.town
  const isCategory = knownCodes(draft, 'leaves', ['*', ...leaves.map(({ group }) => group)])
  const isPerson = knownCodes(
    draft,
    'people',
    people.flatMap(({ code, name }) => [code, name]),
  )
  for (const [index, { categories, signedBy, signedOn, until }] of draft.rules.standingAuthority.entries()) {
    for (const [at, category] of categories.entries()) {
      if (isCategory(category)) continue
      refuseKey(draft, ['standingAuthority', index, 'categories', at], findings, {
        sentence: `standingAuthority: ${category} is no group and no leaf of the category table`,
        says: `授权里的“${category}”不是大类，也不是事项`,
      })
    }
    if (signedOn !== undefined && until !== undefined && until < signedOn)
      refuseKey(draft, ['standingAuthority', index, 'until'], findings, {
        sentence: `standingAuthority: signed on ${signedOn}, it ended before, on ${until}`,
        says: `授权${signedOn}才签，${until}就到期了，到期要在签字之后`,
      })
    if (signedBy !== undefined && !isPerson(signedBy)) {
      warn(
        findings,
        draft.rulesSpot(['standingAuthority', index, 'signedBy']),
        `${signedBy}, who signed, is none of the people`,
        `签授权的“${signedBy}”不在人员里`,
      )
    }
  }
}

/** What rules.yaml says must fit together and fit the town. */
export const checkRules: Check = (draft, findings) => {
  const { zones, calendar } = draft.rules
  if (zones.ignore >= zones.file) {
    refuseKey(draft, ['zones'], findings, {
      sentence: `zones: ignore (${zones.ignore}) lies below file (${zones.file}) (8.1)`,
      says: `忽略线（${String(zones.ignore)}）要低于立案线（${String(zones.file)}）`,
    })
  }
  checkWorkHours(draft, findings)
  checkDayTimes(draft, findings)
  checkSizes(draft, draft.rules, [], findings)
  checkCalendar(draft, calendar, findings)
  checkAuthority(draft, findings)
}
