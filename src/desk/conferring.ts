import type { Assistant } from '../cases/assistant.ts'
import type { CaseRecord } from '../cases/case.ts'
import { busyAssistants } from '../cases/conference.ts'
import type { Move } from '../cases/event.ts'
import { confer, designateTo, dispatchTo, fileCase, type MoveOrder } from '../cases/orders.ts'
import { proposedRouting } from '../cases/proposal.ts'
import { appealOfCase, previousOf } from '../cases/routing-of-case.ts'
import type { Ground } from '../grid/ground.ts'
import { redactText } from '../intake/redact.ts'
import { Refusal } from '../kernel/errors.ts'
import type { Decision, Routing } from '../routing/decision.ts'
import { designate } from '../routing/rules.ts'
import { conferenceAsks, conferenceDuePast, conferenceKnown, conferenceTask } from '../wording/conference.ts'
import { missing } from '../wording/desk.ts'
import { dueAt } from '../worktime/due.ts'
import type { Command } from './command.ts'
import { type Target, targetOf } from './target.ts'

interface Conference {
  /** Names of departments or persons, as said. */
  who: readonly string[]
  lead: string | null
  task: string
}

/** “派出所、司法所 由派出所牵头：调解”: who takes part, who leads if somebody is named, and the task. */
export function readConference(rest: string): Conference {
  const [said = '', ...task] = rest.split(/[:：]/u)
  const led = /[由，,\s]*由\s*(.+?)\s*牵头/u.exec(said)
  const names = said.replace(led?.[0] ?? '', ' ').split(/[、,，;；\s]|和|及/u)
  const who = names.map((name) => name.trim()).filter((name) => name !== '')
  return { who, lead: led?.[1] ?? null, task: redactText(task.join('：').trim()) }
}

function decided(routing: Routing): Decision {
  if (routing.to === 'handler') return routing.decision
  throw new Refusal('wrong_state', routing.reason)
}

/** A 会商 as somebody asks for it: who leads, null where whoever has the case goes on, and who helps with what. */
export interface ConferenceAsked {
  lead: Target | null
  helpers: readonly { target: Target; task: string; due?: Date | undefined }[]
}

/** 会商 in the chat (3.9): everybody who is named gets the one task that was said. */
export function conferring(
  command: Command,
  record: CaseRecord,
  asking: { code: string; ground: Ground; now: Date },
): readonly MoveOrder[] {
  const { who, lead, task } = readConference(command.rest)
  const named = (name: string): Target => targetOf(name, asking.ground.directory).target
  return conferenceOrders(
    {
      lead: lead === null ? null : named(lead),
      helpers: who.map((name) => ({ target: named(name), task })),
    },
    record,
    asking,
  )
}

/** With which right a 会商 begins: where nobody has the case yet, it is filed and dispatched first. */
export const conferenceBegins = ({ state }: Pick<CaseRecord, 'state'>): Move =>
  state === 'triage' ? 'file' : state === 'filed' ? 'dispatch' : 'confer'

/**
 * 会商 (3.9): one lead, who answers for the case, and assistants with tasks and times of their own, by the clocks of 4.1
 * unless somebody sets one. Until a lead is named it is whoever has the case now; who is away or must keep out is refused
 * (3.4, 3.5).
 */
export function conferenceOrders(
  { lead, helpers }: ConferenceAsked,
  record: CaseRecord,
  { code, ground, now }: { code: string; ground: Ground; now: Date },
): readonly MoveOrder[] {
  if (helpers.length === 0) throw new Refusal('invalid', missing(conferenceAsks()))
  const seat = (target: Target): Decision =>
    decided(designate(appealOfCase(record), target, previousOf(record), { ...ground, now }))
  const leads = lead === null ? null : seat(lead)
  const before = leadOrders(record, leads, code, ground, now)
  const handler = leads?.handler ?? record.handler ?? decided(proposedRouting(record, ground, now)).handler
  const assistants = helpers.map(({ target, task, due }): Assistant => {
    const { handler: one } = seat(target)
    if (due !== undefined && due <= now) throw new Refusal('invalid', conferenceDuePast())
    const dueAtLast = due ?? ownTime(one, record, ground, now)
    return { ...one, task: task === '' ? conferenceTask() : task, dueAt: dueAtLast.toISOString() }
  })
  const others = assistants.filter(
    ({ person }, at) =>
      person !== handler.person && assistants.findIndex((one) => one.person === person) === at,
  )
  if (others.length === 0) throw new Refusal('invalid', missing(conferenceAsks()))
  const busy = busyAssistants(record)
  const called = others.filter(
    ({ person, task: part }) => !busy.some((one) => one.person === person && one.task === part),
  )
  if (called.length > 0) return [...before, confer(called)]
  if (before.length > 0) return before
  throw new Refusal('conflict', conferenceKnown())
}

function ownTime({ area }: Assistant, record: CaseRecord, ground: Ground, now: Date): Date {
  const level = ground.directory.area(area)?.level ?? 'township'
  const due = dueAt(ground.rulebook.clockByLevel[level], now, ground.calendar)
  return record.urgency === 'emergency' ? beforeTheCase(due, record, now) : due
}

/** In an emergency no part may end after the whole, while that still lies ahead. */
const beforeTheCase = (due: Date, record: CaseRecord, now: Date): Date =>
  record.dueAt !== null && record.dueAt > now && record.dueAt < due ? record.dueAt : due

function leadOrders(
  record: CaseRecord,
  lead: Decision | null,
  code: string,
  ground: Ground,
  now: Date,
): readonly MoveOrder[] {
  if (record.state === 'triage' || record.state === 'filed') {
    const decision = lead ?? decided(proposedRouting(record, ground, now))
    return [...(record.state === 'triage' ? [fileCase()] : []), dispatchTo(decision)]
  }
  if (lead === null || lead.handler.person === record.handler?.person) return []
  const byDirector = ground.directory.holdings(code).some(({ post }) => post === 'director')
  return [designateTo(lead, byDirector, null)]
}
