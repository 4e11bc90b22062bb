import type { Ground } from '../grid/ground.ts'
import type { CaseRecord, State } from './case.ts'
import type { Actor, CaseEvent, EventFacts, Move } from './event.ts'

/**
 * Who a row of 2.1 names. Posts are read from the directory, `handler`, `verifier` and `reporter` from the case,
 * `community_lead` is that of the case's community, `mover` is whoever made the last move (2.4), `told` who was told of an emergency or stands in for them (3.8),
 * `assigned` whoever was given the follow-up (6.6), `bot_by_2.5` the bot where 2.5 lets it act alone; none of it from what
 * somebody says about themselves.
 */
export const movers = [
  'bot',
  'bot_by_2.5',
  'clock',
  'reporter',
  'handler',
  'verifier',
  'duty_officer',
  'director',
  'community_lead',
  'township_lead',
  'supervisor',
  'mover',
  'told',
  'assistant',
  'assigned',
] as const
export type Who = (typeof movers)[number]

/** What a row of 2.1 says must come with the move; the checks stand in lifecycle-carries.ts. */
export type Carry =
  | 'source'
  | 'words'
  | 'reason'
  | 'rule'
  | 'reason_or_rule'
  | 'handler'
  | 'due'
  | 'due_today'
  | 'known_category'
  | 'correction'
  | 'ground'
  | 'into'
  | 'days'
  | 'next_date'
  | 'outcome'
  | 'photos'
  | 'rating'
  | 'reporter'
  | 'agrees_to'
  | 'ask'
  | 'reason_to_reporter'
  | 'assistants'
  | 'late_class'

/** What else binds a move; the checks stand in lifecycle-limits.ts. */
export type MoveLimit =
  | 'standing_authority'
  | 'emergency_second_person'
  | 'emergency_never_refused'
  | 'spoken_with_reporter'
  | 'handler_fit'
  | 'after_return_by_a_person'
  | 'director_word_is_final'
  | 'return_once'
  | 'return_in_time'
  | 'extension_left'
  | 'extension_not_open'
  | 'extension_asked'
  | 'head_extends_statute'
  | 'not_before_next_date'
  | 'not_the_handler'
  | 'rated_once'
  | 'dissatisfied'
  | 'bot_reopens_once'
  | 'within_24_hours'
  | 'within_undo_time'
  | 'ask_is_new'
  | 'ask_is_open'
  | 'objection_once_in_time'
  | 'assistants_fit'
  | 'rate_in_time'
  | 'late_reason_given'
  | 'late_responsible'
  | 'another_than_handler'

/** Limits that the case, its history and the hour alone decide: whatever a move carries, they stand against it or do not. */
export const limitsOfTheCase: ReadonlySet<MoveLimit> = new Set<MoveLimit>([
  ...(['emergency_never_refused', 'after_return_by_a_person', 'director_word_is_final'] as const),
  ...(['return_once', 'return_in_time', 'extension_left', 'extension_not_open', 'extension_asked'] as const),
  ...(['head_extends_statute', 'not_before_next_date', 'not_the_handler', 'dissatisfied'] as const),
  ...(['within_24_hours', 'within_undo_time', 'late_reason_given', 'late_responsible'] as const),
  'another_than_handler',
])

/** Which cases a row is for, where not for all; the checks stand in lifecycle-limits.ts. */
export type Condition =
  | 'filed_at_once'
  | 'to_triage'
  | 'last_reporter'
  | 'other_reporters'
  | 'enquiry'
  | 'praise'
  | 'not_praise'
  | 'objection_upheld'
  | 'to_another'
  | 'handler_stays'
  | 'nobody_named'

export interface Row {
  rule: string
  move: Move
  /** Null: before the case exists. */
  from: readonly (State | null)[]
  /** `same` keeps the state, `before` goes back to the state before the last move. */
  to: State | 'same' | 'before'
  who: readonly Who[]
  /** The row holds only for cases for which all of these are true. */
  when?: readonly Condition[]
  carries?: readonly Carry[]
  limits?: readonly MoveLimit[]
}

/** What a move brings with it: figures and codes, and private words apart (2.2). */
export interface Carried {
  move: Move
  facts: EventFacts
  words: string | null
}

/** What the case itself does not tell. Everything is found out by the program, nothing is taken from a message. */
export interface MoveEvidence {
  /** 2.5 allows the bot to file this alone. */
  botMayFile?: boolean
  /** Pictures that came with the result. */
  photos?: number
  /** The person who agreed as well, where one alone may not (3.8). */
  second?: string
  /** The duty officer has spoken with the reporter (2.1 withdraw). */
  spokenWithReporter?: boolean
  /** The case's events, oldest first; needed by unmerge, undo and an objection. */
  history?: readonly (Pick<CaseEvent, 'move' | 'from' | 'actor' | 'at'> & Partial<Pick<CaseEvent, 'facts'>>)[]
  /** To whom the follow-up or the telephone task that this answers was given (6.6, 6.8). */
  assigned?: string
}

/** One asked-for move with all it is judged by. `record` is null for `receive` alone. */
export interface Asked {
  record: CaseRecord | null
  carried: Carried
  actor: Actor
  ground: Ground
  now: Date
  evidence: MoveEvidence
}
