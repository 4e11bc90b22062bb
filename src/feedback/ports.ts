import type { DoneAlone } from './digest.ts'

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
