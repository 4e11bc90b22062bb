import type { z } from 'zod'
import { openAsks } from '../../../cases/asks.ts'
import type { CaseNote } from '../../../cases/beside.ts'
import type { CaseRecord } from '../../../cases/case.ts'
import type { CaseEvent, Move } from '../../../cases/event.ts'
import type { OutsideRequest } from '../../../cases/outside.ts'
import { type CaseAttachment, lineOf } from '../../../cases/lists.ts'
import type { Ground } from '../../../grid/ground.ts'
import { maskName } from '../../../wording/mask.ts'
import type { caseNote, caseWhole } from '../shapes/case-whole.ts'
import { presentCaseLine, presentSeat, type Reader, said } from './case-line.ts'
import { presentEvents } from './case-events.ts'

export interface WholeCase {
  record: CaseRecord
  events: readonly CaseEvent[]
  words: ReadonlyMap<string, string>
  attachments: readonly CaseAttachment[]
  notes: readonly CaseNote[]
  sentWith: OutsideRequest | null
  moves: readonly Move[]
  mayOpenReporters: boolean
}

/** Only of those who are still reporters; the first sign of the name and no more (6.3, 9.7). */
const masked = ({ reporters }: CaseRecord) =>
  reporters
    .filter(({ withdrawn }) => !withdrawn)
    .map(({ name, room, joinedAt, contactId }) => ({
      ...{ name: maskName(name), room, joinedAt: joinedAt.toISOString() },
      reachable: contactId !== null,
    }))

function presentSent(sent: OutsideRequest | null): z.input<typeof caseWhole>['sentWith'] {
  if (sent === null) return null
  const { mediaUrl, lat, long, attributes } = sent
  const said = Object.entries(attributes).map(([code, value]): [string, string | string[]] => [
    code,
    typeof value === 'string' ? value : [...value],
  ])
  return { mediaUrl, lat, long, attributes: Object.fromEntries(said) }
}

export const presentNote = (
  { id, person, words, writtenAt }: CaseNote,
  { directory }: Ground,
): z.input<typeof caseNote> => ({
  ...{ id, by: person, byName: directory.nameOf(person), words },
  at: writtenAt.toISOString(),
})

/** A case whole, for whoever has it in sight. */
export function presentCase(whole: WholeCase, ground: Ground, reader: Reader): z.input<typeof caseWhole> {
  const { record, events, words, attachments, notes, moves, mayOpenReporters } = whole
  const { estate, building, unit, room, spot } = record.place
  const { occurred, reason, result, rework, extensions, extensionAsked, returns } = record
  const contacts = new Set(record.reporters.map(({ contactId }) => contactId))
  return {
    ...presentCaseLine(lineOf(record), ground, reader),
    ...{ words: record.words, place: { estate, building, unit, room, spot }, occurred, reason, result },
    ...{ rework, extensions, extensionAsked, returns },
    ...{ lateReason: record.lateReason, lateClass: record.lateClass },
    informed: record.informed.map((one) => presentSeat(one, ground)),
    assistants: record.assistants.map((one) => ({
      ...presentSeat(one, ground),
      ...{ task: one.task ?? null, dueAt: one.dueAt ?? null, doneAt: one.doneAt ?? null },
    })),
    filedAt: said(record.filedAt),
    acceptedAt: said(record.acceptedAt),
    contactedAt: said(record.contactedAt),
    resolvedAt: said(record.resolvedAt),
    verifiedAt: said(record.verifiedAt),
    asks: openAsks(record).map(({ what, at, into }) => ({ what, at, into: into ?? null })),
    reportersMasked: masked(record),
    outside: record.outside ?? null,
    sentWith: presentSent(whole.sentWith),
    notes: notes.map((note) => presentNote(note, ground)),
    ...{ mayOpenReporters, moves: [...moves] },
    timeline: presentEvents(events, words, ground),
    attachments: attachments.map(({ id, kind, contactId, person, name, at }) => ({
      ...{ id, kind, at: at.toISOString(), name },
      byReporter: contactId !== null && contacts.has(contactId),
      by: person,
    })),
  }
}
