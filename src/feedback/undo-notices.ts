import type { Addressee, Notice } from '../chat/outbox.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { CaseEvent } from '../cases/event.ts'
import { underWay } from '../deadlines/standing.ts'
import type { Directory } from '../grid/directory.ts'
import type { Ground } from '../grid/ground.ts'
import { undoneForHandler, undoneForResidents, undoneForStaff } from '../wording/moves.ts'
import { noticeOf, recusedOf } from './audience.ts'
import { dueShown } from './shown.ts'
import { caseFacts, stillTheirs, tell } from './tasks.ts'

/** Whether residents read what is said there: their rooms, and whoever is no person of the town. */
export function isForResidents(to: Addressee, directory: Directory): boolean {
  if ('private' in to) return directory.person(to.private) === null
  return 'room' in to && directory.room(to.room)?.kind === 'residents'
}

/** 2.4: whoever has the case by then hears that it is theirs and until when; not where they took it back themselves. */
export function undoneForHandlerNotices(
  event: CaseEvent,
  record: CaseRecord,
  what: string,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const { handler } = record
  if (handler === null || handler.person === event.actor.by || !underWay.has(record.state)) return []
  const text = undoneForHandler({
    ...caseFacts(record, ground, now),
    ...{ what, by: ground.directory.nameOf(event.actor.by), due: dueShown(record, ground, now) },
  })
  return tell(event, record, 'undone_handler', [handler], text, ground, now, { expects: stillTheirs(record) })
}

/** 2.4: one line to each place where the move was told, that it no longer holds. */
export function undoneNotices(
  event: CaseEvent,
  record: CaseRecord,
  { told, what }: { told: readonly { to: Addressee; mentions: readonly string[] }[]; what: string },
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const { directory } = ground
  const recused = recusedOf(record, directory)
  const places = new Map<string, { to: Addressee; mentions: Set<string> }>()
  for (const { to, mentions } of told) {
    if ('private' in to && recused.has(to.private)) continue
    const place = places.get(JSON.stringify(to)) ?? { to, mentions: new Set<string>() }
    for (const one of mentions) if (!recused.has(one)) place.mentions.add(one)
    places.set(JSON.stringify(to), place)
  }
  const by = directory.nameOf(event.actor.by)
  return [...places.values()].map(({ to, mentions }) => {
    const text = isForResidents(to, directory)
      ? undoneForResidents(record)
      : undoneForStaff({ ...caseFacts(record, ground, now), by, what })
    const makings = { purpose: 'undone', to, text, mentions: [...mentions], answer: true }
    return noticeOf(event, record, makings, ground, now)
  })
}
