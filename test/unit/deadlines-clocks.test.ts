import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import type { CaseEvent, Move } from '../../src/cases/event.ts'
import { clearClocks, startClocks } from '../../src/deadlines/clocks.ts'
import { remindedFirst } from '../../src/deadlines/standing.ts'
import { addHours, instant } from '../../src/kernel/clock.ts'
import { aCase } from '../support/a-case.ts'
import { on } from '../support/routing-ask.ts'
import { timersInMemory } from '../support/timers-in-memory.ts'

const local = (wall: string): Date => instant(`2026-${wall.replace(' ', 'T')}+08:00`)
const shown = (at: Date): string => addHours(at, 8).toISOString().slice(5, 16).replace('T', ' ')
const ground = on()

const eventOf = (move: Move, at: Date): CaseEvent => ({
  ...{ id: 'e1', caseId: 'case-1', seq: 1, move, from: null, to: 'triage' },
  ...{ actor: { by: 'bot', post: 'bot' }, door: 'rule', at, facts: {} },
  ...{ wordsDigest: null, previousHash: null, hash: '' },
})

const smallCase = (wanted: Partial<CaseRecord> = {}): CaseRecord =>
  aCase({
    ...{ area: 'G11', grid: 'G11', category: '0201' },
    handler: { person: 'community_lead-C1', post: 'community_lead', area: 'C1', dept: null },
    verifier: { person: 'grid_lead-G11', post: 'grid_lead', area: 'G11', dept: null },
    ...wanted,
  })

const start = async (record: CaseRecord, move: Move, at: Date, timers = timersInMemory()) => {
  await startClocks(timers, record, eventOf(move, at), ground, at)
  return timers
}
const keys = (timers: Awaited<ReturnType<typeof start>>) => timers.pending().map(({ key }) => key)
const ofKind = (timers: Awaited<ReturnType<typeof start>>, kind: string) =>
  timers
    .pending()
    .filter((timer) => timer.kind === kind)
    .map(({ runAt, key, hold, caseId, facts: { due: _, ...facts } }) => ({
      ...{ at: shown(runAt), key, hold, caseId, facts },
    }))

const dispatched = local('11-23 09:10')

describe('An emergency that nobody acknowledges (3.8)', () => {
  it('has two clocks of its own after its dispatch, by the rule file', async () => {
    const timers = await start(smallCase({ urgency: 'emergency' }), 'dispatch', dispatched)
    expect(ofKind(timers, 'emergency')).toEqual([
      {
        ...{ at: '11-23 09:15', key: 'emergency:case-1:e1:deputies', hold: false, caseId: 'case-1' },
        facts: { step: 'deputies', minutes: 5 },
      },
      {
        ...{ at: '11-23 09:20', key: 'emergency:case-1:e1:outside', hold: false, caseId: 'case-1' },
        facts: { step: 'outside', minutes: 10 },
      },
    ])
  })

  it('has none once somebody works on it, and none that is only urgent has', async () => {
    const timers = await start(smallCase({ urgency: 'emergency' }), 'dispatch', dispatched)
    await start(smallCase({ urgency: 'emergency', state: 'in_progress' }), 'accept', dispatched, timers)
    expect(ofKind(timers, 'emergency')).toEqual([])
    expect(ofKind(timers, 'stage')).toEqual([])
    expect(ofKind(timers, 'rung')).toHaveLength(4)
    expect(
      ofKind(await start(smallCase({ urgency: 'urgent' }), 'dispatch', dispatched), 'emergency'),
    ).toEqual([])
  })
})

