import { describe, expect, it } from 'vitest'
import type { Assistant } from '../../src/cases/assistant.ts'
import { startAssistClocks } from '../../src/deadlines/assist-clocks.ts'
import { setHandoverTimer, watchHandover } from '../../src/deadlines/handover.ts'
import { makePresence } from '../../src/grid/attendance.ts'
import type { Takeover } from '../../src/grid/attendance.ts'
import type { Shift } from '../../src/grid/town.ts'
import { defaultRulebook } from '../../src/grid/rulebook.ts'
import { instant } from '../../src/kernel/clock.ts'
import { aCase } from '../support/a-case.ts'
import { away, on } from '../support/routing-ask.ts'
import { timersInMemory } from '../support/timers-in-memory.ts'

const local = (wall: string): Date => instant(`2026-${wall.replace(' ', 'T')}:00+08:00`)
const [first, second] = ['duty_officer-QH', 'duty_officer-QH-2'] as const
const shift = (holder: string, from: string, to: string): Shift => ({
  ...{ post: 'duty_officer', holder, from: local(from), to: local(to) },
})
const roster = [
  shift(first, '11-23 08:00', '11-24 08:00'),
  shift(second, '11-24 08:00', '11-25 08:00'),
  shift(first, '11-25 08:00', '11-26 08:00'),
]

/** The timers that are set for the handover after this moment. */
async function watched(person: string | null, after: string, ground = on([], { roster })) {
  const timers = timersInMemory()
  await setHandoverTimer(timers, person, ground, local(after))
  return timers.pending()
}

describe('The watch over the handover (1.6)', () => {
  it('is set some minutes after the next shift of somebody else, about no case', async () => {
    const minutes = defaultRulebook.handover.tellAfterMinutes
    const [timer, ...more] = await watched(first, '11-23 09:00')
    expect(more).toEqual([])
    expect(timer).toEqual({
      key: 'handover:2026-11-24T00:00:00.000Z',
      kind: 'handover',
      runAt: instant(local('11-24 08:00').getTime() + minutes * 60_000),
      hold: false,
      caseId: null,
      facts: { at: '2026-11-24T00:00:00.000Z' },
    })
  })

  it.each([
    ['passes over a shift of the one who has the duty', second, '11-23 09:00', '2026-11-25T00:00:00.000Z'],
    ['looks for what begins later, not for what has begun', first, '11-24 08:00', 'none'],
    ['takes the next change where nobody has the duty', null, '11-23 09:00', '2026-11-24T00:00:00.000Z'],
  ])('%s', async (_what, person, after, at) => {
    const [timer] = await watched(person, after)
    expect(timer?.facts['at'] ?? 'none').toBe(at)
  })

  it('is none where the roster names nobody else', async () => {
    expect(await watched(first, '11-23 09:00', on())).toEqual([])
    expect(await watched(first, '11-23 09:00', on([], { roster: roster.slice(0, 1) }))).toEqual([])
    expect(await watched(first, '11-23 09:00', on([away(second)], { roster }))).toEqual([])
  })

  describe('of a new roster', () => {
    const grounded = (takeovers: readonly Takeover[]) => {
      const ground = on([], { roster })
      const said = makePresence(ground.directory, { leave: [], takeovers })
      return { ...ground, directory: { ...ground.directory, ...said } }
    }
    const later = async (takeovers: readonly Takeover[], now: string) => {
      const timers = timersInMemory()
      await watchHandover(timers, grounded(takeovers), local(now))
      return timers.pending().map(({ facts }) => facts['at'])
    }

    it('is kept only once somebody has said 接班', async () => {
      expect(await later([], '11-23 09:00')).toEqual([])
      expect(await later([{ person: first, at: local('11-23 08:01') }], '11-23 09:00')).toEqual([
        '2026-11-24T00:00:00.000Z',
      ])
    })

    it('goes by who has the duty, not by whose shift it is', async () => {
      // The second has not taken over: the change back to the first is none.
      const took = [{ person: first, at: local('11-23 08:01') }]
      expect(await later(took, '11-24 09:00')).toEqual([])
      expect(await later([{ person: second, at: local('11-23 08:01') }], '11-23 09:00')).toEqual([
        '2026-11-25T00:00:00.000Z',
      ])
    })
  })
})

describe('The clocks of those who help (3.9)', () => {
  const dueAt = '2026-11-25T09:30:00.000Z'
  const helper = (person: string, wanted: Partial<Assistant> = {}): Assistant => ({
    ...{ person, post: 'department_lead', area: 'QH', dept: 'chengguan', task: '查油烟', dueAt },
    ...wanted,
  })
  const clocks = async (assistants: readonly Assistant[], called: readonly string[] | null) => {
    const timers = timersInMemory()
    const facts = called === null ? {} : { assistants: called }
    await startAssistClocks(timers, aCase({ assistants }), { id: 'e9', facts })
    return timers.pending()
  }

  it('run to the time that each was given, under a key of their own', async () => {
    expect(await clocks([helper('lead-chengguan')], ['lead-chengguan'])).toEqual([
      {
        key: 'assist:case-1:e9:lead-chengguan',
        kind: 'assist',
        runAt: instant(dueAt),
        hold: false,
        caseId: 'case-1',
        facts: { person: 'lead-chengguan', dueAt },
      },
    ])
  })

  it.each([
    ['somebody who was called before', [helper('lead-yingji')], ['lead-chengguan']],
    ['somebody whose part is done', [helper('a', { doneAt: dueAt })], ['a']],
    ['somebody who is only informed', [{ person: 'a', post: 'director', area: 'QH', dept: null }], ['a']],
    ['a move that called nobody', [helper('a')], null],
  ] as const)('are not set for %s', async (_what, assistants, called) => {
    expect(await clocks(assistants, called)).toEqual([])
  })

  it('are not set for a task without a time', async () => {
    const { dueAt: _, ...timeless } = helper('a')
    expect(await clocks([timeless], ['a'])).toEqual([])
  })
})
