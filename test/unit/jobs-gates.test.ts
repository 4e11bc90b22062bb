import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { laterToday } from '../../src/jobs/gates/day-full.ts'
import { pacedUntil } from '../../src/jobs/gates/paced.ts'
import { addHours, addMilliseconds, addSeconds, instant } from '../../src/kernel/clock.ts'
import { exampleGround } from '../support/example-town.ts'

const ground = await exampleGround()
const start = instant('2026-11-23T09:00:00+08:00')
const { pacing } = ground.rulebook

interface Asked {
  at: Date
  room: number
  priority: number
}

/** Says everything in the order of priority as soon as the pace allows; the sender's loop without a chat. */
function play(asked: readonly Asked[]): readonly (Asked & { saidAt: Date })[] {
  const said: (Asked & { saidAt: Date })[] = []
  const waiting = asked.map((one) => ({ ...one, from: one.at }))
  for (let now = start; waiting.length > 0;) {
    const minuteAgo = addSeconds(now, -60)
    const lately = said.filter(({ saidAt }) => saidAt >= minuteAgo)
    const due = waiting
      .filter(({ from }) => from <= now)
      .toSorted((a, b) => a.priority - b.priority || a.from.getTime() - b.from.getTime())
    const [next] = due
    if (next === undefined) {
      now = instant(Math.min(...waiting.map(({ from }) => from.getTime())))
      continue
    }
    const here = lately.filter(({ room }) => room === next.room).map(({ saidAt }) => saidAt)
    const until = pacedUntil(
      here,
      lately.map(({ saidAt }) => saidAt),
      pacing,
      now,
    )
    if (until !== null) {
      expect(until > now).toBe(true)
      next.from = until
      continue
    }
    said.push({ at: next.at, room: next.room, priority: next.priority, saidAt: now })
    waiting.splice(waiting.indexOf(next), 1)
  }
  return said
}

const askedMany = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 90_000 }).map((ms) => addMilliseconds(start, ms)),
    room: fc.integer({ min: 0, max: 3 }),
    priority: fc.integer({ min: 1, max: 3 }),
  }),
  { maxLength: 120 },
)

const mostIn60Seconds = (times: readonly number[]): number =>
  Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + 60_000).length))

describe('The pace of what is said (5.6)', () => {
  it('never has two in a room closer than 3 seconds, 20 a minute there or 60 in all, and loses none', () => {
    fc.assert(
      fc.property(askedMany, (asked) => {
        const said = play(asked)
        expect(said).toHaveLength(asked.length)
        const all = said.map(({ saidAt }) => saidAt.getTime())
        expect(mostIn60Seconds(all)).toBeLessThanOrEqual(pacing.accountPerMinute)
        for (const room of [0, 1, 2, 3]) {
          const times = said.filter((one) => one.room === room).map(({ saidAt }) => saidAt.getTime())
          expect(mostIn60Seconds(times)).toBeLessThanOrEqual(pacing.roomPerMinute)
          times.slice(1).forEach((at, index) => {
            expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(pacing.roomSeconds * 1_000)
          })
        }
      }),
      { numRuns: 60 },
    )
  })

  it('lets what is more urgent go first where both wait for one room', () => {
    const asked = [3, 2, 1].map((priority) => ({ at: start, room: 0, priority }))
    expect(play(asked).map(({ priority }) => priority)).toEqual([1, 2, 3])
  })
})

describe('What a room has heard enough of (5.6)', () => {
  it('waits for the summary of the day, and after it for the morning', () => {
    expect(laterToday(start, ground)).toMatchObject({ gather: 'summary', until: addHours(start, 9) })
    const evening = instant('2026-11-23T18:00:00+08:00')
    expect(laterToday(evening, ground)).toMatchObject({
      gather: 'morning',
      until: instant('2026-11-24T08:30:00+08:00'),
    })
  })
})
