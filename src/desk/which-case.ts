import { type CaseRecord, ended } from '../cases/case.ts'
import type { CaseStore } from '../cases/ports.ts'
import type { Ground } from '../grid/ground.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { Refusal } from '../kernel/errors.ts'
import { noSuchCase, whichCase, whichNumber } from '../wording/desk.ts'
import { tooManyNumbers, wordsTooLong } from '../wording/staff-talk.ts'
import { dayOf } from '../worktime/zone.ts'
import { seesCase } from './acting.ts'
import { type Command, numbersIn } from './command.ts'
import type { Setting } from './speaker.ts'
import { keptFromRooms } from './todo.ts'
import { makesSense, openOf, waitingCases } from './waiting-for.ts'

/** 收到 and 同意 without number or quote do nothing (10.1). */
const neverGuessed: ReadonlySet<string> = new Set(['收到', '同意'])

/** More cases, or longer words, are a slip: one line, and nothing is half done. */
const numbersAtMost = 20
const wordsAtMost = 1_000

/** A case and the number by which it was called. */
export interface Meant {
  record: CaseRecord
  said: string
}

interface Search {
  command: Command
  /** Who asks; null for somebody the town does not know, who sees no case. */
  person: string | null
  cases: Pick<CaseStore, 'byNumber' | 'find'>
  ground: Ground
  now: Date
}

/**
 * The cases a command means (10.1): by numbers as said, by the quoted notice, or the only open one. A case that the
 * speaker may not see is answered as an unknown number, word for word (3.5).
 * Null where the words are to be passed over in silence; a Refusal where one line must say what is missing.
 */
export async function casesMeant(
  command: Command,
  message: Pick<KeptMessage, 'quote'>,
  setting: Pick<Setting, 'speaker' | 'private'>,
  cases: Pick<CaseStore, 'byNumber' | 'find'>,
  ground: Ground,
  now: Date,
): Promise<readonly Meant[] | null> {
  if (command.numbers.length > numbersAtMost) throw new Refusal('invalid', tooManyNumbers(numbersAtMost))
  if (command.rest.length > wordsAtMost) throw new Refusal('invalid', wordsTooLong())
  const person = setting.speaker.code
  const search: Search = { command, person, cases, ground, now }
  const quoted = message.quote === null ? [] : numbersQuoted(message.quote.text)
  if (quoted.length > 1 && command.numbers.length === 0)
    throw new Refusal('invalid', whichCase(quoted, command.word))
  const numbers = command.numbers.length > 0 ? command.numbers : quoted
  if (numbers.length > 0) {
    const found = new Map<string, Meant>()
    for (const said of numbers) {
      const record = await bySaid(said, search)
      if (!found.has(record.id)) found.set(record.id, { record, said })
    }
    return [...found.values()]
  }
  if (neverGuessed.has(command.word)) return null
  const open =
    person === null
      ? []
      : (await openOf(command.name, person, cases)).filter((one) => seesCase(person, one, ground))
  const [only] = open
  if (only !== undefined && open.length === 1) return [{ record: only, said: only.number }]
  const named = setting.private ? open : open.filter((one) => !keptFromRooms(one))
  throw new Refusal(
    'invalid',
    whichCase(
      named.map((one) => one.number),
      command.word,
    ),
  )
}

/** Which case a quoted message is about: a list of several, such as the morning's, is about none of them alone. */
function numbersQuoted(text: string): readonly string[] {
  const numbers = numbersIn(text)
  const lines = text.split('\n').filter((line) => leadsLine.test(line))
  return lines.length > 1 ? numbers : numbers.slice(0, 1)
}

/** "超期：QH…", "【新件】QH…", "QH… 路灯": a line of its own. */
const leadsLine = /^(?:【[^】]{1,12}】|[\u4e00-\u9fff]{2,6}：)?[A-Z]{1,6}\d{8}-\d{4,}/u

async function seen(number: string, { person, cases, ground }: Search): Promise<CaseRecord | null> {
  const record = await cases.byNumber(number)
  return record !== null && person !== null && seesCase(person, record, ground) ? record : null
}

async function bySaid(said: string, search: Search): Promise<CaseRecord> {
  const prefix = search.ground.directory.data.casePrefix
  const record = said.includes('-')
    ? await seen(/^\d/u.test(said) ? `${prefix}${said}` : said, search)
    : await byRunningNumber(said, search)
  if (record === null) throw new Refusal('not_found', noSuchCase(said))
  return record
}

/**
 * "7" is today's -0007. Where the day has none, or for which the command makes no sense, an open case of that running
 * number counts that waits for this person; between two nothing is guessed (10.2).
 */
async function byRunningNumber(said: string, search: Search): Promise<CaseRecord | null> {
  const { command, person, cases, ground, now } = search
  if (person === null) return null
  const { casePrefix, timezone } = ground.directory.data
  const running = String(Number(said)).padStart(4, '0')
  const today = await seen(`${casePrefix}${dayOf(now, timezone).replaceAll('-', '')}-${running}`, search)
  if (today !== null && makesSense(command.name, today, person, ground)) return today
  const called = (one: CaseRecord): boolean =>
    one.id !== today?.id && one.number.endsWith(`-${running}`) && seesCase(person, one, ground)
  const waiting = (await waitingCases(command.name, person, cases, ground)).filter(called)
  const candidates = today === null ? waiting : [today, ...waiting]
  if (candidates.length > 1)
    throw new Refusal('invalid', whichNumber(said, candidates.map((one) => one.number).toSorted()))
  const [only] = candidates
  if (only !== undefined) return only
  const own = [
    ...(await cases.find({ handler: person, most: 200 })),
    ...(await cases.find({ verifier: person, most: 200 })),
  ].filter((one) => called(one) && !ended.has(one.state))
  const [first] = own
  return new Set(own.map(({ id }) => id)).size === 1 ? (first ?? null) : null
}
