import { z } from 'zod'

/** The language model behind the reader's port (docs/reading.md); nothing goes out unless the reader is `llm`. */
export interface LanguageModelSetting {
  readonly apiKey: string | null
  /** Null: the address of OpenAI itself. */
  readonly baseUrl: string | null
  readonly model: string | null
  /** The strictest way of asking for JSON to begin with; what the endpoint refuses is given up by itself. */
  readonly mode: (typeof answerModes)[number]
  /** For one message in all: waiting, asking, asking again. */
  readonly seconds: number
  /** The longest answer. */
  readonly answerTokens: number
  /** Of a day of the town, question and answer together. */
  readonly dayTokens: number
  /** In whatever money the prices are in; null: tokens alone count. */
  readonly dayCost: number | null
  /** For a million tokens. */
  readonly prices: { readonly question: number; readonly answer: number } | null
  /** How many answers are kept to be used again. */
  readonly cached: number
  /** How many messages are asked about at the same time. */
  readonly atOnce: number
}

const answerModes = ['json_schema', 'json_object', 'plain'] as const

const text = z.string().trim()
const webAddress = z.url({ protocol: /^https?$/u, error: 'must be an http:// or https:// address' })

/** A number of at most nine figures. */
const amount = (least: number, most: number, shape = /^\d{1,9}$/u) => {
  const fault = `must be a number from ${least} to ${most}`
  return text
    .regex(shape, fault)
    .transform(Number)
    .refine((number) => number >= least && number <= most, fault)
}
const decimal = /^\d{1,9}(?:\.\d{1,6})?$/u

/** Two prices for a million tokens, e.g. 1.2,4.8. */
const prices = text
  .regex(/^\d{1,6}(?:\.\d{1,6})?,\d{1,6}(?:\.\d{1,6})?$/u, 'must be two prices for a million tokens: 1.2,4.8')
  .transform((value) => {
    const [question = 0, answer = 0] = value.split(',').map(Number)
    return { question, answer }
  })

/** What the environment may say of the language model. */
export const languageModelEntries = {
  OPENAI_API_KEY: text.nullable().default(null),
  OPENAI_BASE_URL: webAddress.nullable().default(null),
  OPENAI_MODEL: text.nullable().default(null),
  LINLI_LLM_MODE: z.enum(answerModes, `must be one of ${answerModes.join(', ')}`).default('json_schema'),
  LINLI_LLM_SECONDS: amount(0.1, 60, decimal).default(8),
  LINLI_LLM_ANSWER_TOKENS: amount(100, 32_000).default(800),
  LINLI_LLM_DAY_TOKENS: amount(0, 999_999_999).default(2_000_000),
  LINLI_LLM_DAY_COST: amount(0, 999_999, decimal).nullable().default(null),
  LINLI_LLM_PRICES: prices.nullable().default(null),
  LINLI_LLM_CACHED: amount(0, 100_000).default(1_000),
  LINLI_LLM_AT_ONCE: amount(1, 64).default(4),
}

type Entries = typeof languageModelEntries
type Values = { [Name in keyof Entries]: z.output<Entries[Name]> }

/** One sentence for each thing that does not hold together. */
export const languageModelFaults = (
  given: Readonly<Record<string, string | undefined>>,
): readonly string[] =>
  given['LINLI_LLM_DAY_COST'] !== undefined && given['LINLI_LLM_PRICES'] === undefined
    ? ['LINLI_LLM_PRICES must be set when LINLI_LLM_DAY_COST is']
    : []

/** A key alone may lie in any shell; who names key, address and model together means them. */
export const isModelNamed = (values: Values): boolean =>
  ![values.OPENAI_API_KEY, values.OPENAI_BASE_URL, values.OPENAI_MODEL].includes(null)

export const languageModelOf = (values: Values): LanguageModelSetting =>
  Object.freeze({
    apiKey: values.OPENAI_API_KEY,
    baseUrl: values.OPENAI_BASE_URL,
    model: values.OPENAI_MODEL,
    mode: values.LINLI_LLM_MODE,
    seconds: values.LINLI_LLM_SECONDS,
    answerTokens: values.LINLI_LLM_ANSWER_TOKENS,
    dayTokens: values.LINLI_LLM_DAY_TOKENS,
    dayCost: values.LINLI_LLM_DAY_COST,
    prices: values.LINLI_LLM_PRICES === null ? null : Object.freeze(values.LINLI_LLM_PRICES),
    cached: values.LINLI_LLM_CACHED,
    atOnce: values.LINLI_LLM_AT_ONCE,
  })
