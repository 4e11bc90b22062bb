import { moveCase } from '../cases/moving.ts'
import { closeCase } from '../cases/orders.ts'
import { praiseNotices } from '../feedback/answers.ts'
import { awaitReason, tellClosure } from '../feedback/closing.ts'
import { askWhyNotice } from '../feedback/closure.ts'
import * as tasks from '../feedback/tasks.ts'
import { byRule, holdingBack, type Reaction, say } from './scene.ts'

export const closed: Reaction = async (scene) => {
  const { event, record, ground, now } = scene
  if (record.kind === 'praise') return say(scene, praiseNotices(event, record, ground, now))
  await tellClosure(await holdingBack(scene), event, record, ground, now)
}

/** An enquiry needs no verification: answered, then rated (2.6). */
export const resolved: Reaction = async (scene) => {
  const { event, record, stores, ground, now } = scene
  if (record.state !== 'resolved') return
  const direct = record.kind === 'enquiry' && record.urgency !== 'emergency'
  if (direct) return void (await moveCase(stores, record.id, closeCase(), byRule, ground, now))
  await say(scene, tasks.verifyNotices(event, record, ground, now))
}

export const rated: Reaction = async (scene) => {
  const { event, record, ground, now } = scene
  if (event.facts['rating'] !== 'dissatisfied' || record.state !== 'closed') return
  await say(scene, [askWhyNotice(event, record, event.actor.by, ground, now)])
  await awaitReason(scene.stores, record, event.actor.by, ground, now)
}
