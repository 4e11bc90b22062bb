import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import PQueue from 'p-queue'
import type { ExchangeEnd, ModelExchange, TokensSpent } from '../intake/exchanges.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Log } from '../kernel/log.ts'
import { type Answer, type AnswerShape, schemaOf, takeAnswer } from './answer.ts'
import { type Line, type ModelClient, ModelFault, type Said } from './client.ts'
import type { DayBudget } from './day-budget.ts'
import { filled, type Prompt } from './prompts.ts'
import type { Rest } from './rest.ts'

export interface AskerSetting {
  readonly seconds: number
  readonly answerTokens: number
  readonly cached: number
  readonly atOnce: number
}

export interface AskerDeps {
  setting: AskerSetting
  client: ModelClient
  budget: DayBudget
  rest: Rest
  mend: Prompt
  keep(exchange: ModelExchange): Promise<void>
  clock: Clock
  log: Log
}

/** What the asker has done since it was made. */
export interface Tally {
  asked: number
  read: number
  fromCache: number
  failed: number
  /** Not asked: the day's budget was spent, or the model rested. */
  left: number
}

export interface Question {
  /** Name and version of its prompt. */
  prompt: string
  system: string
  /** The part about this message. */
  user: string
  shape: AnswerShape
  sources: readonly string[]
}

export interface Asker {
  /** A valid answer, or null where there is none in time, for whatever reason; never rejects. */
  ask(question: Question, hurry?: AbortSignal): Promise<Answer | null>
  tally(): Readonly<Tally>
  /** Resolves when everything asked so far is kept. */
  settled(): Promise<void>
}

interface Talk {
  answer: Answer | null
  end: ExchangeEnd
  said: string | null
  tokens: TokensSpent
}

/**
 * Asks the model about one message within one time: waiting for its turn, asking, asking once more where the answer
 * could not be used. Every end is kept for audit; an answer that was read is used again for the same question.
 */
export function makeAsker(deps: AskerDeps): Asker {
  const { setting, client, budget, rest, clock, log } = deps
  const queue = new PQueue({ concurrency: setting.atOnce })
  const cache = setting.cached === 0 ? null : new LRUCache<string, Answer>({ max: setting.cached })
  const tally: Tally = { asked: 0, read: 0, fromCache: 0, failed: 0, left: 0 }
  const keeping = new Set<Promise<void>>()

  function keep(exchange: ModelExchange): void {
    const kept = deps.keep(exchange).catch((error: unknown) => {
      log.warn({ err: error }, 'what the language model was asked could not be kept')
    })
    keeping.add(kept)
    void kept.finally(() => keeping.delete(kept))
  }

  /** Asks, and asks to mend what cannot be used. Throws a ModelFault; `spent` has counted until then. */
  async function talk(
    { system, user, shape }: Question,
    spent: Spending,
    signal: AbortSignal,
  ): Promise<Talk> {
    const schema = schemaOf(shape)
    const lines: Line[] = [
      { role: 'system', content: system },
      { role: 'user', content: user },
    ]
    const askOnce = async (): Promise<Said> => {
      spent.begin(lines)
      const said = await client.ask(lines, schema, signal)
      spent.end(said)
      return said
    }
    const first = await askOnce()
    const taken = takeAnswer(first.text, shape)
    if ('answer' in taken)
      return { answer: taken.answer, end: 'read', said: first.text, tokens: spent.total() }
    lines.push({ role: 'assistant', content: first.text.slice(0, 4_000) })
    lines.push({ role: 'user', content: filled(deps.mend.text, { fault: taken.fault }) })
    const second = await askOnce()
    const mended = takeAnswer(second.text, shape)
    if ('answer' in mended)
      return { answer: mended.answer, end: 'mended', said: second.text, tokens: spent.total() }
    return { answer: null, end: 'unreadable', said: second.text, tokens: spent.total() }
  }

  /** The talk to its end, whatever that is. */
  async function ended(question: Question, spent: Spending, hurry?: AbortSignal): Promise<Talk> {
    const time = AbortSignal.timeout(setting.seconds * 1_000)
    const signal = hurry === undefined ? time : AbortSignal.any([time, hurry])
    try {
      const done = await queue.add(() => talk(question, spent, signal), { signal })
      rest.answered()
      return done
    } catch (error) {
      const none = { answer: null, said: null, tokens: spent.total() }
      if (hurry?.aborted === true) return { ...none, end: 'hurried' }
      const fault = error instanceof ModelFault ? error : new ModelFault('silent', 'no answer in time')
      if (!(error instanceof ModelFault) && !signal.aborted) log.error({ err: error }, 'asking has a defect')
      rest.failed(fault)
      return { ...none, end: fault.kind }
    }
  }

  return {
    async ask(question, hurry) {
      const hash = createHash('sha256')
        .update([question.prompt, client.model, question.system, question.user].join('\n'))
        .digest('hex')
      const before = cache?.get(hash)
      if (before !== undefined) {
        tally.fromCache += 1
        return before
      }
      const spent = makeSpending(setting.answerTokens)
      const reserved =
        hurry?.aborted === true || rest.resting() !== null ? null : await budget.reserve(spent.most(question))
      if (reserved === null) {
        tally.left += 1
        return null
      }
      tally.asked += 1
      const began = performance.now()
      const { answer, end, said, tokens } = await ended(question, spent, hurry)
      const ms = Math.round(performance.now() - began)
      reserved.settle(tokens)
      if (answer === null) tally.failed += 1
      else {
        tally.read += 1
        cache?.set(hash, answer)
      }
      const { prompt, user, sources } = question
      keep({
        ...{ at: clock.now(), prompt, model: client.model, hash, question: user },
        ...{ answer: said, end, tokens, ms, sources },
      })
      return answer
    },
    tally: () => ({ ...tally }),
    async settled() {
      await Promise.all(keeping)
    },
  }
}

interface Spending {
  /** What a question may cost at most, asked to mend once included. */
  most(question: Question): TokensSpent
  begin(lines: readonly Line[]): void
  end(said: Said): void
  total(): TokensSpent
}

/** A Chinese character is a token at most; where the endpoint does not count, characters are. */
function makeSpending(answerTokens: number): Spending {
  const spent = { question: 0, answer: 0 }
  let asked = 0
  return {
    most: ({ system, user }) => ({
      question: 2 * (system.length + user.length) + answerTokens,
      answer: 2 * answerTokens,
    }),
    begin(lines) {
      asked = lines.reduce((sum, { content }) => sum + content.length, 0)
      spent.question += asked
    },
    end({ text, tokens }) {
      spent.question += (tokens?.question ?? asked) - asked
      spent.answer += tokens?.answer ?? text.length
    },
    total: () => ({ ...spent }),
  }
}
