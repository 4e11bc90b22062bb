import { describe, expect, it } from 'vitest'
import type { Notice } from '../../src/chat/outbox.ts'
import type { Ground } from '../../src/grid/ground.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import type { JobStores } from '../../src/jobs/ports.ts'
import { leaveBegins } from '../../src/jobs/timers/leave.ts'
import { setTownTimers } from '../../src/jobs/town-timers.ts'
import { instant } from '../../src/kernel/clock.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'
import { timersInMemory } from '../support/timers-in-memory.ts'

const now = instant('2026-11-23T09:10:00+08:00')
const morning = instant('2026-11-24T08:30:00+08:00')
const example = await exampleGround()

/** The example town with leave in its file. */
const away = (from: string, to: string): Ground => ({
  ...example,
  directory: makeDirectory({
    ...example.directory.data,
    absences: [{ person: 'chenlan', from: instant(from), to: instant(to), delegate: 'wangqiang' }],
  }),
})

async function leaveTimers(ground: Ground) {
  const timers = timersInMemory()
  const stores = { timers, outbox: { hasLosses: async () => false } } as unknown as JobStores
  await setTownTimers(stores, ground, now)
  await setTownTimers(stores, ground, now)
  return timers.pending().filter(({ kind }) => kind === 'leave')
}

describe('Leave that stands in the town’s file (3.4)', () => {
  it('is told on its first morning to who stands in and to the duty officer', async () => {
    const ground = away('2026-11-24T00:00:00+08:00', '2026-11-26T00:00:00+08:00')
    const [timer, ...more] = await leaveTimers(ground)
    expect(more).toEqual([])
    expect(timer?.runAt).toEqual(morning)
    if (timer === undefined) return
    const said: Notice[] = []
    const handler = { person: 'chenlan', post: 'community_lead', area: 'QH-JX', dept: null } as const
    const lamp = aCase({ state: 'in_progress', handler, dueAt: instant('2026-11-24T17:30:00+08:00') })
    const stores = {
      cases: { find: async () => [lamp] },
      outbox: { put: async (notice: Notice) => void said.push(notice) },
    } as unknown as JobStores
    const due = { ...timer, attempts: 0 }
    await leaveBegins({ timer: due, stores, ground, now: morning, log: silentLog })
    expect(said.map(({ to, mentions }) => ({ to, mentions }))).toEqual([
      { to: { room: 'jx-staff' }, mentions: ['wangqiang'] },
      { to: { room: 'centre' }, mentions: ['hanbing'] },
    ])
    for (const { text } of said) expect(text).toContain('【请假】陈岚')
  })

  it('has no morning any more when it is over, and one at once where it runs already', async () => {
    expect(await leaveTimers(away('2026-11-20T00:00:00+08:00', '2026-11-23T00:00:00+08:00'))).toEqual([])
    const [running] = await leaveTimers(away('2026-11-20T00:00:00+08:00', '2026-11-26T00:00:00+08:00'))
    expect(running?.runAt.getTime()).toBeLessThan(now.getTime())
  })
})
