import type { Notice } from '../chat/outbox.ts'
import { needsCare } from '../cases/care.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { Ground } from '../grid/ground.ts'
import type { Assignment } from '../routing/decision.ts'
import { careInRoom, confidentialInRoom, whoMustBeLookedAfter } from '../wording/staff.ts'
import { gather, type NoticeMakings, noticeOf } from './audience.ts'
import { placeShown } from './shown.ts'
import { presentReporters } from './to-reporters.ts'

/** In the room of the duty officer a confidential case is its number alone; the rest is said in private (6.1). */
export function sealedInRoom(
  cause: { id: string },
  record: CaseRecord,
  purpose: string,
  officer: Assignment,
  ground: Ground,
  now: Date,
  more: Pick<NoticeMakings, 'expects'> = {},
): readonly Notice[] {
  const text = needsCare(record) ? careInRoom(record) : confidentialInRoom(record)
  const saying = { purpose: `${purpose}_sealed`, text, mentions: [officer.person], ...more }
  return gather([officer], ground.directory, () => false)
    .filter((gathering) => 'room' in gathering.to)
    .map(({ to }) => noticeOf(cause, record, { ...saying, to }, ground, now))
}

/**
 * Whoever goes to somebody who must be looked after reads in private whom to look for, and where they live when the town
 * knows it: they may be past answering. '' of every other case.
 */
export function whomToLookAfter(record: CaseRecord, { directory }: Pick<Ground, 'directory'>): string {
  const [reporter] = presentReporters(record)
  if (reporter === undefined || !needsCare(record)) return ''
  const room = reporter.room === null ? '' : (directory.room(reporter.room)?.name ?? '')
  const resident = directory.resident(reporter.key)
  const home = resident?.home == null ? '' : placeShown({ place: { ...resident.home, spot: null } }, 'staff')
  return whoMustBeLookedAfter({ name: resident?.name ?? reporter.name, room, home })
}
