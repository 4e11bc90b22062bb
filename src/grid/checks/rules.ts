import type { Rulebook } from '../rulebook.ts'
import { knownCodes, refuse, warn } from './draft.ts'
import type { Check, Draft, Findings } from './draft.ts'

function checkWorkHours(draft: Draft, findings: Findings): void {
  let before = ''
  for (const [index, { from, to }] of draft.rules.workHours.entries()) {
    const spot = draft.rulesSpot(['workHours', index])
    if (from >= to) refuse(findings, spot, `workHours: ${from} to ${to} is no stretch of a day`)
    else if (from < before)
      refuse(findings, spot, `workHours: ${from} begins before the stretch above ends at ${before}`)
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
      refuse(findings, spot, `standingAuthority: ${category} is no group and no leaf of the category table`)
    }
    if (signedBy !== undefined && !isPerson(signedBy)) {
      warn(
        findings,
        draft.rulesSpot(['standingAuthority', index, 'signedBy']),
        `${signedBy}, who signed, is none of the people`,
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
    )
  }
  checkWorkHours(draft, findings)
  checkCalendar(draft, calendar, findings)
  checkAuthority(draft, findings)
}