describe('The clocks of a case (5.3)', () => {
  it('bear the case, the cycle and the due time in their names, so that each fires once', async () => {
    const timers = await start(smallCase({ cycle: 2 }), 'dispatch', dispatched)
    expect(ofKind(timers, 'rung').map(({ at, key, facts }) => [at, key, facts])).toEqual(
      [
        ['11-24 15:30', 'soon'],
        ['11-24 17:30', 'due'],
        ['11-25 17:30', 'over1'],
        ['11-26 17:30', 'over2'],
      ].map(([at, rung]) => [at, `rung:case-1:2:2026-11-24T09:30:00.000Z:${String(rung)}`, { rung }]),
    )
    for (const { hold } of timers.pending()) expect(hold).toBe(false)
    expect(keys(timers)).toContain('stage:case-1:e1:accept1')
  })

  it('fall away where the due time is moved, and begin anew', async () => {
    const timers = await start(smallCase({ state: 'in_progress' }), 'accept', dispatched)
    const extended = smallCase({ state: 'in_progress', dueAt: local('11-26 17:30') })
    await start(extended, 'extend', local('11-24 10:00'), timers)
    expect(ofKind(timers, 'rung').map(({ at }) => at)).toEqual([
      '11-26 15:30',
      '11-26 17:30',
      '11-27 17:30',
      '11-30 17:30',
    ])
  })

  it('stay where somebody only asks for more time', async () => {
    const timers = await start(smallCase({ state: 'in_progress' }), 'accept', dispatched)
    const before = keys(timers)
    await start(smallCase({ state: 'in_progress' }), 'ask_extension', local('11-24 10:00'), timers)
    expect(keys(timers)).toEqual(before)
  })

  it('keep a reminder of 签收 when something else than 签收 happens', async () => {
    const timers = await start(smallCase(), 'dispatch', dispatched)
    await start(smallCase(), 'supplement', local('11-23 09:30'), timers)
    expect(ofKind(timers, 'stage').map(({ key }) => key)).toContain('stage:case-1:e1:accept1')
  })

  it('count a rung that is due this very moment, and leave out what has gone by', async () => {
    const timers = await start(smallCase({ state: 'in_progress' }), 'reject', local('11-25 17:30'))
    expect(ofKind(timers, 'rung').map(({ facts }) => facts['rung'])).toEqual(['over1', 'over2'])
    const later = await start(smallCase({ state: 'in_progress' }), 'reject', local('11-25 17:31'))
    expect(ofKind(later, 'rung').map(({ facts }) => facts['rung'])).toEqual(['over2'])
  })

  it.each([
    ['of working days at the next working hour', { n: 1, unit: 'work_day' as const }, '11-30 08:30'],
    ['of natural hours at once', { n: 4, unit: 'natural_hour' as const }, '11-28 10:00'],
    ['of natural days at once', { n: 1, unit: 'natural_day' as const }, '11-28 10:00'],
    ['of working hours at the next working hour', { n: 2, unit: 'work_hour' as const }, '11-30 08:30'],
  ])('fire the last rung again, %s, for a case that comes back after it', async (_what, limit, at) => {
    // A Saturday, four days late.
    const timers = await start(smallCase({ state: 'in_progress', limit }), 'reject', local('11-28 10:00'))
    expect(ofKind(timers, 'rung')).toEqual([
      { at, key: 'rung:case-1:e1:over2', hold: false, caseId: 'case-1', facts: { rung: 'over2' } },
    ])
  })

  it('have no last rung to fire again at 签收 alone', async () => {
    const timers = await start(smallCase({ state: 'in_progress' }), 'accept', local('11-28 10:00'))
    expect(ofKind(timers, 'rung')).toEqual([])
  })

  it('of a shelved case are the next date alone, and the reminders behind it', async () => {
    const shelved = smallCase({ state: 'long_term', dueAt: local('12-10 09:00') })
    const timers = await start(shelved, 'shelve', dispatched)
    expect(ofKind(timers, 'resume')).toEqual([
      { at: '12-10 09:00', key: 'resume:case-1:e1', hold: false, caseId: 'case-1', facts: {} },
    ])
    expect(ofKind(timers, 'rung')).toEqual([])
    expect(ofKind(timers, 'standing').map(({ at }) => at)).toEqual(['12-11 08:30'])
    expect(ofKind(await start({ ...shelved, dueAt: null }, 'shelve', dispatched), 'resume')).toEqual([])
    expect(ofKind(await start(smallCase(), 'dispatch', dispatched), 'resume')).toEqual([])
  })

  it('of no kind are left after they are cleared', async () => {
    const timers = await start(smallCase({ urgency: 'emergency' }), 'dispatch', dispatched)
    await clearClocks(timers, smallCase())
    expect(timers.pending()).toEqual([])
  })

  it.each([{ dispatchedAt: null }, { dueAt: null }, { limit: null }])(
    'have no rungs where %o stands in the case',
    async (missing) => {
      const timers = await start(smallCase({ state: 'in_progress', ...missing }), 'reject', dispatched)
      expect(ofKind(timers, 'rung')).toEqual([])
    },
  )
})

describe('The reminders that come again (3.6, 4.4)', () => {
  const first = (wanted: Partial<CaseRecord>, at = dispatched): string => {
    const found = remindedFirst(smallCase(wanted), ground, at)
    return found === null ? 'none' : shown(found)
  }

  it('begin the morning after the last clock', () => {
    expect(first({ state: 'in_progress' })).toBe('11-27 08:30')
    expect(first({ state: 'in_progress' }, local('11-28 10:00'))).toBe('11-30 08:30')
    expect(first({ state: 'long_term', dueAt: local('12-10 09:00') })).toBe('12-11 08:30')
    expect(first({ state: 'long_term', dueAt: null })).toBe('11-24 08:30')
    expect(first({ state: 'county' })).toBe('11-26 17:30')
    expect(first({ state: 'dismissed' })).toBe('none')
  })

  it.each([{ dispatchedAt: null }, { dueAt: null }, { limit: null }])(
    'begin tomorrow where %o stands in the case',
    (missing) => {
      expect(first({ state: 'in_progress', ...missing })).toBe('11-24 08:30')
    },
  )
})
