import type { Assistant } from '../cases/assistant.ts'
import type { CaseRecord } from '../cases/case.ts'
import { busyAssistants } from '../cases/conference.ts'
import { confer, designateTo, dispatchTo, fileCase, type MoveOrder } from '../cases/orders.ts'
import { proposedRouting } from '../cases/proposal.ts'
import { appealOfCase, previousOf } from '../cases/routing-of-case.ts'
import type { Ground } from '../grid/ground.ts'
import { redactText } from '../intake/redact.ts'
import { Refusal } from '../kernel/errors.ts'
import type { Decision, Routing } from '../routing/decision.ts'
import { designate } from '../routing/rules.ts'
import { conferenceAsks, conferenceKnown, conferenceTask } from '../wording/conference.ts'
import { missing } from '../wording/desk.ts'
import { dueAt } from '../worktime/due.ts'
import type { Command } from './command.ts'
import { targetOf } from './target.ts'

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

/**
 * 会商 (3.9): one lead, who answers for the case, and assistants with tasks and times of their own, by the clocks of 4.1.
 * Until a lead is named it is whoever has the case now; who is away or must keep out is refused (3.4, 3.5).
 */
export function conferring(
  command: Command,
  record: CaseRecord,
  { code, ground, now }: { code: string; ground: Ground; now: Date },
): readonly MoveOrder[] {
  const { who, lead, task } = readConference(command.rest)
  if (who.length === 0) throw new Refusal('invalid', missing(conferenceAsks()))
  const seat = (name: string): Decision => {
    const { target } = targetOf(name, ground.directory)
    return decided(designate(appealOfCase(record), target, previousOf(record), { ...ground, now }))
  }
  const leads = lead === null ? null : seat(lead)
  const before = leadOrders(record, leads, code, ground, now)
  const handler = leads?.handler ?? record.handler ?? decided(proposedRouting(record, ground, now)).handler
  const assistants = who.map((name): Assistant => {
    const { handler: one } = seat(name)
    const level = ground.directory.area(one.area)?.level ?? 'township'
    const due = dueAt(ground.rulebook.clockByLevel[level], now, ground.calendar)
    const dueAtLast = record.urgency === 'emergency' ? beforeTheCase(due, record, now) : due
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
  if (called.length === 0) throw new Refusal('conflict', conferenceKnown())
  return [...before, confer(called)]
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
