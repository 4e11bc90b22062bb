import type { CaseRecord } from '../cases/case.ts'
import { keepFollowUp, keepPhoneCall } from '../cases/loop-orders.ts'
import type { Door } from '../cases/event.ts'
import { moveCase, type Mover } from '../cases/moving.ts'
import { type FollowUp, moodOf } from '../feedback/follow-up.ts'
import { finishFollowUp } from '../feedback/following-up.ts'
import type { Ground } from '../grid/ground.ts'
import { redactText } from '../intake/redact.ts'
import { Refusal } from '../kernel/errors.ts'
import { missing } from '../wording/desk.ts'
import {
  followedUp,
  nobodyToPhone,
  nothingToFollowUp,
  notReachable,
  notReachedYet,
  phoned,
} from '../wording/follow-up.ts'
import { spokenTime } from '../worktime/spoken.ts'
import { actorOf } from './acting.ts'
import type { CommandName } from './command-words.ts'
import type { Command } from './command.ts'
import type { DeskStores } from './ports.ts'

/** A command about a closed case, by a person with a post, in the transaction that settles it. */
export interface Afterwards {
  stores: Pick<DeskStores, 'cases' | 'events' | 'besideCases' | 'followUps' | 'timers' | 'outbox'>
  command: Pick<Command, 'rest'>
  record: CaseRecord
  code: string
  ground: Ground
  now: Date
  /** Where it was said; in the chat unless it names another. */
  door?: Door
  /** The very task that is reported on; else the first that is open. */
  key?: string
  /** How it was found, where it is said apart from the words. */
  mood?: 'calm' | 'flaring' | 'noted'
}

type Answer = (asked: Afterwards) => Promise<string>

const moverOf = ({ code, record, ground, door = 'chat' }: Afterwards): Mover => ({
  actor: actorOf(code, record, ground),
  door,
})

/** The task meant among those that are open. */
const meant =
  ({ key }: Afterwards, telephone: boolean) =>
  (one: FollowUp): boolean =>
    (one.kind === 'telephone') === telephone && (key === undefined || one.key === key)

const assigned = (one: FollowUp) => (one.assignee === null ? {} : { assigned: one.assignee.person })

/** 6.6: `回访 7 text`; 平稳 and 反复 decide what is next. */
const followUp: Answer = async (asked) => {
  const { stores, command, record, code, ground, now } = asked
  const words = redactText(command.rest.trim())
  if (words === '') throw new Refusal('invalid', missing('了解到的情况，比如“回访 7 平稳，没有再吵”'))
  const open = await stores.followUps.openOf(record.id)
  const one = open.find(meant(asked, false))
  if (one === undefined) throw new Refusal('wrong_state', nothingToFollowUp())
  const outcome = asked.mood ?? moodOf(words)
  const order = keepFollowUp(one.kind, outcome, words)
  await moveCase(stores, record.id, order, moverOf(asked), ground, now, assigned(one))
  const next = await finishFollowUp(stores, one, { by: code, outcome, words }, record, ground, now)
  const when = next === null ? '' : spokenTime(next.dueAt, now, ground.calendar)
  return followedUp(record.number, outcome, when)
}

const toTelephone = async (asked: Afterwards): Promise<FollowUp | undefined> =>
  (await asked.stores.followUps.openOf(asked.record.id)).find(meant(asked, true))

/** 6.8: `已电话 7 text`. Where the call of a follow-up was asked for, it is that one. */
const phonedThem: Answer = async (asked) => {
  const { stores, command, record, code, ground, now } = asked
  const one = await toTelephone(asked)
  if (one === undefined) return followUp(asked)
  const words = redactText(command.rest.trim())
  const call = { reporter: one.reporter, reached: true, tries: one.tries + 1, given: false }
  const order = keepPhoneCall(call, words === '' ? null : words)
  await moveCase(stores, record.id, order, moverOf(asked), ground, now, assigned(one))
  const done = { doneAt: now, doneBy: code, outcome: 'told' as const, words: words === '' ? null : words }
  await stores.followUps.save({ ...one, ...done, tries: call.tries })
  return phoned(record.number)
}

/** 6.8: `联系不上 7`; after so many tries the reporter is "unreachable" and asked no more. */
const didNotReach: Answer = async (asked) => {
  const { stores, command, record, code, ground, now } = asked
  const one = await toTelephone(asked)
  if (one === undefined) throw new Refusal('wrong_state', nobodyToPhone())
  const most = ground.rulebook.followUp.telephoneTries
  const tries = one.tries + 1
  const given = tries >= most
  const words = redactText(command.rest.trim())
  const order = keepPhoneCall({ reporter: one.reporter, reached: false, tries, given }, words || null)
  await moveCase(stores, record.id, order, moverOf(asked), ground, now, assigned(one))
  const end = given ? { doneAt: now, doneBy: code, outcome: 'unreachable' as const } : {}
  await stores.followUps.save({ ...one, tries, ...end })
  return given ? notReachable(record.number) : notReachedYet(record.number, tries, most)
}

/** Commands that report on a closed case instead of moving it: command → what is done, and the line that answers it. */
export const afterwards: Readonly<Partial<Record<CommandName, Answer>>> = {
  followUp,
  phoned: phonedThem,
  notReached: didNotReach,
}

/** The same reports from another door, on the task that is named. */
export function reportTask(
  report: Omit<Afterwards, 'command' | 'door'> & { words: string; reached: boolean },
  one: Pick<FollowUp, 'kind'>,
): Promise<string> {
  const asked: Afterwards = { ...report, command: { rest: report.words }, door: 'api' }
  if (one.kind !== 'telephone') return followUp(asked)
  return report.reached ? phonedThem(asked) : didNotReach(asked)
}
