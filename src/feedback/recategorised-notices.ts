import type { Notice } from '../chat/outbox.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { CaseEvent } from '../cases/event.ts'
import type { Ground } from '../grid/ground.ts'
import { ownSeat } from '../grid/naming.ts'
import { instant } from '../kernel/clock.ts'
import * as words from '../wording/filed-as.ts'
import { emergencyConduct, hazardOf } from '../wording/hazards.ts'
import { spokenTime } from '../worktime/spoken.ts'
import { heardAt } from './audience.ts'
import { lateSaid } from './late-said.ts'
import { placeForStaff } from './place-for-staff.ts'
import { dueShown, matterShown } from './shown.ts'
import { caseFacts, stillTheirs, tell } from './tasks.ts'
import { answerToFirst } from './to-reporters.ts'

const categoryBefore = (event: CaseEvent, record: Pick<CaseRecord, 'category'>): string => {
  const before = event.facts['categoryBefore']
  return typeof before === 'string' ? before : record.category
}

/** '' where nature, place or kind alone were corrected. */
function wasNamed(event: CaseEvent, ground: Ground): string {
  const before = event.facts['categoryBefore']
  return typeof before === 'string' ? matterShown({ category: before }, ground) : ''
}

/** By the new leaf's limit it is late already; '' where it is not. */
function lateByNewLeaf(event: CaseEvent, ground: Ground, now: Date): string {
  const since = event.facts['lateSince']
  return typeof since === 'string' ? words.lateByLeaf(spokenTime(instant(since), now, ground.calendar)) : ''
}

const factsOf = (event: CaseEvent, record: CaseRecord, ground: Ground, now: Date) => ({
  ...caseFacts(record, ground, now),
  place: placeForStaff(record, ground),
  was: wasNamed(event, ground),
})

/** What is said with the task to whoever gets it. */
export function saidWith(event: CaseEvent, ground: Ground, now: Date): string {
  const by = words.recategorisedBy(ground.directory.nameOf(event.actor.by), wasNamed(event, ground))
  const late = lateByNewLeaf(event, ground, now) || lateSaid(event, ground, now)
  return [by, late].filter((part) => part !== '').join('\n')
}

/** Whoever has it goes on with it, under another name and until another time. */
export function staysNotices(
  event: CaseEvent,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  if (record.handler === null) return []
  const text = words.recategorisedTask({
    ...factsOf(event, record, ground, now),
    due: dueShown(record, ground, heardAt(record, ground, now)),
    late: lateByNewLeaf(event, ground, now),
  })
  return tell(event, record, 'recategorised', [record.handler], text, ground, now, {
    expects: stillTheirs(record),
  })
}

/** Whoever had it, where nobody has it yet; not where they corrected it themselves. */
export function awayNotices(
  event: CaseEvent,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const before = event.facts['handlerBefore']
  const seat = typeof before === 'string' ? ownSeat(ground.directory, before) : null
  if (seat === null || seat.person === event.actor.by) return []
  const text = words.recategorisedAway(factsOf(event, record, ground, now))
  return tell(event, record, 'taken_over', [{ ...seat }], text, ground, now)
}

/** 6.13: once, what to do in the danger that it is after all; null where that was said, or there is none. */
export function conductNotice(
  event: CaseEvent,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): Notice | null {
  const hazard = hazardOf(record.category, record.words)
  const known = hazardOf(categoryBefore(event, record), record.words)
  const pressing = record.urgency === 'emergency' || ground.directory.leaf(record.category)?.urgent === true
  if (hazard === known || hazard === 'other' || !pressing) return null
  const text = emergencyConduct(hazard)
  return answerToFirst({ id: `${record.id}:${hazard}` }, record, { purpose: 'conduct', text }, ground, now)
}
