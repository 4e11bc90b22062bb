import { proposalFor } from '../cases/proposal.ts'
import * as asks from '../feedback/ask-notices.ts'
import * as tasks from '../feedback/tasks.ts'
import { type Reaction, say, wordsOf } from './scene.ts'

/** 8.6: of two that may be one both are shown. */
export const asked: Reaction = async (scene) => {
  const { event, record, stores, ground, now } = scene
  const { into } = event.facts
  const other = typeof into === 'string' ? await stores.cases.byNumber(into) : null
  await say(scene, asks.askNotices(event, record, await wordsOf(scene), ground, now, other))
}

/** Whoever asked hears why not; a case that is no other's double goes on to the duty officer's filing (8.6). */
export const declined: Reaction = async (scene) => {
  const { event, record, ground, now } = scene
  await say(scene, asks.declinedNotices(event, record, await wordsOf(scene), ground, now))
  if (event.facts['what'] === 'merge' && record.state === 'triage')
    await say(scene, tasks.triageNotices(record, proposalFor(record, ground, now), ground, now))
}
