import type { CaseRecord } from '../../cases/case.ts'
import type { Notice } from '../../chat/outbox.ts'
import { digestBefore, digestFrom } from '../../deadlines/digest.ts'
import { underWay } from '../../deadlines/standing.ts'
import { authorityNotice, digestNotices, type ToldAnyway } from '../../feedback/digest.ts'
import { heldUntil } from '../../feedback/audience.ts'
import type { Ground } from '../../grid/ground.ts'
import { addMilliseconds } from '../../kernel/clock.ts'
import { periodNamed } from '../../ledger/periods.ts'
import { sampleNotice } from '../../ledger/sample-notices.ts'
import { drawSample } from '../../ledger/sample.ts'
import { minutesOf } from '../../worktime/calendar.ts'
import { dayOf, minuteOfDay } from '../../worktime/zone.ts'
import type { JobStores } from '../ports.ts'
import { putAll, type TimerScene, type TownTimerWork } from './timer-work.ts'

export const digestKind = 'digest'

/** One timer a working day; behind every timer of a case that is due at the same time, so that it knows what they say. */
export async function setDigest(
  stores: Pick<JobStores, 'timers'>,
  ground: Ground,
  from: Date,
): Promise<void> {
  const runAt = digestFrom(from, ground)
  const key = `town-digest:${dayOf(runAt, ground.calendar.zone)}`
  await stores.timers.set({ key, kind: digestKind, runAt, hold: false, caseId: null, facts: {} })
}

/** Whether handlers may still be told today what today holds; after a long stop the morning may be over (5.5). */
function inTime(ground: Ground, now: Date): boolean {
  const { calendar, rulebook } = ground
  return (
    calendar.isWorkDay(dayOf(now, calendar.zone)) &&
    minuteOfDay(now, calendar.zone) >= minutesOf(rulebook.digestAt) &&
    heldUntil(now, ground) === null
  )
}

async function toldTogether({ stores, now }: TimerScene): Promise<ToldAnyway> {
  const waiting = await stores.outbox.gathered(now)
  const told = new Set(
    waiting.flatMap(({ caseId, to, mentions }) =>
      [...mentions, 'private' in to ? to.private : ''].map((person) => `${caseId ?? ''} ${person}`),
    ),
  )
  return (record, person) => told.has(`${record.id} ${person}`)
}

/** 9.6: the sample of a month that has ended since the digest before. */
async function sampleOfLastMonth({ timer, stores, ground, now }: TimerScene): Promise<Notice | null> {
  const { zone } = ground.calendar
  const month = dayOf(digestBefore(timer.runAt, ground), zone).slice(0, 7)
  const period = periodNamed(month)
  if (period === null || dayOf(now, zone) < period.to) return null
  const closings = await stores.ledger.closings(period.from, period.to, zone)
  const sample = drawSample(closings, month, ground.rulebook.assessment.sampleShare)
  const drawn: CaseRecord[] = []
  for (const { caseId } of sample) {
    const record = await stores.cases.byId(caseId)
    if (record !== null) drawn.push(record)
  }
  return sampleNotice({ month, closed: closings.length, drawn }, ground, now)
}

/** 5.5, 2.3, 9.6: what each handler's day holds, and the director's list of what was done under standing authority, the supervisor's sample. */
export const digest: TownTimerWork = async (scene) => {
  const { timer, stores, ground, now } = scene
  await setDigest(stores, ground, addMilliseconds(now, 1))
  const done = await stores.figures.doneAlone(digestBefore(timer.runAt, ground), now)
  await putAll(scene, [authorityNotice(done, ground, now), await sampleOfLastMonth(scene)])
  if (!inTime(ground, now)) return
  const records = await stores.cases.find({ states: [...underWay] })
  await putAll(scene, digestNotices(records, await toldTogether(scene), ground, now))
}
