/** What the caller can mend by asking differently. Every door answers each code (house style, errors). */
export type RefusalCode = 'invalid' | 'not_found' | 'forbidden' | 'wrong_state' | 'conflict'

/**
 * A request that is refused and changes nothing.
 * `message` is one plain Chinese sentence that may be shown to the person who asked.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly facts: Readonly<Record<string, unknown>>

  constructor(code: RefusalCode, sentence: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(sentence)
    this.code = code
    this.facts = facts
  }
}

/** Something outside is away for now: try again later. */
export class Outage extends Error {
  override readonly name = 'Outage'
  readonly part: 'chat' | 'llm' | 'db'

  constructor(part: 'chat' | 'llm' | 'db', message: string, options?: ErrorOptions) {
    super(message, options)
    this.part = part
  }
}

/** Ends a program at start with one clear sentence for the person at the terminal, and no stack trace. */
export class StartFault extends Error {
  override readonly name = 'StartFault'
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
