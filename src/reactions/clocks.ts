import { ended } from '../cases/case.ts'
import { clearClocks, remindLater, startClocks } from '../deadlines/clocks.ts'
import { dropFollowUps } from '../feedback/following-up.ts'
import type { Reaction } from './scene.ts'

export const stopClocks: Reaction = ({ record, stores }) => clearClocks(stores.timers, record)
export const startAllClocks: Reaction = ({ event, record, stores, ground, now }) =>
  startClocks(stores.timers, record, event, ground, now)

/** 3.8: somebody is there; neither deputies nor the way out of the house are called any more. */
export const answeredAtScene: Reaction = ({ record, stores }) =>
  stores.timers.cancelOfCase(record.id, ['emergency', 'alarm'])

/** Taken up again: what was planned for the closed case is needed no more (6.6). */
export const endFollowUps: Reaction = async ({ record, stores, now }) => {
  if (record.state !== 'closed') await dropFollowUps(stores, record.id, now)
}

/** What is asked about an ended case has no other clock: the director is reminded each working morning (4.4). */
export const remindOfAsk: Reaction = async ({ record, stores, ground, now }) => {
  if (ended.has(record.state)) await remindLater(stores.timers, record, ground, now)
}
