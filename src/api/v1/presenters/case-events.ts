import type { z } from 'zod'
import type { CaseEvent, EventFacts, Move } from '../../../cases/event.ts'
import { moveNames } from '../../../cases/lifecycle-names.ts'
import type { Ground } from '../../../grid/ground.ts'
import type { caseEvent } from '../shapes/case-whole.ts'

/** Facts that name no reporter. What is not listed does not leave. */
const shownFacts: ReadonlySet<string> = new Set([
  ...[
    'handler',
    'post',
    'area',
    'step',
    'rules',
    'due',
    'dueBefore',
    'dueAfter',
    'handlerBefore',
    'byDirector',
  ],
  ...[
    'outcome',
    'ground',
    'days',
    'until',
    'into',
    'mergedFrom',
    'class',
    'cycle',
    'tries',
    'reached',
    'given',
  ],
  ...['waits', 'agreesTo', 'undoes', 'why', 'earlier', 'source', 'category', 'nature', 'kind', 'urgency'],
  ...['refused', 'assistants', 'dues', 'number', 'what', 'verifier', 'rating', 'photos', 'answer'],
])

/** Moves whose words are the staff's own, redacted when they were said. A reporter's own words are opened apart. */
const staffWords: ReadonlySet<Move> = new Set<Move>([
  ...(['designate', 'return', 'escalate', 'county_progress', 'county_answer', 'ask_extension'] as const),
  ...(['refuse_extension', 'shelve', 'resolve', 'reject', 'send_back', 'late_reason', 'follow_up'] as const),
  ...(['phone_call', 'decline', 'confer', 'assist_done'] as const),
])

const factsOf = ({ facts, move }: CaseEvent): z.input<typeof caseEvent>['facts'] =>
  Object.fromEntries(
    Object.entries(facts satisfies EventFacts)
      // Who rated is nobody's business; the case has its worst rating (6.4).
      .filter(([name]) => shownFacts.has(name) && !(name === 'rating' && move === 'rate'))
      .map(([name, value]) => [name, Array.isArray(value) ? [...value.map(String)] : (value as string)]),
  )

const byWhom = ({ actor }: CaseEvent, { directory }: Ground): { by: string | null; byName: string } => {
  if (actor.post === 'reporter') return { by: null, byName: '反映人' }
  if (actor.post === 'bot') return { by: 'bot', byName: directory.data.bot.name }
  if (actor.post === 'clock') return { by: 'clock', byName: '时限' }
  return { by: actor.by, byName: directory.nameOf(actor.by) }
}

/** The history of a case, oldest first. */
export const presentEvents = (
  events: readonly CaseEvent[],
  words: ReadonlyMap<string, string>,
  ground: Ground,
): z.input<typeof caseEvent>[] =>
  events.map((event) => ({
    ...{ seq: event.seq, move: event.move, moveName: moveNames[event.move] },
    ...{ from: event.from, to: event.to, ...byWhom(event, ground) },
    ...{ post: event.actor.post, door: event.door, at: event.at.toISOString() },
    facts: factsOf(event),
    words: staffWords.has(event.move) ? (words.get(event.id) ?? null) : null,
  }))
