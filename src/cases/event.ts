import type { PostName } from '../grid/town.ts'
import type { State } from './case.ts'

/** The moves of grid-rules 2.1, in the order of its table. */
export const moves = [
  'receive',
  'file',
  'dismiss',
  'refuse',
  'merge',
  'unmerge',
  'withdraw',
  'dispatch',
  'accept',
  'contact',
  'designate',
  /** A filed case stood under the wrong leaf. */
  'recategorise',
  'return',
  'escalate',
  'hand_to_county',
  'county_progress',
  'county_answer',
  'ask_extension',
  'extend',
  'refuse_extension',
  'shelve',
  'resume',
  'resolve',
  'verify',
  'reject',
  'close',
  'send_back',
  'rate',
  'reopen',
  /** Not moves of the table but facts that belong into the history. */
  'join',
  'supplement',
  'late_reason',
  'agree',
  'take_verification',
  'rate_end',
  'late_class',
  'late_confirm',
  'follow_up',
  'phone_call',
  'ask',
  'decline',
  /** 7.1: the director has taken an objection up as a new case. */
  'uphold',
  /** A merge was taken back: a reporter whom it brought is no longer of this case. */
  'leave',
  /** 3.8: somebody other than the handler is there first. */
  'at_scene',
  /** 3.9: others are called to help, each with a task. */
  'confer',
  /** 3.9: an assistant has done their part. */
  'assist_done',
  'undo',
] as const
export type Move = (typeof moves)[number]

export type Door = 'chat' | 'console' | 'api' | 'open311' | 'clock' | 'rule'

/** Who moved: a person in a post, the bot by rule, the clock, or a reporter. */
export interface Actor {
  /** Person code, reporter key, 'bot' or 'clock'. */
  by: string
  post: PostName | 'bot' | 'clock' | 'reporter'
}

/** What is written down for ever: codes, times and numbers, never private words. */
export type EventFacts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** One move. `words` is private and lies in an erasable table; the event keeps only its salted digest (2.2). */
export interface NewEvent {
  caseId: string
  move: Move
  from: State | null
  to: State
  actor: Actor
  door: Door
  at: Date
  facts: EventFacts
  words: string | null
}

export interface CaseEvent extends Omit<NewEvent, 'words'> {
  id: string
  /** 1, 2, 3 … within the case. */
  seq: number
  wordsDigest: string | null
  previousHash: string | null
  hash: string
}
