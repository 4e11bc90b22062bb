/**
 * Something the bot has asked one speaker in one talk, and what it needs to go on once they answer. One at a time: a new
 * question takes the place of the old one.
 */
export interface Question {
  conversationKey: string
  contactId: string
  /** What was asked, e.g. 'done' or 'photo'. */
  kind: string
  facts: Readonly<Record<string, unknown>>
  /** Not answered any more from this moment on. */
  until: Date
}

export interface QuestionStore {
  ask(question: Question): Promise<void>
  /** The question that is still open in this talk at this moment. */
  open(conversationKey: string, contactId: string, now: Date): Promise<Question | null>
  /** Takes back a question of this kind; one of another kind that has taken its place stays. */
  drop(conversationKey: string, contactId: string, kind: string): Promise<void>
}
