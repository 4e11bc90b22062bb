import type { Rulebook } from '../rulebook.ts'
import { knownCodes, refuse, warn } from './draft.ts'
import type { Check, Draft, Findings } from './draft.ts'

function checkWorkHours(draft: Draft, findings: Findings): void {
  let before = ''
  for (const [index, { from, to }] of draft.rules.workHours.entries()) {
    const spot = draft.rulesSpot(['workHours', index])
    if (from >= to)
      refuse(
        findings,
        spot,
        `workHours: ${from} to ${to} is no stretch of a day`,
        `上班时间${from}到${to}不对，结束要在开始之后`,
      )
    else if (from < before)
      refuse(
        findings,
        spot,
        `workHours: ${from} begins before the stretch above ends at ${before}`,
        `上班时间${from}早于上一段的结束${before}`,
      )
    before = to
  }
}

function checkCalendar(draft: Draft, { workDays, restDays }: Rulebook['calendar'], findings: Findings): void {
  for (const [index, day] of restDays.entries()) {
    if (!workDays.includes(day)) continue
    refuse(
      findings,
      draft.rulesSpot(['calendar', 'restDays', index]),
      `${day} is both a work day and a rest day`,
      `${day}既写成上班又写成休息`,
    )
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
  for (const [index, { categories, signedBy }] of draft.rules.standingAuthority.entries()) {
    for (const [at, category] of categories.entries()) {
      if (isCategory(category)) continue
      const spot = draft.rulesSpot(['standingAuthority', index, 'categories', at])
      refuse(
        findings,
        spot,
        `standingAuthority: ${category} is no group and no leaf of the category table`,
        `授权里的“${category}”不是大类，也不是事项`,
      )
    }
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
    refuse(
      findings,
      draft.rulesSpot(['zones']),
      `zones: ignore (${zones.ignore}) lies below file (${zones.file}) (8.1)`,
      `忽略线（${String(zones.ignore)}）要低于立案线（${String(zones.file)}）`,
    )
  }
  checkWorkHours(draft, findings)
  checkCalendar(draft, calendar, findings)
  checkAuthority(draft, findings)
}
