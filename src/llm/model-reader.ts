import type { ModelExchange, TokensSpent } from '../intake/exchanges.ts'
import { normalise } from '../intake/normalise.ts'
import type { ContextLine, Heard, Reader, Reading, ReaderTown } from '../intake/reading.ts'
import { hazardOf } from '../intake/urgency.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Log } from '../kernel/log.ts'
import { type Asker, type AskerSetting, makeAsker, type Tally } from './asker.ts'
import { makeAnswerShape } from './answer.ts'
import { type ClientSetting, makeModelClient } from './client.ts'
import { type DayLimits, makeDayBudget } from './day-budget.ts'
import { loadExamples, shownExamples } from './examples.ts'
import { makeHiding } from './hiding.ts'
import { mergedReading } from './merging.ts'
import { filled, loadPrompt } from './prompts.ts'
import { questionOf } from './question.ts'
import { makeRest } from './rest.ts'

export type ModelSetting = ClientSetting & AskerSetting & DayLimits

export interface ModelDeps {
  setting: ModelSetting
  exchanges: { keep(exchange: ModelExchange): Promise<void>; spentSince(at: Date): Promise<TokensSpent> }
  /** Whether words may leave the house for this model now (9.7). */
  mayAsk(): Promise<boolean>
  /** The start of the town's day that it is now: the budget is a day's. */
  dayBegan(): Date
  clock: Clock
  log: Log
}

export interface TownToRead {
  town: ReaderTown
  /** People whom the house knows: their names stay inside. */
  names: readonly string[]
  /** The second opinion, and the only one where the model has none. */
  offline: Reader
}

export interface LanguageModel {
  /** A reader for a town in force; all of them share budget, cache and rest. */
  readerFor(town: TownToRead): Reader
  /** How it stands, in one line for people: 'ok', or since when the offline reader goes on alone. */
  standing(): string
  tally(): Readonly<Tally>
  settled(): Promise<void>
}

/**
 * The language model behind intake's port. Asked only about candidates, outside every transaction, with what is private
 * taken out; whatever it answers is a proposal that code weighs against the offline reading (merging.ts). Where it
 * fails, rests, or its day is spent, the offline reading counts.
 */
export async function openLanguageModel(deps: ModelDeps): Promise<LanguageModel> {
  const { setting, clock, log } = deps
  const [reading, mend, examples] = await Promise.all([
    loadPrompt('read-message'),
    loadPrompt('mend-answer'),
    loadExamples(),
  ])
  const client = makeModelClient(setting, log)
  const budget = makeDayBudget({
    limits: setting,
    dayBegan: deps.dayBegan,
    spentSince: (at) => deps.exchanges.spentSince(at),
    log,
  })
  const rest = makeRest(log)
  const keep = (exchange: ModelExchange): Promise<void> => deps.exchanges.keep(exchange)
  const asker = makeAsker({ setting, client, budget, rest, mend, keep, clock, log })

  return {
    readerFor(known) {
      const system = filled(reading.text, {
        leaves: leavesOf(known.town),
        examples: shownExamples(examples),
      })
      return makeModelReader(known, asker, { prompt: reading.name, system, mayAsk: () => deps.mayAsk() })
    },
    standing() {
      if (budget.isSpent()) return 'ok: offline alone, the day’s budget of the language model is spent'
      const why = rest.resting()
      return why === null ? 'ok' : `ok: offline alone, ${why}`
    },
    tally: () => asker.tally(),
    settled: () => asker.settled(),
  }
}

const leavesOf = ({ leaves }: ReaderTown): string =>
  leaves.map(({ code, name, nature, urgent }) => `${code} ${name} ${nature}${urgent ? ' 急' : ''}`).join('\n')

function makeModelReader(
  { town, names, offline }: TownToRead,
  asker: Asker,
  { prompt, system, mayAsk }: { prompt: string; system: string; mayAsk(): Promise<boolean> },
): Reader {
  const shape = makeAnswerShape(town.leaves)
  const places = town.gazetteer.map(({ name }) => name)
  return {
    readNow: (heard) => offline.readNow(heard),
    async read(heard, hurry) {
      const reading = offline.readNow(heard)
      if (!isCandidate(heard, reading) || !(await mayAsk())) return reading
      const around = [heard.name, ...heard.context.map(({ name }) => name)].filter((name) => name !== null)
      const hiding = makeHiding([...names, ...around.filter((name) => name !== '我')], places)
      const shown = { ...heard, context: heard.context.filter((line) => mayBeShown(line, heard, offline)) }
      const user = questionOf(shown, hiding)
      const answer = await asker.ask({ prompt, system, user, shape, sources: heard.sources ?? [] }, hurry)
      return answer === null
        ? reading
        : mergedReading({ answer, offline: reading, heard: shown, hiding, town })
    },
  }
}

/** Of what stood above, only the bot's own lines and what may be an appeal go out with a question: chatter stays inside. */
const mayBeShown = ({ speaker, name, text }: ContextLine, { room }: Heard, offline: Reader): boolean =>
  speaker === 'bot' ||
  offline.readNow({ text: text.slice(0, 2_000), room, speaker, name, context: [] }).zone !== 'ignore'

/**
 * What the model is asked about: what may be an appeal, and what is said to the bot. Never plain chatter; never a danger
 * to life, which is acted on at once; never a withdrawal or a rating, which words alone may say.
 */
export function isCandidate(heard: Heard, offline: Reading): boolean {
  if (offline.act === 'withdraw' || offline.act === 'rating') return false
  const isDanger =
    offline.matters.some(({ urgency }) => urgency === 'emergency') ||
    hazardOf(normalise(heard.text.slice(0, 2_000)).text) === 'emergency'
  if (isDanger) return false
  return offline.zone !== 'ignore' || heard.addressed === true || heard.room === 'private'
}
