import { EntitySchema } from 'typeorm'
import type { ModelExchange } from '../../intake/exchanges.ts'
import { rising, text, textOrNull, texts, time, whole } from './columns.ts'

interface ModelExchangeRow extends Omit<ModelExchange, 'end' | 'tokens'> {
  id: string
  ending: ModelExchange['end']
  questionTokens: number
  answerTokens: number
}

/** Erasable: residents' words lie here, without names and numbers. */
export const modelExchanges = new EntitySchema<ModelExchangeRow>({
  name: 'model_exchanges',
  columns: {
    id: { ...rising, primary: true },
    at: time,
    prompt: text,
    model: text,
    hash: text,
    question: text,
    answer: textOrNull,
    ending: text,
    questionTokens: whole,
    answerTokens: whole,
    ms: whole,
    sources: texts,
  },
  indices: [{ name: 'model_exchanges_at', columns: ['at'] }],
})
