import type { DoneAlone } from './digest.ts'
import type { FollowUp } from './follow-up.ts'

/** What happened in one residents' room between two moments, as counts alone (6.7). */
export interface RoomWeek {
  received: number
  solved: number
  partly: number
  explained: number
  /** Under way at the end. */
  open: number
  /** Cases that somebody rated, the worst of each counting. */
  rated: number
  /** Of these satisfied or basic. */
  content: number
}

export interface FigureStore {
  /** Filed, refused and closed by the bot or the duty officer in (from, to], in that order of time; praise is none (2.3, 2.6). */
  doneAlone(from: Date, to: Date): Promise<readonly DoneAlone[]>
  /**
   * The public figures of a room in (from, to]: cases with a reporter of that room who has not withdrawn; never
   * confidential ones, disputes, violence or praise, nor what waits in triage or came to nothing (6.7).
   */
  weekOf(room: string, from: Date, to: Date): Promise<RoomWeek>
}

export interface FollowUpStore {
  /** Adds it; one whose key is known is left as it is. False where it was known. */
  plan(followUp: FollowUp): Promise<boolean>
  /** Locked until the transaction ends. */
  byKey(key: string): Promise<FollowUp | null>
  /** What is not done yet of a case, the earliest due first; locked until the transaction ends. */
  openOf(caseId: string): Promise<readonly FollowUp[]>
  ofCase(caseId: string): Promise<readonly FollowUp[]>
  /** Writes every field of the one with this key. */
  save(followUp: FollowUp): Promise<void>
}
