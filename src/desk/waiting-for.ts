import { type CaseRecord, ended, type State } from '../cases/case.ts'
import type { CaseStore } from '../cases/ports.ts'
import type { Ground } from '../grid/ground.ts'
import { toldOfEmergency } from '../cases/told.ts'
import { atCentre } from './acting.ts'
import type { CommandName } from './command-words.ts'
import { waitedFor } from './decisions.ts'

type Whose = 'handler' | 'verifier' | 'centre'

/** For which cases a command makes sense: the states, and for whom the case waits there. */
interface Sense {
  states: readonly State[]
  whose: readonly Whose[]
}

const working: readonly State[] = ['dispatched', 'in_progress']
const byHandler: Sense = { states: working, whose: ['handler'] }
const atVerifier: Sense = { states: ['resolved'], whose: ['verifier'] }
const decided: Sense = {
  states: ['triage', 'filed', 'verified', 'resolved', ...working, 'refused', 'closed'],
  whose: ['centre'],
}

const lateStates: readonly State[] = [...working, 'long_term', 'resolved', 'verified', 'closed']

const senses: Readonly<Partial<Record<CommandName, Sense>>> = {
  accept: { states: ['dispatched'], whose: ['handler'] },
  contact: byHandler,
  resolve: byHandler,
  partly: byHandler,
  explained: byHandler,
  return: byHandler,
  escalate: { states: working, whose: ['handler', 'centre'] },
  extend: { states: ['in_progress'], whose: ['handler'] },
  lateReason: byHandler,
  verify: atVerifier,
  reject: atVerifier,
  agree: decided,
  disagree: decided,
  close: { states: ['verified'], whose: ['centre'] },
  refuse: { states: ['triage', 'filed'], whose: ['centre'] },
  designate: { states: ['triage', 'filed', ...working], whose: ['centre'] },
  recategorise: { states: ['triage', 'filed', ...working], whose: ['centre', 'handler'] },
  county: { states: ['filed', ...working], whose: ['centre'] },
  merge: { states: ['triage', 'filed', ...working], whose: ['centre'] },
  confer: { states: ['triage', 'filed', ...working], whose: ['centre'] },
  unmerge: { states: ['merged'], whose: ['centre'] },
  countyProgress: { states: ['county'], whose: ['centre'] },
  countyAnswer: { states: ['county'], whose: ['centre'] },
  shelve: { states: ['in_progress'], whose: ['centre'] },
  lateObjective: { states: lateStates, whose: ['centre'] },
  lateResponsible: { states: lateStates, whose: ['centre'] },
  lateConfirm: { states: lateStates, whose: ['centre'] },
  followUp: { states: ['closed'], whose: ['centre', 'verifier'] },
  phoned: { states: ['closed'], whose: ['centre', 'verifier'] },
  notReached: { states: ['closed'], whose: ['centre', 'verifier'] },
}

const isTheirs = (whose: Whose, person: string, record: CaseRecord, ground: Ground): boolean =>
  whose === 'centre' ? atCentre(person, ground) : record[whose]?.person === person

/** 同意 and 不同意 mean only a case that waits for something. */
const undecided = (name: CommandName, record: CaseRecord): boolean =>
  (name !== 'agree' && name !== 'disagree') || waitedFor(record).length > 0

/** Whether a command makes sense for a case as it stands, from this person. Whether it is allowed is not told here. */
export function makesSense(name: CommandName, record: CaseRecord, person: string, ground: Ground): boolean {
  const sense = senses[name]
  if (!sense?.states.includes(record.state)) return false
  if (name === 'accept' && toldOfEmergency(person, record, ground.directory)) return true
  return sense.whose.some((one) => isTheirs(one, person, record, ground)) && undecided(name, record)
}

/** The cases a command without a number may mean: those that lie with the speaker as handler or verifier (10.1). */
export async function openOf(
  name: CommandName,
  person: string,
  cases: Pick<CaseStore, 'find'>,
): Promise<readonly CaseRecord[]> {
  const sense = senses[name]
  const [whose] = sense?.whose ?? []
  if (sense === undefined || whose === undefined || whose === 'centre') return []
  const found = await cases.find({ states: sense.states, [whose]: person, most: 20 })
  return found.filter((record) => record[whose]?.person === person)
}

/** Cases that wait for this person and for which the command makes sense. */
export async function waitingCases(
  name: CommandName,
  person: string,
  cases: Pick<CaseStore, 'find'>,
  ground: Ground,
): Promise<readonly CaseRecord[]> {
  const sense = senses[name]
  if (sense === undefined) return []
  const found = [...(await openOf(name, person, cases))]
  const wide = name === 'accept' || (sense.whose.includes('centre') && atCentre(person, ground))
  const states = sense === decided ? sense.states.filter((one) => !ended.has(one)) : sense.states
  if (wide) found.push(...(await cases.find({ states, most: 500 })))
  if (wide && sense === decided) found.push(...(await cases.find({ asked: true, most: 500 })))
  const unique = [...new Map(found.map((record) => [record.id, record])).values()]
  return unique.filter((record) => makesSense(name, record, person, ground))
}
