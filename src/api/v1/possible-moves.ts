import { asksFor, openAsks } from '../../cases/asks.ts'
import type { CaseRecord } from '../../cases/case.ts'
import { type CaseEvent, type Move, moves } from '../../cases/event.ts'
import { mayMove } from '../../cases/lifecycle.ts'
import type { Ground } from '../../grid/ground.ts'

/** Moves that somebody at a desk can ask for; the others are the bot's, the clock's and the reporters'. */
export const deskMoves = [
  ...([
    'file',
    'dismiss',
    'refuse',
    'merge',
    'unmerge',
    'dispatch',
    'accept',
    'contact',
    'designate',
    'recategorise',
  ] as const),
  ...(['return', 'escalate', 'hand_to_county', 'county_progress', 'county_answer', 'ask_extension'] as const),
  ...(['extend', 'refuse_extension', 'shelve', 'resume', 'resolve', 'verify', 'reject', 'close'] as const),
  ...(['send_back', 'reopen', 'supplement', 'late_reason', 'late_class', 'late_confirm', 'agree'] as const),
  ...(['decline', 'uphold', 'at_scene', 'confer', 'assist_done', 'undo'] as const),
] as const satisfies readonly Move[]

/** 5.2: over its time now or when its result came, or it was before it was given another time. */
const wasLate = ({ dueAt, resolvedAt, lateSince }: CaseRecord, now: Date): boolean =>
  lateSince !== null || (dueAt !== null && dueAt < (resolvedAt ?? now))

/** Answers to what nobody has asked, and reasons for what has not happened: allowed by the table, and about nothing. */
const pointless = (move: Move, record: CaseRecord, now: Date): boolean =>
  (move === 'decline' && openAsks(record).length === 0) || (move === 'late_reason' && !wasLate(record, now))

/**
 * What a person may do with a case as it stands (2.1), before what each must carry; in the order of the table. A withdrawal
 * that waits for the duty officer's talk with the reporter is settled by whoever may decline it.
 */
export const possibleMoves = (
  person: string,
  record: CaseRecord,
  ground: Ground,
  now: Date,
  history: readonly CaseEvent[],
): readonly Move[] =>
  moves.filter((move) =>
    move === 'withdraw'
      ? asksFor('withdrawal', record).length > 0 &&
        mayMove(person, record, 'decline', ground, now, { history })
      : deskMoves.some((one) => one === move) &&
        !pointless(move, record, now) &&
        mayMove(person, record, move, ground, now, { history }),
  )
