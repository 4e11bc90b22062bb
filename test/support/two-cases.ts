import type { CaseRecord } from '../../src/cases/case.ts'
import type { MoveOrder } from '../../src/cases/orders.ts'
import { Refusal } from '../../src/kernel/errors.ts'
import type { Decision } from '../../src/routing/decision.ts'
import { aReporter, base, bot, local, now, officer } from './lifecycle-ask.ts'

export const byOfficer = { actor: officer, door: 'chat' } as const
export const byBot = { actor: bot, door: 'rule' } as const

/** A filed case that nobody has yet. */
export const one = (wanted: Partial<CaseRecord> = {}): CaseRecord =>
  base({ id: 'case-1', number: 'QH20261123-0001', state: 'filed', handler: null, ...wanted })

/** Another, of another resident, that somebody works on. */
export const two = (wanted: Partial<CaseRecord> = {}): CaseRecord =>
  base({
    ...{ id: 'case-2', number: 'QH20261123-0002', state: 'in_progress' },
    reporters: [aReporter({ key: 'resident-2' })],
    ...wanted,
  })

/** A case on which everything has happened that can, so that whatever a move wipes out or counts up is seen. */
export const muchHappened = (wanted: Partial<CaseRecord> = {}): CaseRecord =>
  base({
    ...{ state: 'in_progress', step: 1, reason: '3.1', outcome: 'partly', result: '修了一半' },
    dueAt: local('2026-11-24 17:30'),
    filedAt: local('2026-11-20 09:00'),
    dispatchedAt: local('2026-11-20 09:10'),
    acceptedAt: local('2026-11-20 10:00'),
    contactedAt: local('2026-11-20 11:00'),
    resolvedAt: local('2026-11-21 09:00'),
    verifiedAt: local('2026-11-21 10:00'),
    closedAt: local('2026-11-21 11:00'),
    ...{ rating: 'basic', cycle: 2, rework: 3, extensions: 1, extensionAsked: { days: 2, reason: '等货' } },
    ...{ returns: 1, returners: ['grid_lead-G12'], lateReason: '等货', lateClass: 'responsible' },
    asks: (['withdrawal', 'merge', 'objection', 'reopening'] as const).map((what) => ({
      ...{ what, by: 'resident-1', at: '2026-11-23T06:00:00.000Z' },
    })),
    ...wanted,
  })

/** A decision of the rules that differs in every field from what `muchHappened` has. */
export const aDecision = (wanted: Partial<Decision> = {}): Decision => ({
  ...{ rules: ['3.1 community_matter', '3.2'], area: 'C1', grid: 'G12', step: 2, reason: '3.4' },
  handler: { person: 'community_lead-C1', post: 'community_lead', area: 'C1', dept: null },
  verifier: { person: 'township_lead-QH', post: 'township_lead', area: 'QH', dept: null },
  informed: [{ person: 'lead-yingji', post: 'department_lead', area: 'QH', dept: 'yingji' }],
  assistants: [{ person: 'lead-chengguan', post: 'department_lead', area: 'QH', dept: 'chengguan' }],
  limit: { n: 3, unit: 'work_day' },
  dueAt: local('2026-11-26 17:30'),
  ...wanted,
})

/** What an order changes in a case: the fields that are not as they were. */
export function changedBy(order: MoveOrder, record: CaseRecord): Partial<CaseRecord> {
  const change = order.change(record, now)
  const before: Readonly<Record<string, unknown>> = { ...record }
  return Object.fromEntries(
    Object.entries(change).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])),
  )
}

/** The code of the refusal that the attempt ends with. */
export async function refusalOf(tried: Promise<unknown>): Promise<string> {
  const error = await tried.then(
    () => null,
    (why: unknown) => why,
  )
  return error instanceof Refusal ? error.code : `no refusal: ${String(error)}`
}
