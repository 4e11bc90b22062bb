import type { KeptMessage } from './ports.ts'

/** Ways in which a message ends that nobody has dealt with: neither a case, nor an order, nor an answer to a question. */
export const passedOverEnds = ['chatter', 'answered', 'no_matter'] as const

/** Messages that the reader passed over; they live as long as raw messages do (8.1). Nobody's who is left out (8.8). */
export interface PassedOverStore {
  /** The newest first, heard since then; of one conversation where it is named, behind a number where there is one. */
  page(asked: {
    since: Date
    conversation: string | null
    before: string | null
    most: number
  }): Promise<readonly KeptMessage[]>
  /**
   * One of them, locked until the transaction ends; also one whose case was put aside as no appeal. Null where it is gone,
   * or was dealt with.
   */
  take(seq: string, since: Date): Promise<KeptMessage | null>
}
