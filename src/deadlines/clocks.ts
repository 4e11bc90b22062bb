import type { CaseRecord } from '../cases/case.ts'
import type { CaseEvent } from '../cases/event.ts'
import type { Ground } from '../grid/ground.ts'
import type { TimerStore } from '../kernel/timers.ts'
import { addMinutes } from '../kernel/clock.ts'
import { ladder } from './ladder.ts'
import { stageClocks } from './stage-clocks.ts'

/** States in which the ladder of 5.1 runs. */
const underWay: ReadonlySet<CaseRecord['state']> = new Set(['dispatched', 'in_progress'])

const kinds = ['rung', 'stage', 'emergency', 'resume'] as const

/** Cancels every clock of a case: it was resolved, moved on, or ended (5.3). */
export const clearClocks = (timers: TimerStore, record: CaseRecord): Promise<void> =>
  timers.cancelOfCase(record.id, kinds)

/**
 * Sets the clocks that a case needs as it stands: the rungs of 5.1 under way, the stage clock of 4.4, and the two
 * steps of an unanswered emergency (3.8). Keys name the case and the due time, so that a rung fires once per due time
 * and a moved due time moves its rungs (5.3).
 */
export async function startClocks(
  timers: TimerStore,
  record: CaseRecord,
  event: CaseEvent,
  ground: Ground,
  now: Date,
): Promise<void> {
  if (event.move === 'extend') await clearClocks(timers, record)
  if (event.move === 'accept') await timers.cancelOfCase(record.id, ['stage', 'emergency'])
  await startLadder(timers, record, ground, now)
  for (const plan of stageClocks(record, ground, now)) {
    const key = `stage:${record.id}:${event.id}:${plan.key}`
    await timers.set({
      key,
      kind: 'stage',
      runAt: plan.at,
      hold: false,
      caseId: record.id,
      facts: { ...plan },
    })
  }
  if (record.state === 'long_term' && record.dueAt !== null)
    await timers.set({
      key: `resume:${record.id}:${event.id}`,
      kind: 'resume',
      runAt: record.dueAt,
      hold: false,
      caseId: record.id,
      facts: {},
    })
  if (record.urgency === 'emergency' && record.state === 'dispatched')
    await startEmergency(timers, record, event, ground)
}

async function startLadder(timers: TimerStore, record: CaseRecord, ground: Ground, now: Date): Promise<void> {
  const { dispatchedAt, dueAt, limit } = record
  if (!underWay.has(record.state) || dispatchedAt === null || dueAt === null || limit === null) return
  for (const { rung, at } of ladder({ dispatchedAt, dueAt, limit }, ground.calendar, ground.rulebook)) {
    if (rung === 'new' || rung === 'half' || at < now) continue
    const key = `rung:${record.id}:${String(record.cycle)}:${dueAt.toISOString()}:${rung}`
    await timers.set({ key, kind: 'rung', runAt: at, hold: false, caseId: record.id, facts: { rung } })
  }
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
