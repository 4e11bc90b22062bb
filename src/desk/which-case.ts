import type { CaseRecord, State } from '../cases/case.ts'
import { ended } from '../cases/case.ts'
import type { CaseStore } from '../cases/ports.ts'
import type { Ground } from '../grid/ground.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { Refusal } from '../kernel/errors.ts'
import { noSuchCase, whichCase } from '../wording/desk.ts'
import { dayOf } from '../worktime/zone.ts'
import { type Command, type CommandName, numbersIn } from './command.ts'
import type { Speaker } from './speaker.ts'

/** Which cases a command without a number may mean: the states in which it makes sense, and whose they are. */
const openFor: Readonly<
  Partial<Record<CommandName, { states: readonly State[]; whose: 'handler' | 'verifier' }>>
> = {
  accept: { states: ['dispatched'], whose: 'handler' },
  contact: { states: ['in_progress', 'dispatched'], whose: 'handler' },
  resolve: { states: ['dispatched', 'in_progress'], whose: 'handler' },
  partly: { states: ['dispatched', 'in_progress'], whose: 'handler' },
  explained: { states: ['dispatched', 'in_progress'], whose: 'handler' },
  return: { states: ['dispatched', 'in_progress'], whose: 'handler' },
  escalate: { states: ['dispatched', 'in_progress'], whose: 'handler' },
  extend: { states: ['in_progress'], whose: 'handler' },
  lateReason: { states: ['dispatched', 'in_progress'], whose: 'handler' },
  verify: { states: ['resolved'], whose: 'verifier' },
  reject: { states: ['resolved'], whose: 'verifier' },
}

/** 收到 and 同意 without number or quote do nothing (10.1). */
const neverGuessed: ReadonlySet<string> = new Set(['收到', '同意'])

/**
 * The cases a command means (10.1): by numbers as said, by the quoted notice, or the only open one.
 * Null where the words are to be passed over in silence; a Refusal where one line must say what is missing.
 */
export async function casesMeant(
  command: Command,
  message: KeptMessage,
  speaker: Speaker,
  cases: CaseStore,
  ground: Ground,
  now: Date,
): Promise<readonly CaseRecord[] | null> {
  if (command.numbers.length > 0) {
    const found: CaseRecord[] = []
    for (const number of command.numbers) found.push(await caseBySaid(number, speaker, cases, ground, now))
    return found
  }
  const quoted = message.quote === null ? [] : numbersIn(message.quote.text)
  if (quoted.length > 0) return Promise.all(quoted.slice(0, 1).map((number) => mustFind(number, cases)))
  if (neverGuessed.has(command.word)) return null
  const open = await openOf(command.name, speaker, cases)
  if (open.length === 1) return open
  throw new Refusal('invalid', whichCase(open.map((record) => record.number)))
}

async function mustFind(number: string, cases: CaseStore): Promise<CaseRecord> {
  const record = await cases.byNumber(number)
  if (record === null) throw new Refusal('not_found', noSuchCase(number))
  return record
}

/** "7" is today's -0007; where today has none, the only open case of the speaker with that running number. */
async function caseBySaid(
  said: string,
  speaker: Speaker,
  cases: CaseStore,
  ground: Ground,
  now: Date,
): Promise<CaseRecord> {
  if (said.includes('-')) return mustFind(said, cases)
  const town = ground.directory.data
  const running = said.padStart(4, '0')
  const today = await cases.byNumber(
    `${town.casePrefix}${dayOf(now, town.timezone).replaceAll('-', '')}-${running}`,
  )
  if (today !== null) return today
  const mine = speaker.code === null ? [] : await cases.find({ handler: speaker.code, most: 200 })
  const earlier = mine.filter((record) => record.number.endsWith(`-${running}`) && !ended.has(record.state))
  if (earlier.length === 1 && earlier[0] !== undefined) return earlier[0]
  throw new Refusal('not_found', noSuchCase(said))
}

async function openOf(name: CommandName, speaker: Speaker, cases: CaseStore): Promise<readonly CaseRecord[]> {
  const open = openFor[name]
  if (open === undefined || speaker.code === null) return []
  const found = await cases.find({ states: open.states, [open.whose]: speaker.code, most: 20 })
  return found.filter((record) => record[open.whose]?.person === speaker.code)
}
