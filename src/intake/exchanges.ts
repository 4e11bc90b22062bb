/** Tokens of questions and of answers; their prices differ. */
export interface TokensSpent {
  question: number
  answer: number
}

/** How asking the language model about one message ended. */
export type ExchangeEnd =
  /** Understood, at once or after being asked to mend it. */
  | 'read'
  | 'mended'
  /** Two answers, neither to be used. */
  | 'unreadable'
  | 'silent'
  | 'limited'
  | 'broken'
  | 'refused'
  | 'foreign'
  /** An emergency came in behind it. */
  | 'hurried'

/** What a language model was asked about one message and what it answered, without private parts; kept for audit. */
export interface ModelExchange {
  at: Date
  /** Name and version of the prompt: read-message@1. */
  prompt: string
  model: string
  /** SHA-256 of prompt, model and question. */
  hash: string
  /** The part of the question that is about this message, as it left the house. */
  question: string
  answer: string | null
  end: ExchangeEnd
  tokens: TokensSpent
  ms: number
  /** Platform ids of the messages whose words stand here. */
  sources: readonly string[]
}

export interface ModelExchangeStore {
  keep(exchange: ModelExchange): Promise<void>
  spentSince(at: Date): Promise<TokensSpent>
}
