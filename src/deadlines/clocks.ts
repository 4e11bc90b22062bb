import type { CaseRecord } from '../cases/case.ts'
import type { CaseEvent } from '../cases/event.ts'
import type { Ground } from '../grid/ground.ts'
import type { Timer, TimerStore } from '../kernel/timers.ts'
import { addMinutes } from '../kernel/clock.ts'
import { nextWorkingTime } from '../worktime/working-time.ts'
import { ladder } from './ladder.ts'
import { stageClocks } from './stage-clocks.ts'
import { remindedAgain, remindedFirst, underWay } from './standing.ts'

const kinds = ['rung', 'stage', 'emergency', 'resume', 'standing', 'ask_place', 'alarm'] as const

/** Cancels every clock of a case: it was resolved, moved on, or ended (5.3). */
export const clearClocks = (timers: TimerStore, record: CaseRecord): Promise<void> =>
  timers.cancelOfCase(record.id, kinds)

/**
 * Sets the clocks that a case needs as it stands: the rungs of 5.1 under way, the stage clock of 4.4, the two steps of
 * an unanswered emergency (3.8), and behind the last of them the reminders that come again until it moves. Keys name
 * the case and the due time, so that a rung fires once per due time and a moved due time moves its rungs (5.3).
 */
export async function startClocks(
  timers: TimerStore,
  record: CaseRecord,
  event: CaseEvent,
  ground: Ground,
  now: Date,
): Promise<void> {
  if (event.move === 'extend') await clearClocks(timers, record)
  if (event.move === 'accept')
    await timers.cancelOfCase(record.id, ['stage', 'emergency', 'standing', 'alarm'])
  for (const timer of rungTimers(record, event, ground, now)) await timers.set(timer)
  for (const plan of stageClocks(record, ground, now))
    await timers.set(
      timerOf(record, `stage:${record.id}:${event.id}:${plan.key}`, 'stage', plan.at, { ...plan }),
    )
  if (record.state === 'long_term' && record.dueAt !== null)
    await timers.set(timerOf(record, `resume:${record.id}:${event.id}`, 'resume', record.dueAt))
  if (record.urgency === 'emergency' && record.state === 'dispatched')
    await startEmergency(timers, record, event, ground)
  await remindAt(timers, record, remindedFirst(record, ground, now))
}

/** Sets the reminder after the one that has just come: the case stands where it stood (3.6, 4.4). */
export const remindLater = (
  timers: TimerStore,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): Promise<void> => remindAt(timers, record, remindedAgain(record, now, ground))

/** One chain of reminders per case: two that would come at the same time are one. */
const remindAt = async (timers: TimerStore, record: CaseRecord, at: Date | null): Promise<void> => {
  if (at !== null)
    await timers.set(timerOf(record, `standing:${record.id}:${at.toISOString()}`, 'standing', at))
}

const timerOf = (
  record: CaseRecord,
  key: string,
  kind: (typeof kinds)[number],
  runAt: Date,
  facts: Timer['facts'] = {},
): Timer => ({ key, kind, runAt, hold: false, caseId: record.id, facts })

/**
 * The rungs that lie ahead of the event, so that one that passed while nothing ran still comes. A case that comes back to its handler after the last of them (late 不通过 or 不同意) is
 * due for that last one at the next working time, so that it still goes one step up (5.1).
 */
function rungTimers(record: CaseRecord, event: CaseEvent, ground: Ground, now: Date): readonly Timer[] {
  const { dispatchedAt, dueAt, limit } = record
  if (!underWay.has(record.state) || dispatchedAt === null || dueAt === null || limit === null) return []
  const rungs = ladder({ dispatchedAt, dueAt, limit }, ground.calendar, ground.rulebook)
  const ahead = rungs.filter(({ rung, at }) => rung !== 'new' && rung !== 'half' && at >= event.at)
  const set = ahead.map(({ rung, at }) => {
    const key = `rung:${record.id}:${String(record.cycle)}:${dueAt.toISOString()}:${rung}`
    return timerOf(record, key, 'rung', at, { rung, due: dueAt.toISOString() })
  })
  const last = rungs.at(-1)
  if (set.length > 0 || last === undefined || event.move === 'accept') return set
  const natural = limit.unit === 'natural_hour' || limit.unit === 'natural_day'
  const at = natural ? now : nextWorkingTime(now, ground.calendar)
  return [
    timerOf(record, `rung:${record.id}:${event.id}:${last.rung}`, 'rung', at, {
      rung: last.rung,
      due: dueAt.toISOString(),
    }),
  ]
}

async function startEmergency(
  timers: TimerStore,
  record: CaseRecord,
  event: CaseEvent,
  ground: Ground,
): Promise<void> {
  const { deputiesAfterMinutes, outsideAfterMinutes } = ground.rulebook.emergency
  const steps = [
    { step: 'deputies', minutes: deputiesAfterMinutes },
    { step: 'outside', minutes: outsideAfterMinutes },
  ]
  for (const { step, minutes } of steps)
    await timers.set({
      key: `emergency:${record.id}:${event.id}:${step}`,
      kind: 'emergency',
      runAt: addMinutes(event.at, minutes),
      hold: false,
      caseId: record.id,
      facts: { step, minutes },
    })
}
