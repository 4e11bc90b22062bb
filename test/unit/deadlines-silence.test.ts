import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import { ended, states } from '../../src/cases/case.ts'
import type { CaseEvent, Move } from '../../src/cases/event.ts'
import { clearClocks, remindLater, startClocks } from '../../src/deadlines/clocks.ts'
import { addHours, addMinutes, instant } from '../../src/kernel/clock.ts'
import { remindedAgain } from '../../src/deadlines/standing.ts'
import { dueAt } from '../../src/worktime/due.ts'
import type { Limit } from '../../src/worktime/limit.ts'
import { aCase } from '../support/a-case.ts'
import { on } from '../support/routing-ask.ts'
import { timersInMemory } from '../support/timers-in-memory.ts'

const local = (wall: string): Date => instant(`2026-${wall.replace(' ', 'T')}+08:00`)
const shown = (at: Date): string => addHours(at, 8).toISOString().slice(5, 16).replace('T', ' ')
const ground = on()

const eventOf = (move: Move, at: Date): CaseEvent => ({
  ...{ id: `event-${move}`, caseId: 'case-1', seq: 1, move, from: null, to: 'triage' },
  ...{ actor: { by: 'bot', post: 'bot' }, door: 'rule', at, facts: {} },
  ...{ wordsDigest: null, previousHash: null, hash: '' },
})

const smallCase = (wanted: Partial<CaseRecord>): CaseRecord =>
  aCase({
    ...{ area: 'G11', grid: 'G11', category: '0201' },
    handler: { person: 'community_lead-C1', post: 'community_lead', area: 'C1', dept: null },
    verifier: { person: 'grid_lead-G11', post: 'grid_lead', area: 'G11', dept: null },
    ...wanted,
  })

const open = states.filter((state) => !ended.has(state))

/** "11-23 09:40 stage" for every timer, earliest first. */
async function clocksOf(record: CaseRecord, move: Move, now: Date) {
  const timers = timersInMemory()
  await startClocks(timers, record, eventOf(move, now), ground, now)
  return timers
}

const lines = (timers: Awaited<ReturnType<typeof clocksOf>>): readonly string[] =>
  timers
    .pending()
    .map(
      ({ runAt, kind, facts }) =>
        `${shown(runAt)} ${[facts['rung'], facts['key'], kind].find((name) => typeof name === 'string') ?? ''}`,
    )

describe('the clocks of a case', () => {
  it('never leave an open case without one, however long nothing moves', async () => {
    const when = fc
      .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 20) })
      .map((ms) => instant(ms))
    const limits = fc.constantFrom<Limit>(
      { n: 1, unit: 'work_day' },
      { n: 4, unit: 'natural_hour' },
      { n: 2, unit: 'work_hour' },
      { n: 15, unit: 'natural_day' },
      { n: 1, unit: 'same_day' },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...open),
        when,
        limits,
        fc.integer({ min: 0, max: 900 }),
        fc.constantFrom<Move>('receive', 'reject', 'accept', 'extend', 'undo', 'return', 'county_answer'),
        fc.boolean(),
        async (state, from, limit, hours, move, bare) => {
          const due = dueAt(limit, from, ground.calendar)
          const course = bare ? { limit: null, dueAt: null, handler: null } : { limit, dueAt: due }
          const record = smallCase({ state, receivedAt: from, filedAt: from, dispatchedAt: from, ...course })
          const now = addHours(from, hours)
          const timers = await clocksOf(record, move, now)
          let at = now
          for (let fired = 0; fired < 15; fired += 1) {
            const timer = timers.fire()
            if (timer === null) throw new Error(`silent after ${String(fired)} in ${state}`)
            if (timer.runAt > at) at = timer.runAt
            if (timer.kind === 'standing') await remindLater(timers, record, ground, at)
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  it.each(states.filter((state) => ended.has(state) && state !== 'closed'))(
    'are none for a case that is %s',
    async (state) => {
      expect(lines(await clocksOf(smallCase({ state }), 'merge', local('11-23 10:00')))).toEqual([])
    },
  )

  it('remind of a filed case each working day at the hour of the digest, after the two of its desk', async () => {
    const record = smallCase({ state: 'filed', handler: null, filedAt: local('11-27 09:10') })
    const timers = await clocksOf(record, 'file', local('11-27 09:10'))
    expect(lines(timers)).toEqual(['11-27 09:40 filed1', '11-27 10:10 filed2', '11-30 08:30 standing'])
    timers.fire()
    timers.fire()
    timers.fire()
    await remindLater(timers, record, ground, local('11-30 08:30'))
    expect(lines(timers)).toEqual(['12-01 08:30 standing'])
  })

  it('remind the duty officer of a case at the county every three working days', async () => {
    const record = smallCase({ state: 'county', handler: null })
    const timers = await clocksOf(record, 'hand_to_county', local('11-23 10:00'))
    expect(lines(timers)).toEqual(['11-26 17:30 standing'])
    timers.fire()
    await remindLater(timers, record, ground, local('11-26 17:30'))
    expect(lines(timers)).toEqual(['12-01 17:30 standing'])
  })

  it('remind each morning of what was never accepted, and after acceptance only behind the last rung', async () => {
    const record = smallCase({ state: 'dispatched' })
    const timers = await clocksOf(record, 'dispatch', local('11-23 09:10'))
    expect(lines(timers).at(3)).toBe('11-24 15:30 soon')
    expect(lines(timers)).toContain('11-24 08:30 standing')
    const accepted = smallCase({ state: 'in_progress' })
    await startClocks(timers, accepted, eventOf('accept', local('11-23 09:20')), ground, local('11-23 09:20'))
    expect(lines(timers)).toEqual([
      '11-24 15:30 soon',
      '11-24 17:30 due',
      '11-25 17:30 over1',
      '11-26 17:30 over2',
      '11-27 08:30 standing',
    ])
  })

  it.each<[Move, string, string]>([
    ['reject', '12-01 10:00', '12-01 10:00 over2'],
    ['send_back', '12-01 19:00', '12-02 08:30 over2'],
    ['reject', '11-28 10:00', '11-30 08:30 over2'],
  ])('after a late %s at %s escalate at the next working time: %s', async (move, at, expected) => {
    const record = smallCase({ state: 'in_progress' })
    expect(lines(await clocksOf(record, move, local(at)))[0]).toBe(expected)
  })

  it('do not repeat the last rung where a late case is merely accepted', async () => {
    const timers = await clocksOf(smallCase({ state: 'in_progress' }), 'accept', local('12-01 10:00'))
    expect(lines(timers)).toEqual(['12-02 08:30 standing'])
  })

  it('remind of what is still asked about an ended case, and of no other ended case', () => {
    const refused = smallCase({ state: 'refused' })
    const at = local('11-23 10:00')
    const ask = { what: 'objection' as const, by: 'liayi', at: at.toISOString() }
    expect(remindedAgain({ ...refused, asks: [ask] }, at, ground)).toEqual(local('11-24 08:30'))
    expect(remindedAgain(refused, at, ground)).toBeNull()
  })

  it('end with the case, and the wait for a place with them', async () => {
    const record = smallCase({ state: 'filed' })
    const timers = await clocksOf(record, 'file', local('11-23 09:10'))
    const runAt = addMinutes(local('11-23 09:10'), 10)
    await timers.set({ key: 'ask', kind: 'ask_place', runAt, hold: false, caseId: record.id, facts: {} })
    await clearClocks(timers, record)
    expect(timers.pending()).toEqual([])
  })
})
