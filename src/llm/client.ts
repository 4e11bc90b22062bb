import OpenAI, { APIConnectionError, APIError, APIUserAbortError } from 'openai'
import { z } from 'zod'
import { reasonOf } from '../kernel/errors.ts'
import type { Log } from '../kernel/log.ts'
import { defaultModel, openAiAddress } from './usual.ts'

export interface ClientSetting {
  readonly apiKey: string | null
  readonly baseUrl: string | null
  readonly model: string | null
  readonly mode: Mode
  readonly answerTokens: number
}

const modes = ['json_schema', 'json_object', 'plain'] as const
type Mode = (typeof modes)[number]

export interface Said {
  text: string
  /** As the endpoint counts them; null where it says nothing of it. */
  tokens: { question: number; answer: number } | null
}

export interface Line {
  role: 'system' | 'user' | 'assistant'
  content: string
}

/** How asking ended without an answer. `silent`: no answer in time; `foreign`: what came is not the protocol. */
export type FaultKind = 'silent' | 'limited' | 'broken' | 'refused' | 'foreign'

export class ModelFault extends Error {
  override readonly name = 'ModelFault'
  readonly kind: FaultKind
  /** How long the endpoint asks to be left alone. */
  readonly leaveAloneMs: number | null

  constructor(kind: FaultKind, message: string, leaveAloneMs: number | null = null) {
    super(message)
    this.kind = kind
    this.leaveAloneMs = leaveAloneMs
  }
}

export interface ModelClient {
  readonly model: string
  /** Asks once; ends with the signal. Throws a ModelFault for everything that is no answer. */
  ask(lines: readonly Line[], schema: Record<string, unknown>, signal: AbortSignal): Promise<Said>
}

/** How this endpoint wants to be asked, as far as it is known. */
interface Dialect {
  mode: Mode
  limit: 'max_tokens' | 'max_completion_tokens'
  temperature: boolean
}

const completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullish() }) })).min(1),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish(),
})

/**
 * The one client of the language model. It retries nothing by itself. An endpoint that answers 400 to a way of asking is
 * asked in an easier way within the same time (json_schema → json_object → plain, and the two names of the token limit);
 * the easier way is remembered only once it was answered: a question that is refused for its content teaches nothing.
 */
export function makeModelClient(setting: ClientSetting, log: Log): ModelClient {
  const openai = new OpenAI({
    apiKey: setting.apiKey ?? '',
    // Said in full: the library would otherwise look into the environment by itself.
    baseURL: setting.baseUrl ?? openAiAddress,
    organization: null,
    project: null,
    maxRetries: 0,
    logLevel: 'off',
    fetchOptions: { redirect: 'error' },
  })
  const model = setting.model ?? defaultModel
  let known: Dialect = { mode: setting.mode, limit: 'max_tokens', temperature: true }

  async function once(
    dialect: Dialect,
    lines: readonly Line[],
    schema: Record<string, unknown>,
    signal: AbortSignal,
  ): Promise<Said> {
    const answered: unknown = await openai.chat.completions.create(
      {
        model,
        messages: [...lines],
        [dialect.limit]: setting.answerTokens,
        ...(dialect.temperature ? { temperature: 0 } : {}),
        ...formatOf(dialect.mode, schema),
        stream: false,
      },
      { signal },
    )
    const read = completion.safeParse(answered)
    if (!read.success) throw new ModelFault('foreign', 'what came back is no completion')
    const { choices, usage } = read.data
    return {
      text: choices[0]?.message.content ?? '',
      tokens: usage == null ? null : { question: usage.prompt_tokens, answer: usage.completion_tokens },
    }
  }

  return {
    model,
    async ask(lines, schema, signal) {
      let dialect = known
      for (;;) {
        try {
          const said = await once(dialect, lines, schema, signal)
          if (dialect !== known) log.info(dialect, 'the language model is asked in an easier way from now on')
          known = dialect
          return said
        } catch (error) {
          const easier = easierThan(dialect, error)
          if (easier === null) throw faultOf(error, signal)
          dialect = easier
        }
      }
    },
  }
}

function formatOf(mode: Mode, schema: Record<string, unknown>) {
  if (mode === 'plain') return {}
  if (mode === 'json_object') return { response_format: { type: 'json_object' as const } }
  const named = { name: 'reading', strict: true, schema }
  return { response_format: { type: 'json_schema' as const, json_schema: named } }
}

/** The next easier way after a refusal of the way of asking; null where the way was not what was refused. */
function easierThan(dialect: Dialect, error: unknown): Dialect | null {
  if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422)) return null
  if (error.message.includes('max_completion_tokens') && dialect.limit === 'max_tokens')
    return { ...dialect, limit: 'max_completion_tokens' }
  if (error.message.includes('temperature') && dialect.temperature) return { ...dialect, temperature: false }
  const mode = modes[modes.indexOf(dialect.mode) + 1]
  return mode === undefined ? null : { ...dialect, mode }
}

function faultOf(error: unknown, signal: AbortSignal): ModelFault {
  if (error instanceof ModelFault) return error
  if (signal.aborted || error instanceof APIUserAbortError)
    return new ModelFault('silent', 'no answer in time')
  if (error instanceof APIConnectionError) return new ModelFault('broken', 'the endpoint cannot be reached')
  if (!(error instanceof APIError)) return new ModelFault('foreign', reasonOf(error).slice(0, 200))
  const status = Number(error.status)
  if (status === 429)
    return new ModelFault(
      'limited',
      'too many questions (429)',
      leaveAlone({ headers: error.headers as unknown }),
    )
  if (status >= 500)
    return new ModelFault(
      'broken',
      `the endpoint answers ${status}`,
      leaveAlone({ headers: error.headers as unknown }),
    )
  return new ModelFault('refused', `the endpoint answers ${status}`)
}

/** What retry-after says, in seconds; a date there counts as not said. */
function leaveAlone({ headers }: { headers: unknown }): number | null {
  const said = headers instanceof Headers ? headers.get('retry-after') : null
  const seconds = Number(said ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : null
}
