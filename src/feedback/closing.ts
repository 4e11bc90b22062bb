import type { CaseRecord, Reporter } from '../cases/case.ts'
import type { CaseEvent } from '../cases/event.ts'
import type { Ground } from '../grid/ground.ts'
import type { RoomStore, SeatStore } from '../grid/ports.ts'
import { dueAt } from '../worktime/due.ts'
import { closedInPrivate, closureNotices } from './closure.ts'
import { askToTelephone, type FollowUpStores, planFollowUps } from './following-up.ts'
import { presentReporters } from './to-reporters.ts'

export interface ClosingStores extends FollowUpStores {
  seats: Pick<SeatStore, 'contactOf' | 'roomIdOf'>
  rooms: Pick<RoomStore, 'find'>
}

/**
 * Whether this reporter still reads the room they spoke in. Where its members were never seen whole nobody can tell, and
 * the room is taken as it was.
 */
async function sitsThere(reporter: Reporter, { seats, rooms }: ClosingStores): Promise<boolean> {
  const roomId = reporter.room === null ? null : await seats.roomIdOf(reporter.room)
  if (roomId === null) return false
  const seen = await rooms.find(roomId)
  if (seen?.completeAt == null) return true
  const accounts = [await seats.contactOf(reporter.key), reporter.contactId]
  return seen.members.some(({ contactId }) => accounts.includes(contactId))
}

/** Whether a private talk with this reporter is possible: a tied account, or the contact that spoke. */
async function inChat(reporter: Reporter, stores: ClosingStores, { directory }: Ground): Promise<boolean> {
  if ((await stores.seats.contactOf(reporter.key)) !== null) return true
  const known = directory.person(reporter.key) !== null || directory.resident(reporter.key) !== null
  return reporter.contactId !== null && !known
}

/**
 * 6.3, 6.8: each reporter hears the end of the case where they spoke; where that room is gone or they left it, in private; where no
 * private talk is possible either, by a telephone task. Then what the case will have in follow-ups is planned (6.6).
 */
export async function tellClosure(
  stores: ClosingStores,
  event: CaseEvent,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): Promise<void> {
  const told: Reporter[] = []
  for (const reporter of presentReporters(record)) {
    const stays = !closedInPrivate(record) && (await sitsThere(reporter, stores))
    if (stays || (await inChat(reporter, stores, ground)))
      told.push(stays ? reporter : { ...reporter, room: null })
    else await askToTelephone(stores, record, reporter.key, ground, now)
  }
  for (const notice of closureNotices(event, { ...record, reporters: told }, ground, now))
    await stores.outbox.put(notice)
  await planFollowUps(stores, record, ground)
}

export const unhappyTimer = 'unhappy'

/** 6.5: a bare 不满意 is asked about once more, and stands when nothing is said. */
export async function awaitReason(
  stores: Pick<FollowUpStores, 'timers'>,
  record: CaseRecord,
  reporter: string,
  ground: Ground,
  now: Date,
): Promise<void> {
  const { rateReminderWorkDays, rateNaturalDays } = ground.rulebook.stages
  const steps = [
    { step: 'remind', limit: { n: rateReminderWorkDays, unit: 'work_day' as const } },
    { step: 'stands', limit: { n: rateNaturalDays, unit: 'natural_day' as const } },
  ]
  const stands = dueAt({ n: rateNaturalDays, unit: 'natural_day' }, now, ground.calendar)
  for (const { step, limit } of steps) {
    const runAt = dueAt(limit, now, ground.calendar)
    if (step === 'remind' && runAt >= stands) continue
    await stores.timers.set({
      key: `unhappy:${record.id}:${String(record.cycle)}:${reporter}:${step}`,
      ...{ kind: unhappyTimer, runAt, hold: false, caseId: record.id },
      facts: { reporter, step, cycle: record.cycle },
    })
  }
}
