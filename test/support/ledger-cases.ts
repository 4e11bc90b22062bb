import type { CaseRecord } from '../../src/cases/case.ts'
import type { EventFacts, Move } from '../../src/cases/event.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import type { Ground } from '../../src/grid/ground.ts'
import { defaultRulebook } from '../../src/grid/rulebook.ts'
import { addMinutes } from '../../src/kernel/clock.ts'
import { keepFacts } from '../../src/ledger/keep-facts.ts'
import { calendarByRules } from '../../src/worktime/calendar.ts'
import { openApi, type OpenApi } from './api.ts'
import { local } from './closed-cases.ts'
import { smallTown } from './small-town.ts'

const ground: Ground = {
  directory: makeDirectory(smallTown()),
  rulebook: defaultRulebook,
  calendar: calendarByRules('Asia/Shanghai', defaultRulebook),
}
export const lead = { person: 'grid_lead-G11', post: 'grid_lead', area: 'G11', dept: null } as const
export const office = {
  person: 'lead-chengguan',
  post: 'department_lead',
  area: 'QH',
  dept: 'chengguan',
} as const
export const inG11 = { area: 'G11', grid: 'G11', room: 'room-g11', handler: lead, verifier: null } as const

/** A case with this course: what is not said is as in a plain one; each step half an hour after the last. */
export async function went(
  api: OpenApi,
  wanted: Partial<CaseRecord>,
  ...course: readonly (readonly [Move, EventFacts?])[]
): Promise<CaseRecord> {
  const record = await api.insert({ ...inG11, ...wanted })
  const by = record.handler?.person ?? 'bot'
  await api.db.unitOfWork.run(async (stores) => {
    let at = record.receivedAt
    for (const [move, facts = {}] of course) {
      await stores.events.append({
        ...{ caseId: record.id, move, from: null, to: record.state, door: 'chat', at, facts, words: null },
        actor: { by, post: record.handler?.post ?? 'bot' },
      })
      at = addMinutes(at, 30)
    }
    await keepFacts(stores, record, ground)
  })
  return record
}

export const dispatched = (handler: { person: string; post: string }): EventFacts => ({
  ...{ handler: handler.person, post: handler.post, due: local('2026-11-24 17:30').toISOString() },
})
export const solved: readonly (readonly [Move, EventFacts?])[] = [
  ['receive'],
  ['dispatch', dispatched(lead)],
  ['accept'],
  ['resolve', { outcome: 'solved' }],
  ['verify'],
  ['close'],
]

/** The door over a handful of cases, of November and of October 2026. */
export async function openLedger(): Promise<OpenApi> {
  const api = await openApi()
  const at = { receivedAt: local('2026-11-23 09:00') }
  await went(api, { ...at, state: 'closed' }, ...solved, ['rate', { rating: 'basic' }])
  await went(api, { ...at, state: 'closed' }, ...solved.with(3, ['resolve', { outcome: 'explained' }]))
  await went(api, { ...at, state: 'closed', source: 'staff' }, ...solved)
  await went(
    api,
    { ...at, grid: 'G21', area: 'G21', handler: office },
    ['receive'],
    ['dispatch', dispatched(office)],
  )
  await went(api, { ...at, confidential: true }, ['receive'])
  await went(api, { receivedAt: local('2026-10-12 09:00'), state: 'closed' }, ...solved)
  return api
}
