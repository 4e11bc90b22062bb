import type { Ground } from '../grid/ground.ts'
import type { Assignment, Routing } from '../routing/decision.ts'
import { searchFor } from '../routing/occupant.ts'
import { nextStep, route } from '../routing/rules.ts'
import { verifierFor } from '../routing/told.ts'
import type { CaseRecord } from './case.ts'
import { appealOfCase, previousOf } from './routing-of-case.ts'

/** Where the case would go by the rules as it stands: the first step, or after a return the next, never the returner (2.1). */
export const proposedRouting = (record: CaseRecord, ground: Ground, now: Date): Routing =>
  record.returns > 0
    ? nextStep(appealOfCase(record), previousOf(record), { ...ground, now }, 'return')
    : route(appealOfCase(record), { ...ground, now })

/** The bot's proposal to the duty officer, as one line. */
export function proposalFor(record: CaseRecord, ground: Ground, now: Date): string {
  if (record.kind === 'praise') return '谢过居民，转告本人'
  const routing = proposedRouting(record, ground, now)
  if (routing.to === 'county') return '转县指挥中心'
  if (routing.to === 'triage') return routing.reason
  const { handler } = routing.decision
  const where =
    handler.dept === null
      ? (ground.directory.area(handler.area)?.name ?? '')
      : ground.directory.departmentName(handler.dept)
  return `交${where}${ground.directory.nameOf(handler.person)}`
}

/** 3.7 for what the county has answered: nobody of the town handled it, so the first of the line who may looks. */
export function verifierAfterCounty(record: CaseRecord, ground: Ground, now: Date): Assignment | null {
  const routing = proposedRouting(record, ground, now)
  const found = routing.to === 'county' ? (routing.grid ?? routing.area) : null
  const area = record.grid ?? record.area ?? found ?? ground.directory.township().code
  const search = searchFor(ground.directory, now, record.about, { area, dept: null })
  return verifierFor('', record.confidential, search)
}
