import { asksFor } from '../cases/asks.ts'
import { violenceLeaf } from '../routing/rows.ts'
import { moveCase } from '../cases/moving.ts'
import { closeCase } from '../cases/orders.ts'
import { proposalFor } from '../cases/proposal.ts'
import { routeFiled } from '../cases/routing-filed.ts'
import { lateSaid } from '../feedback/late-said.ts'
import { countyReceiptNotice, progressNotices, receiptNotice, waitingNotice } from '../feedback/receipts.ts'
import { sentShown } from '../feedback/shown.ts'
import * as staff from '../feedback/staff-notices.ts'
import * as tasks from '../feedback/tasks.ts'
import { withAllTold } from '../feedback/waiting-emergency.ts'
import { designatedBy, escalatedBy, residentSaid } from '../wording/staff.ts'
import { spokenTime } from '../worktime/spoken.ts'
import { askPlace, asksWhere } from './heard.ts'
import { byRule, type Reaction, say, type Scene, wordsOf } from './scene.ts'

/** What the duty officer is asked; of an emergency everybody of 3.8 hears at once. */
const waitingAtDesk = ({ record, ground, now }: Scene) => {
  const asked = tasks.triageNotices(record, proposalFor(record, ground, now), ground, now)
  return withAllTold(asked, record, ground, now)
}

export const waitForDutyOfficer: Reaction = async (scene) => {
  const { event, record, ground, now } = scene
  if (record.state !== 'triage') return
  // Whether it is another's double is asked first (8.6).
  if (asksFor('merge', record).length === 0) await say(scene, waitingAtDesk(scene))
  else if (record.urgency === 'emergency') await say(scene, withAllTold([], record, ground, now))
  const heard = event.facts['addressed'] === true || record.confidential || record.category === violenceLeaf
  if (!heard && record.urgency !== 'emergency') return
  await say(scene, [waitingNotice(record, ground, now, await asksWhere(scene))])
}

/** Filed: routed, and on the way to somebody in the same breath (3, 2.5). */
export const findHandler: Reaction = async (scene) => {
  const { event, record, stores, ground, now } = scene
  if (record.state !== 'filed') return
  if (record.kind === 'praise')
    return void (await moveCase(stores, record.id, closeCase(), byRule, ground, now))
  const found = await routeFiled(stores, record, ground, now)
  if (found.to === 'asking') return askPlace(scene)
  if (found.to === 'triage') {
    const asks = await asksWhere(scene)
    if (record.urgency === 'emergency') await say(scene, [waitingNotice(record, ground, now, asks)])
    const asked = tasks.noWayNotices(event, record, found.reason, ground, now)
    return say(scene, withAllTold(asked, record, ground, now))
  }
  if (found.to !== 'county') return
  const due = spokenTime(found.dueAt, now, ground.calendar)
  await say(scene, [
    ...withAllTold(tasks.countyNotices(event, record, due, ground, now), record, ground, now),
    countyReceiptNotice(event, record, ground, now),
  ])
}

export const dispatched: Reaction = async (scene) => {
  const { event, record, ground, now } = scene
  const asks = await asksWhere(scene)
  await say(scene, [
    ...tasks.dispatchNotices(event, record, ground, now),
    receiptNotice(event, record, ground, now, asks),
  ])
}

/**
 * Handed on to somebody else: the new handler reads why in the words of whoever handed it on, the old one that it went
 * on, the reporters what is next. A receipt that still waits to be said says the new name instead of the old.
 */
export const handedOn =
  (how: 'escalate' | 'designate', progress: 'moved_up' | 'handed_on'): Reaction =>
  async (scene) => {
    const { event, record, ground, now } = scene
    const why = event.actor.post === 'clock' ? '' : await whyHandedOn(scene, how)
    const said = [why, lateSaid(event, ground, now)].filter((part) => part !== '').join('\n')
    await say(scene, [
      ...tasks.dispatchNotices(event, record, ground, now, { how, said }),
      receiptNotice(event, record, ground, now),
      ...progressNotices(event, record, progress, ground, now),
      ...staff.takenOverNotices(event, record, ground, now),
    ])
  }

const whyHandedOn = async (scene: Scene, how: 'escalate' | 'designate'): Promise<string> => {
  const name = scene.ground.directory.nameOf(scene.event.actor.by)
  const reason = await wordsOf(scene)
  return how === 'escalate' ? escalatedBy(name, reason) : designatedBy(name, reason)
}

export const reopened: Reaction = async (scene) => {
  const { event, record, ground, now } = scene
  const said = residentSaid(sentShown(await wordsOf(scene)))
  await say(scene, [
    ...tasks.dispatchNotices(event, record, ground, now, { how: 'reopen', said }),
    ...progressNotices(event, record, 'reopened', ground, now),
    ...staff.supervisorNotices(event, record, ground, now),
  ])
}

/** A place that was asked for has been named: the waiting case goes on (8.3). */
export const supplemented: Reaction = async (scene) => {
  const { event, record, stores, ground, now } = scene
  const placed = record.place.building !== null || record.place.spot !== null
  if (record.state === 'filed' && record.returns === 0) {
    if (placed) {
      const found = await routeFiled(stores, record, ground, now, false)
      if (found.to === 'handler') return
    }
  }
  await say(scene, staff.supplementNotices(event, record, await wordsOf(scene), ground, now))
  if (record.state === 'triage') await say(scene, waitingAtDesk(scene))
}

/** Back from the handler: the duty officer reads why, and where it could go next (2.1). */
export const returned: Reaction = async (scene) => {
  const { event, record, ground, now } = scene
  const facts = {
    by: ground.directory.nameOf(event.actor.by),
    reason: await wordsOf(scene),
    proposal: proposalFor(record, ground, now),
  }
  await say(scene, tasks.returnNotices(event, record, facts, ground, now))
}
