/** What a case may wait for at the centre beside what its state and an extension say (10.1). */
export const askKinds = ['withdrawal', 'objection', 'reopening', 'merge'] as const
export type AskKind = (typeof askKinds)[number]

/** Something that somebody asks of the centre; it stays with the case until it is answered. */
export interface Ask {
  what: AskKind
  /** Reporter key, or 'bot' where the bot is not sure. */
  by: string
  /** ISO, UTC. */
  at: string
  /** The number of the case that it may be the same as; for `merge` alone. */
  into?: string
}
