import type { AskKind } from '../cases/ask.ts'
import { isAskKind, openAsks } from '../cases/asks.ts'
import type { CaseRecord } from '../cases/case.ts'
import { Refusal } from '../kernel/errors.ts'
import { whichDecision } from '../wording/asks.ts'
import { onlyUnderWay } from '../wording/filed-as.ts'
import type { Command } from './command.ts'
import { saysHowToFile } from './filed-as.ts'

/** What 同意 and 不同意 may mean for a case (10.1). */
export type Decision = 'filing' | 'dispatch' | 'closing' | 'extension' | AskKind

/** The words that name a decision, the first of them as the bot asks for it. */
const words: Readonly<Record<Decision, readonly string[]>> = {
  filing: ['立案'],
  dispatch: ['派遣'],
  closing: ['结案'],
  extension: ['延期'],
  withdrawal: ['撤回'],
  objection: ['异议', '受理'],
  reopening: ['重办', '重新办理'],
  merge: ['并案', '并入', '并'],
}

/** Where nobody qualified as verifier the director closes what was resolved as well (3.7). */
const standsFor = ({ state, verifier }: CaseRecord): Decision | undefined =>
  state === 'resolved' && verifier === null ? 'closing' : byState[state]

const byState: Readonly<Partial<Record<CaseRecord['state'], Decision>>> = {
  triage: 'filing',
  filed: 'dispatch',
  verified: 'closing',
}

/**
 * What a case waits for at the centre as it stands: what its state says, an extension, and what is asked. Whether it is
 * the same as another comes before whether to file it (8.6).
 */
export function waitedFor(record: CaseRecord): readonly Decision[] {
  const asked = openAsks(record).map(({ what }) => what)
  const stands = standsFor(record)
  const decisions: Decision[] = []
  if (stands !== undefined && !(stands === 'filing' && asked.includes('merge'))) decisions.push(stands)
  if (record.state === 'in_progress' && record.extensionAsked !== null) decisions.push('extension')
  return [...new Set([...decisions, ...asked])]
}

const named = (decision: Decision, rest: string): string | undefined =>
  words[decision].find((word) => rest.startsWith(word))

/**
 * Which decision a 同意 or 不同意 means, and what is said with it. Where the case waits for two, the words behind the
 * number tell; where they do not, a Refusal asks which, with the words to add (10.1).
 */
export function decisionOf(command: Command, record: CaseRecord): { what: Decision; rest: string } {
  const waits = waitedFor(record)
  const { rest } = command
  const own = standsFor(record)
  if (command.name === 'agree' && saysHowToFile(rest)) {
    if (own !== 'filing') throw new Refusal('wrong_state', onlyUnderWay(record.number))
    return { what: 'filing', rest }
  }
  for (const what of own === undefined ? waits : [...waits, own]) {
    const word = named(what, rest)
    if (word !== undefined) return { what, rest: rest.slice(word.length).replace(/^[\s,，、:：]+/u, '') }
  }
  if (waits.length > 1) {
    const number = command.numbers[0] ?? record.number
    const which = waits.map((what) => words[what][0] ?? '')
    throw new Refusal('invalid', whichDecision(command.word, number, which))
  }
  return { what: waits[0] ?? 'closing', rest }
}

/** What is asked of the centre, where a 同意 or 不同意 answers that; null where it answers what the state waits for. */
export function askAnswered(
  command: Command,
  record: CaseRecord,
): { what: AskKind; rest: string; agreed: boolean } | null {
  if (command.name !== 'agree' && command.name !== 'disagree') return null
  const { what, rest } = decisionOf(command, record)
  return isAskKind(what) ? { what, rest, agreed: command.name === 'agree' } : null
}
