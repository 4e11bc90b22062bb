import type { Notice } from '../chat/outbox.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { CaseEvent } from '../cases/event.ts'
import type { Ground } from '../grid/ground.ts'
import type { PostName } from '../grid/town.ts'
import type { Assignment } from '../routing/decision.ts'
import { secondAsked, type SecondWord } from '../wording/second.ts'
import { recusedOf } from './audience.ts'
import { nameOf } from './shown.ts'
import { caseFacts, tell } from './tasks.ts'

const dutyFirst: readonly PostName[] = ['duty_officer', 'director', 'township_lead', 'supervisor']

/** Whom to ask, those first whose own word completes the move: only duty officers dismiss (2.1). */
function postsAsked({ facts, actor }: CaseEvent, { directory }: Ground): readonly PostName[] {
  const { waits, agreesTo } = facts
  if (waits === 'director' || waits === 'duty_officer') return [waits]
  const byDirector = directory.holdings(actor.by).some(({ post }) => post === 'director')
  return agreesTo === 'close' && !byDirector
    ? ['director', ...dutyFirst.filter((post) => post !== 'director')]
    : dutyFirst
}

/** Who holds these posts at the centre, in their order; of the duty officers whoever has the duty first (1.6). */
function holdersAtCentre(posts: readonly PostName[], ground: Ground, now: Date): readonly Assignment[] {
  const { directory } = ground
  const township = directory.township().code
  return posts
    .flatMap((post) => [
      ...(post === 'duty_officer' ? directory.dutyOfficers(now) : []),
      ...directory.holders(post, township),
    ])
    .map(({ person, post, area, dept }) => ({ person, post, area, dept }))
}

/**
 * The second person (3.8), or the director without whose word it is not done (2.3): the first who has not agreed, is not
 * recused and is there; the handler of the case only where nobody else is. Null where nobody is left.
 */
export function secondOf(event: CaseEvent, record: CaseRecord, ground: Ground, now: Date): Assignment | null {
  const posts = postsAsked(event, ground)
  const recused = recusedOf(record, ground.directory)
  const fit = holdersAtCentre(posts, ground, now).filter(
    ({ person }) => person !== event.actor.by && !recused.has(person),
  )
  const there = fit.filter(({ person }) => ground.directory.absence(person, now) === null)
  return there.find(({ person }) => person !== record.handler?.person) ?? there[0] ?? fit[0] ?? null
}

/** Asked in the moment in which the first has agreed, not when the clock of the stage runs out (3.8). */
export function secondNotices(
  event: CaseEvent,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const second = secondOf(event, record, ground, now)
  if (second === null) return []
  const refused = event.facts['ground']
  const text = secondAsked({
    ...caseFacts(record, ground, now),
    byName: ground.directory.nameOf(event.actor.by),
    toName: nameOf(second, ground),
    waits: event.facts['waits'] as SecondWord,
    move: event.facts['agreesTo'] as 'close' | 'dismiss' | 'file' | 'refuse',
    ground: typeof refused === 'string' ? refused : '',
  })
  return tell(event, record, 'second', [second], text, ground, now, { expects: { states: [record.state] } })
}
