import { z } from 'zod'
import type { CaseRecord } from '../../cases/case.ts'
import { tellOutside } from '../../cases/outside-events.ts'
import type { Ground } from '../../grid/ground.ts'
import { addSeconds } from '../../kernel/clock.ts'
import { hazardOf } from '../../wording/hazards.ts'
import type { Alarm, AlarmFacts } from '../alarm.ts'
import type { CaseScene, CaseTimerWork } from './timer-work.ts'

const alarmFacts = z.object({ id: z.string(), minutes: z.number(), tries: z.number() })

/** Nobody has answered it yet (3.8). */
const unanswered: ReadonlySet<CaseRecord['state']> = new Set(['triage', 'filed', 'dispatched'])

export const isUnanswered = ({ state }: Pick<CaseRecord, 'state'>): boolean => unanswered.has(state)

/** Seconds until it rings again where it was not heard; after the last of them the log is all that is left. */
const againAfterSeconds = [15, 30, 60, 120, 300, 300, 600, 600] as const

const keyOf = (id: string, tries: number): string => `alarm:${id}:${String(tries)}`

/**
 * 3.8: nobody has answered for ten minutes. A line of the log at error level, for whoever watches the log, and a timer
 * that rings where a way to telephone or SMS is set.
 */
export async function raiseAlarm(
  { timer, record, stores, ground, now, log }: CaseScene,
  minutes: number,
): Promise<void> {
  log.error({ case: record.number, minutes }, 'outside alarm: an emergency is not answered')
  await stores.timers.set({
    key: keyOf(timer.key, 0),
    ...{ kind: 'alarm', runAt: now, hold: false, caseId: record.id },
    facts: { id: timer.key, minutes, tries: 0 },
  })
  const { id: alarm, ...facts } = factsOf(record, timer.key, minutes, ground)
  await tellOutside(
    stores,
    { event: 'emergency.unanswered', caseId: record.id, facts: { alarm, ...facts } },
    now,
  )
}

/** Where it is, no closer than the grid; of what must stay among few only the township. */
function factsOf(record: CaseRecord, id: string, minutes: number, { directory }: Ground): AlarmFacts {
  const secluded = record.confidential || record.category === '0902'
  const area = secluded ? null : directory.area(record.grid ?? record.area ?? '')
  return {
    ...{ id, number: record.number, minutes },
    hazard: record.confidential ? 'other' : hazardOf(record.category, record.words),
    area: (area ?? directory.township()).name,
  }
}

/**
 * Rings after the commit, outside of any transaction. The next ring is set first: were the process to end in between, it
 * rings again rather than not at all.
 */
export const alarm =
  (outside: Alarm | null): CaseTimerWork =>
  async ({ timer, record, stores, ground, now }) => {
    const { id, minutes, tries } = alarmFacts.parse(timer.facts)
    if (outside === null || !isUnanswered(record)) return
    const again = againAfterSeconds[tries]
    const againKey = keyOf(id, tries + 1)
    if (again !== undefined)
      await stores.timers.set({
        key: againKey,
        ...{ kind: 'alarm', runAt: addSeconds(now, again), hold: false, caseId: record.id },
        facts: { id, minutes, tries: tries + 1 },
      })
    const facts = factsOf(record, id, minutes, ground)
    return async () => {
      outside.ring(facts, againKey)
    }
  }
