import type { SandboxMessage } from '../../chat/sandbox.ts'
import type { CaseRecord } from '../../cases/case.ts'
import { colourAt } from '../../deadlines/colour.ts'
import { watchTown } from '../../grid/in-force.ts'
import { silentLog } from '../../kernel/log.ts'
import { instant } from '../../kernel/clock.ts'
import type { CaseFields, Step } from './scenario-file.ts'
import type { Stage } from './stage.ts'

/** What earlier steps have remembered: case numbers and message ids by name. */
export interface Memory {
  cases: Map<string, string>
  said: Map<string, string>
  /** One-time codes given out, by name. */
  codes: Map<string, string>
  /** The ids of all messages said, in order. */
  sent: string[]
}

type BotStep = Extract<Step, { bot: unknown }>['bot']

const minute = (at: Date): number => Math.floor(at.getTime() / 60_000)

function matches(text: string, wanted: string): boolean {
  const pattern = /^\/(.+)\/([a-z]*)$/su.exec(wanted)
  return pattern === null ? text.includes(wanted) : new RegExp(pattern[1] ?? '', pattern[2]).test(text)
}

/** Null where the step holds, else what does not. Remembers the case number of the message under `as`. */
export function checkBot(
  step: BotStep,
  messages: readonly SandboxMessage[],
  memory: Memory,
  fill: (text: string) => string,
): string | null {
  const unwanted = (step.absent ?? []).find((words) => messages.some((one) => matches(one.text, fill(words))))
  if (unwanted !== undefined) return `a message of the bot holds "${unwanted}"`
  const fitting = messages.filter(
    (one) =>
      (step.contains ?? []).every((words) => matches(one.text, fill(words))) &&
      (step.mentions ?? []).every((code) => one.mentions.includes(code)) &&
      (step.at === undefined || minute(one.at) === minute(instant(step.at))),
  )
  const wanted = step.times
  if (wanted !== undefined && fitting.length !== wanted)
    return `${String(fitting.length)} messages fit, ${String(wanted)} were expected`
  if (wanted === undefined && fitting.length === 0) return 'no message of the bot fits'
  if (step.as !== undefined) {
    const number = fitting
      .map((one) => /[A-Z]+\d{8}-\d{4,}/u.exec(one.text)?.[0])
      .find((found) => found !== undefined)
    if (number === undefined) return 'the message names no case number'
    memory.cases.set(step.as, number)
  }
  return null
}

type Seen = Readonly<Record<string, unknown>>

type Look = Pick<Stage, 'stores' | 'now'>

async function colourNow(record: CaseRecord, { stores, now }: Look): Promise<string | null> {
  const town = await stores.town.load()
  return town === null
    ? null
    : colourAt(record, watchTown(stores.town, town, silentLog).ground(), await now())
}

async function fieldsOf(record: CaseRecord, look: Look): Promise<Seen> {
  return {
    state: record.state,
    category: record.category,
    nature: record.nature,
    kind: record.kind,
    urgency: record.urgency,
    confidential: record.confidential,
    grid: record.grid,
    handler: record.handler?.person ?? null,
    verifier: record.verifier?.person ?? null,
    dueAt: record.dueAt?.toISOString() ?? null,
    outcome: record.outcome,
    colour: await colourNow(record, look),
    rating: record.rating,
    cycle: record.cycle,
    rework: record.rework,
    reporters: record.reporters.filter((one) => !one.withdrawn).map((one) => one.key),
  }
}

function fieldHolds(name: string, wanted: unknown, seen: unknown): boolean {
  if (name === 'dueAt' && typeof wanted === 'string' && typeof seen === 'string')
    return minute(instant(wanted)) === minute(instant(seen))
  if (Array.isArray(wanted) && Array.isArray(seen))
    return JSON.stringify(wanted.map(String).toSorted()) === JSON.stringify(seen.map(String).toSorted())
  return wanted === seen
}

const differing = (wanted: CaseFields, seen: Seen): readonly string[] =>
  Object.entries(wanted)
    .filter(([name, value]) => value !== undefined && !fieldHolds(name, value, seen[name]))
    .map(([name, value]) => `${name}: expected ${JSON.stringify(value)}, seen ${JSON.stringify(seen[name])}`)

export async function checkCase(
  step: Extract<Step, { case: unknown }>['case'],
  look: Look,
  memory: Memory,
): Promise<string | null> {
  const { is, not, ...wanted } = step
  const number = memory.cases.get(is) ?? memory.codes.get(is) ?? is
  const record = await look.stores.cases.byNumber(number)
  if (record === null) return `there is no case ${number}`
  const seen = await fieldsOf(record, look)
  const faults = [...differing(wanted, seen)]
  for (const [name, value] of Object.entries(not ?? {}))
    if (value !== undefined && fieldHolds(name, value, seen[name]))
      faults.push(`${name} should not be ${JSON.stringify(value)}`)
  return faults.length === 0 ? null : `${number}\n${faults.join('\n')}`
}

export async function checkCases(
  step: Extract<Step, { cases: unknown }>['cases'],
  look: Look,
  memory: Memory,
): Promise<string | null> {
  const { count, as, ...wanted } = step
  const all = await look.stores.cases.find({ most: 1_000 })
  const fitting: CaseRecord[] = []
  for (const record of all)
    if (differing(wanted, await fieldsOf(record, look)).length === 0) fitting.push(record)
  if (fitting.length !== count) {
    const listed = all.map((one) => `  ${one.number} ${one.category} ${one.state} ${one.title}`).join('\n')
    return `${String(fitting.length)} cases fit, ${String(count)} were expected; there are:\n${listed}`
  }
  if (as !== undefined && fitting[0] !== undefined) memory.cases.set(as, fitting[0].number)
  return null
}

export async function checkEvent(
  step: Extract<Step, { event: unknown }>['event'],
  look: Look,
  memory: Memory,
): Promise<string | null> {
  const { is, ...wanted } = step
  const record = await look.stores.cases.byNumber(memory.cases.get(is) ?? memory.codes.get(is) ?? is)
  const event = record === null ? null : await look.stores.events.last(record.id)
  if (event === null) return `there is no event of ${is}`
  const seen: Seen = { move: event.move, by: event.actor.by, post: event.actor.post, door: event.door }
  const faults = Object.entries(wanted)
    .filter(([name, value]) => value !== undefined && seen[name] !== value)
    .map(([name, value]) => `${name}: expected ${JSON.stringify(value)}, seen ${JSON.stringify(seen[name])}`)
  return faults.length === 0 ? null : faults.join('\n')
}
