import { expect, it } from 'vitest'
import type { Notice } from '../../src/chat/outbox.ts'
import type { JobStores } from '../../src/jobs/ports.ts'
import { rung } from '../../src/jobs/timers/rung.ts'
import { instant } from '../../src/kernel/clock.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'
import { aTimer } from '../support/heard.ts'

const ground = await exampleGround()
const now = instant('2026-11-25T17:30:00+08:00')

it('An overdue case whose next step is the county is put to the duty officer for the same day (3.1, 5.1)', async () => {
  const said: Notice[] = []
  const record = aCase({
    ...{ state: 'in_progress', nature: 'organisation_dispute', step: 1 },
    handler: { person: 'tianye', post: 'director', area: 'QH', dept: null },
    dueAt: instant('2026-11-23T17:30:00+08:00'),
  })
  const stores = { outbox: { put: async (notice: Notice) => void said.push(notice) } } as unknown as JobStores
  const timer = { ...aTimer({ facts: { rung: 'over2' } }), attempts: 0 }
  await rung({ timer, record, stores, ground, now, log: silentLog })
  const officer = ground.directory.dutyOfficers(now)[0]?.person
  expect(said).toMatchObject([
    { to: { room: 'centre' }, mentions: [officer], purpose: 'county', expects: { handler: 'tianye' } },
  ])
  expect(said[0]?.text).toMatch(/【超出本级】.*今天23:59.*转县/su)
})
