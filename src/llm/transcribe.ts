import { setTimeout as delay } from 'node:timers/promises'
import OpenAI, { APIConnectionError, APIError, toFile } from 'openai'
import { cleanTranscript, type VoiceReader } from '../intake/voice.ts'
import { reasonOf } from '../kernel/errors.ts'
import type { Log } from '../kernel/log.ts'
import { recordingOf } from './recording.ts'

export interface TranscriberMakings {
  /** Null: the address that the openai package has of itself. */
  url: string | null
  /** Null where the service asks for none, such as one in the same house. */
  key: string | null
  model: string
  log: Log
  /** Names of places, so that they are not heard as other words of the same sound. */
  names?: () => readonly string[]
  /** Milliseconds for the whole of it: decoding, both attempts, everything. */
  budgetMs?: number
}

/** 6.1 gives a receipt five seconds from the filing; hearing comes before, and holds nothing else up. */
const usualBudgetMs = 15_000
const breathMs = 500
const atOnce = 4
/** Beyond this a flood of voices is left to people, as where nothing is configured. */
const waitingAtMost = 40
/** Services take some 200 tokens of help, and give the last of it most weight. */
const hintsAtMost = 150

/** Worth one more try within the same budget: the service is busy or was away for a moment. */
const mayPass = (error: unknown): boolean =>
  error instanceof APIConnectionError ||
  (error instanceof APIError && (error.status === 429 || (error.status ?? 0) >= 500))

function hintsOf(names: readonly string[]): string {
  let hints = ''
  for (const name of new Set(names)) {
    if (hints.length + name.length + 1 > hintsAtMost) break
    hints += hints === '' ? name : `，${name}`
  }
  return hints
}

/**
 * A voice reader behind an OpenAI-like address. One budget holds for the whole of a recording; whatever goes wrong is
 * logged without any words of residents and answered by null.
 */
export function makeTranscriber(makings: TranscriberMakings): VoiceReader {
  const { model, log, budgetMs = usualBudgetMs } = makings
  const client = new OpenAI({
    apiKey: makings.key ?? 'none',
    baseURL: makings.url ?? undefined,
    maxRetries: 0,
    logLevel: 'off',
  })

  async function ask(bytes: Uint8Array, hints: string, signal: AbortSignal): Promise<string | null> {
    const { name, bytes: sound } = await recordingOf(bytes)
    const file = await toFile(sound, name)
    const body = { file, model, language: 'zh', response_format: 'json' as const }
    const once = (): Promise<unknown> =>
      client.audio.transcriptions.create(hints === '' ? body : { ...body, prompt: hints }, {
        signal,
        timeout: budgetMs,
      })
    const answer = await once().catch(async (error: unknown) => {
      if (signal.aborted || !mayPass(error)) throw error
      await delay(breathMs, undefined, { signal })
      return once()
    })
    return cleanTranscript(textOf(answer), hints)
  }

  let running = 0
  const waiting: (() => void)[] = []
  /** A place among those asked at once; refused where too many wait already. */
  async function seat(): Promise<void> {
    if (running < atOnce) {
      running += 1
      return
    }
    if (waiting.length >= waitingAtMost) throw new RangeError('too many voices wait already')
    await new Promise<void>((free) => waiting.push(free))
  }
  const leave = (): void => {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }

  return {
    async wordsOf(bytes) {
      try {
        await seat()
      } catch (error) {
        log.warn({ why: reasonOf(error) }, 'a voice is not transcribed')
        return null
      }
      try {
        return await ask(bytes, hintsOf(makings.names?.() ?? []), AbortSignal.timeout(budgetMs))
      } catch (error) {
        log.warn({ why: whyOf(error), bytes: bytes.length }, 'a voice could not be transcribed')
        return null
      } finally {
        leave()
      }
    },
  }
}

/** A gateway's page comes as a text, not as an answer. */
function textOf(answer: unknown): string {
  if (typeof answer === 'object' && answer !== null && 'text' in answer && typeof answer.text === 'string')
    return answer.text
  throw new RangeError('the answer holds no text')
}

/** The status and nothing of the body: a service may repeat what it was sent. */
function whyOf(error: unknown): string {
  if (error instanceof APIError && error.status !== undefined) return `status ${String(error.status)}`
  return error instanceof SyntaxError ? 'the answer is no JSON' : reasonOf(error).slice(0, 200)
}
