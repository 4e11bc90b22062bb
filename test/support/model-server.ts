import { LLMock, type ChatCompletionRequest } from '@copilotkit/aimock'
import type { ModelExchange } from '../../src/intake/exchanges.ts'
import { makeOfflineReader } from '../../src/intake/read-offline.ts'
import type { Reader } from '../../src/intake/reading.ts'
import { instant } from '../../src/kernel/clock.ts'
import { type LanguageModel, type ModelSetting, openLanguageModel } from '../../src/llm/model-reader.ts'
import { shippedModel } from '../../src/shipped-model.ts'
import { exampleTown } from './example-reader.ts'

export interface LogLine {
  message: string
  facts: object
}

export interface ModelAtWork {
  reader: Reader
  model: LanguageModel
  exchanges: ModelExchange[]
  /** Warnings and errors. */
  warned: LogLine[]
}

export const modelSetting = (baseUrl: string): ModelSetting => ({
  ...{ apiKey: 'key', baseUrl, model: 'm', mode: 'json_schema', answerTokens: 800, seconds: 5 },
  ...{ dayTokens: 2_000_000, dayCost: null, prices: null, cached: 100, atOnce: 4 },
})

/** The language model's reader for the example town, before an endpoint; `names` are people whom the house knows. */
export async function modelAtWork(
  baseUrl: string,
  setting: Partial<ModelSetting> = {},
  more: { names?: readonly string[]; spent?: number; now?: () => Date; mayAsk?: boolean } = {},
): Promise<ModelAtWork> {
  const exchanges: ModelExchange[] = []
  const warned: LogLine[] = []
  const warn = (facts: object, message: string): void => void warned.push({ facts, message })
  const now = more.now ?? (() => instant('2026-11-23T09:10:00+08:00'))
  const model = await openLanguageModel({
    setting: { ...modelSetting(baseUrl), ...setting },
    exchanges: {
      keep: async (exchange) => void exchanges.push(exchange),
      spentSince: async () => ({ question: more.spent ?? 0, answer: 0 }),
    },
    mayAsk: async () => more.mayAsk ?? true,
    dayBegan: () => instant(now().getTime() - (now().getTime() % 86_400_000)),
    clock: { now },
    log: { debug: () => undefined, info: () => undefined, warn, error: warn },
  })
  const town = await exampleTown()
  const reader = model.readerFor({
    town,
    names: more.names ?? [],
    offline: makeOfflineReader(town, shippedModel()),
  })
  return { reader, model, exchanges, warned }
}

export const modelServer = (): Promise<LLMock> => LLMock.create({ port: 0 })

/** What was asked, in order: the bodies of all requests. */
export const askedOf = (mock: LLMock): readonly ChatCompletionRequest[] =>
  mock.getRequests().map(({ body }) => body as ChatCompletionRequest)

/** The part of a request that is about the message. */
export function questionIn({ messages }: ChatCompletionRequest): string {
  const content = messages.find(({ role }) => role === 'user')?.content
  return typeof content === 'string' ? content : JSON.stringify(content)
}

/** An answer as a model would give it. */
export const answerOf = (act: string, ...cases: readonly object[]): { content: string } => ({
  content: JSON.stringify({ act, sure: 'high', cases }),
})

export const aMatterSaid = (more: object = {}): object => ({
  ...{ kind: 'help', category: '0201', nature: 'community_matter', occurred: null, urgency: 'normal' },
  place: { estate: null, building: null, unit: null, room: null, spot: null },
  ...{ confidential: false, words: '灯' },
  ...more,
})

/** What a slow model says in the end. */
export const later = <T>(ms: number, answer: T): Promise<T> =>
  new Promise((resolve) => {
    setTimeout(() => {
      resolve(answer)
    }, ms).unref()
  })
