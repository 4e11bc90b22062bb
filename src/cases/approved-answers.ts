export const answerStates = ['proposed', 'approved', 'retired'] as const
export type AnswerState = (typeof answerStates)[number]

/** An answer to an enquiry that staff may give as it stands, once the director has approved it (2.6). */
export interface ApprovedAnswer {
  id: string
  /** A leaf, or a group by its first two figures; null: for any. */
  category: string | null
  question: string
  answer: string
  state: AnswerState
  version: number
  proposedBy: string
  proposedAt: Date
  /** Who has approved or retired it. */
  decidedBy: string | null
  decidedAt: Date | null
  /** How often it was given. */
  used: number
}

export interface ApprovedAnswerStore {
  /** Those in this state, for this leaf, its group or any; the most used first. */
  list(wanted: {
    state: AnswerState | null
    category: string | null
    words: string | null
    most: number
  }): Promise<readonly ApprovedAnswer[]>
  byId(id: string): Promise<ApprovedAnswer | null>
  add(answer: ApprovedAnswer): Promise<void>
  /** Writes every field; false where it has changed since: `version` must be the kept one + 1. */
  save(answer: ApprovedAnswer): Promise<boolean>
  /** Given once more. */
  countUse(id: string): Promise<void>
}
