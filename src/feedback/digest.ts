import type { Addressee, Notice } from '../chat/outbox.ts'
import type { CaseRecord } from '../cases/case.ts'
import { pressing, type Pressing } from '../deadlines/digest.ts'
import type { Ground } from '../grid/ground.ts'
import type { Assignment } from '../routing/decision.ts'
import { roomFor } from '../routing/where.ts'
import * as words from '../wording/digest.ts'
import { spokenDuration } from '../worktime/spoken.ts'
import { dayOf } from '../worktime/zone.ts'
import { dutyOfficer, hearers, recusedOf, townshipPost } from './audience.ts'
import { morningLine } from './morning-line.ts'
import { dueShown, matterShown } from './shown.ts'

/** What one person reads in one place. */
interface Sheet {
  person: string
  to: Addressee
  cases: CaseRecord[]
}

const keyOf = (person: string, to: Addressee): string => `${person} ${JSON.stringify(to)}`

/** The cases of each handler by where that handler may be told of them: confidential ones apart, in private (1.4, 6.1). */
function sheetsOf(records: readonly CaseRecord[], ground: Ground): readonly Sheet[] {
  const sheets = new Map<string, Sheet>()
  for (const record of records) {
    const { handler } = record
    const [gathering] = handler === null ? [] : hearers(record, [handler], ground.directory)
    if (handler === null || gathering === undefined) continue
    const key = keyOf(handler.person, gathering.to)
    const sheet = sheets.get(key) ?? { person: handler.person, to: gathering.to, cases: [] }
    sheet.cases.push(record)
    sheets.set(key, sheet)
  }
  return [...sheets.values()]
}

const lineFor: Readonly<Record<Exclude<Pressing, 'rest'>, (line: words.DigestLine) => string>> = {
  overdue: words.overdueLine,
  today: words.todayLine,
  half: words.halfLine,
}
const order = ['overdue', 'today', 'half'] as const

function lineOf(record: CaseRecord, why: (typeof order)[number], ground: Ground, now: Date): string {
  const { number } = record
  const span = spokenDuration((record.dueAt ?? now).getTime() - now.getTime())
  return lineFor[why]({
    ...{ number, span },
    matter: matterShown(record, ground),
    due: dueShown(record, ground, now),
  })
}

/** Lines for what presses, in its order, and how many more there are; null where nothing presses. */
export function digestText(cases: readonly CaseRecord[], ground: Ground, now: Date): string | null {
  const named = cases.map((record) => ({ record, why: pressing(record, ground, now) }))
  const pressed = order.flatMap((why) =>
    named
      .filter((one) => one.why === why)
      .toSorted((a, b) => (a.record.dueAt?.getTime() ?? 0) - (b.record.dueAt?.getTime() ?? 0))
      .map(({ record }) => lineOf(record, why, ground, now)),
  )
  if (pressed.length === 0) return null
  const most = Math.floor((ground.rulebook.screen.lines - 2) / 2)
  return words.digest(pressed.slice(0, most), named.length - Math.min(pressed.length, most))
}

function morningNotice(
  day: string,
  person: string,
  to: Addressee,
  text: string,
  part: string,
  now: Date,
): Notice {
  const key = `digest:${day}:${part}:${keyOf(person, to)}`
  return morningLine({ key, purpose: 'digest', person, to, text, brief: text }, now)
}

/** What this person is told of this case by another notice of the same morning. */
export type ToldAnyway = (record: CaseRecord, person: string) => boolean

/**
 * 5.5: for each handler one notice with what is over its time and what is due today, then what is half gone, then a
 * count of the rest; nothing where nothing presses. What another notice of this morning tells the same person is not
 * named again. Once a day for each person and place.
 */
export function digestNotices(
  records: readonly CaseRecord[],
  toldAnyway: ToldAnyway,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const day = dayOf(now, ground.calendar.zone)
  return sheetsOf(records, ground).flatMap(({ person, to, cases }) => {
    const untold = cases.filter((record) => !toldAnyway(record, person))
    const text = digestText(untold, ground, now)
    return text === null ? [] : [morningNotice(day, person, to, text, 'cases', now)]
  })
}

/** One move under the director's standing authority (2.3). */
export interface DoneAlone {
  move: 'file' | 'refuse' | 'close'
  number: string
  about: readonly string[]
}

/** 2.3: the director's morning list of what was done under the standing authority; nothing about the director in person. */
export function authorityNotice(done: readonly DoneAlone[], ground: Ground, now: Date): Notice | null {
  const director = townshipPost('director', { about: [] }, ground, now)
  if (director === null) return null
  const shown = done.filter((one) => !recusedOf(one, ground.directory).has(director.person))
  if (shown.length === 0) return null
  const of = (move: DoneAlone['move']): readonly string[] =>
    shown.filter((one) => one.move === move).map(({ number }) => number)
  const text = words.underAuthority({
    filed: of('file').length,
    closed: of('close').length,
    refused: of('refuse'),
  })
  const day = dayOf(now, ground.calendar.zone)
  return morningNotice(day, director.person, roomFor(director, ground.directory), text, 'authority', now)
}

/**
 * One line to whoever is on duty about notices that may have reached nobody: how many, and the numbers of their cases,
 * no words. Whoever a case is about is told of another's at most (3.5).
 */
export function undeliveredNotices(
  key: string,
  lost: readonly { records: readonly CaseRecord[] }[],
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const sheets = new Map<string, { officer: Assignment; count: number; numbers: Set<string> }>()
  for (const { records } of lost) {
    const about = records.flatMap((record) => record.about)
    const officer = dutyOfficer({ about }, ground, now)
    if (officer === null) continue
    const sheet = sheets.get(officer.person) ?? { officer, count: 0, numbers: new Set() }
    sheet.count += 1
    for (const { number } of records) sheet.numbers.add(number)
    sheets.set(officer.person, sheet)
  }
  return [...sheets.values()].map(({ officer, count, numbers }) => {
    const to = roomFor(officer, ground.directory)
    const { person } = officer
    const text = words.undelivered(count, [...numbers])
    return morningLine(
      { key: `${key}:${person}`, purpose: 'undelivered', person, to, text, priority: 2 },
      now,
    )
  })
}
