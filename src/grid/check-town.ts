import { checkAreas } from './checks/areas.ts'
import { checkCategories } from './checks/categories.ts'
import { checkCodes } from './checks/codes.ts'
import type { Check, Draft } from './checks/draft.ts'
import { checkAbsences, checkRoster } from './checks/duty.ts'
import { checkPlaces } from './checks/places.ts'
import { checkPosts, checkVacancies } from './checks/posts.ts'
import { checkOrganisations, checkResidents, checkRooms } from './checks/rooms.ts'
import { checkRules } from './checks/rules.ts'
import { inOrder } from './faults.ts'
import type { Fault, Findings } from './faults.ts'

const checks: readonly Check[] = [
  checkCodes,
  checkAreas,
  checkPosts,
  checkVacancies,
  checkPlaces,
  checkRooms,
  checkResidents,
  checkOrganisations,
  checkRoster,
  checkAbsences,
  checkCategories,
  checkRules,
]

/** Holds a town against section 1: every fault and every warning at once, in the order of the files. */
export function checkTown(draft: Draft): { faults: readonly Fault[]; warnings: readonly Fault[] } {
  const findings: Findings = { faults: [], warnings: [] }
  for (const check of checks) check(draft, findings)
  return { faults: inOrder(findings.faults), warnings: inOrder(findings.warnings) }
}
