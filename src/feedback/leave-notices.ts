import type { Addressee, Notice } from '../chat/outbox.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { Ground } from '../grid/ground.ts'
import type { Absence } from '../grid/town.ts'
import { maySee } from '../rights/policy.ts'
import type { Assignment } from '../routing/decision.ts'
import { roomFor } from '../routing/where.ts'
import { leftBehind, leftBehindLine } from '../wording/attendance.ts'
import { quietUntil } from '../worktime/windows.ts'
import { addMilliseconds } from '../kernel/clock.ts'
import { minuteOfDay } from '../worktime/zone.ts'
import { spokenDate } from '../worktime/spoken.ts'
import { dutyOfficer, hearers, recusedOf } from './audience.ts'
import { dueShown, matterShown, refOf } from './shown.ts'
import { standInOf } from './stand-in.ts'

const linesAtMost = 8

/** "11月25日到11月27日", "明天", "今天下午": the days of a leave as one says them, in the town's zone. */
export function spanShown({ from, to }: Pick<Absence, 'from' | 'to'>, ground: Ground, now: Date): string {
  const { calendar } = ground
  const half = (at: Date, name: string): string =>
    Math.abs(minuteOfDay(at, calendar.zone) - 720) < 0.01 ? name : ''
  const last = addMilliseconds(to, -1)
  const begins = spokenDate(from, now, calendar)
  const ends = spokenDate(last, now, calendar)
  const morning = half(to, '上午')
  const afternoon = half(from, '下午')
  if (begins === ends) return `${begins}${afternoon === '' ? morning : afternoon}`
  return `${begins}${afternoon}到${ends}${morning}`
}

interface Sheet {
  to: Addressee
  people: Set<string>
  lines: string[]
}

/**
 * What lies with somebody who goes on leave, so that no case dies there silently (3.4): to whoever stands in and to the
 * duty officer, one message per room or talk with one line per case. Confidential cases and violence only in private, and
 * only to whoever may see them; a recused person hears of nothing (3.5). A delegate learns of the leave without cases too.
 */
export function leaveNotices(
  cause: { id: string },
  leave: Absence,
  open: readonly CaseRecord[],
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const { directory } = ground
  const at = leave.from > now ? leave.from : now
  const sheets = new Map<string, Sheet>()
  const sheetFor = (to: Addressee, people: readonly string[]): Sheet => {
    const key = JSON.stringify(to)
    const sheet = sheets.get(key) ?? { to, people: new Set<string>(), lines: [] }
    for (const person of people) sheet.people.add(person)
    sheets.set(key, sheet)
    return sheet
  }
  const seat = delegateSeat(leave, open, ground, at)
  if (seat !== null) sheetFor(roomFor(seat, directory), [seat.person])
  for (const record of byDue(open)) {
    const recused = recusedOf(record, directory)
    const mayHear = helpersOf(record, ground, at).filter(
      ({ person }) => person !== leave.person && maySee(person, record, recused, directory),
    )
    for (const { to, assignments } of hearers(record, mayHear, directory))
      sheetFor(
        to,
        assignments.map(({ person }) => person),
      ).lines.push(lineOf(record, ground, now))
  }
  return [...sheets.values()].map((sheet) => noticeFor(sheet, cause, leave, ground, now))
}

const byDue = (records: readonly CaseRecord[]): readonly CaseRecord[] =>
  records.toSorted((a, b) => (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity))

/** Whoever stands in for the handler, and the duty officer of the moment. */
function helpersOf(record: CaseRecord, ground: Ground, at: Date): readonly Assignment[] {
  const standIn = record.handler === null ? null : standInOf(record.handler, record, ground, at)
  return [standIn, dutyOfficer(record, ground, at)].filter((one) => one !== null)
}

/** A delegate is told where they sit for the first post of whoever is away. */
function delegateSeat(
  leave: Absence,
  open: readonly CaseRecord[],
  ground: Ground,
  at: Date,
): Assignment | null {
  const [holding] = ground.directory.holdings(leave.person)
  if (leave.delegate === null || holding === undefined) return null
  const first = open[0]?.handler ?? { ...holding }
  const found = standInOf(first, { about: [] }, ground, at)
  return found?.person === leave.delegate ? found : null
}

const lineOf = (record: CaseRecord, ground: Ground, now: Date): string =>
  leftBehindLine({
    ref: refOf(record, ground, now),
    matter: matterShown(record, ground),
    due: dueShown(record, ground, now),
  })

function noticeFor(sheet: Sheet, cause: { id: string }, leave: Absence, ground: Ground, now: Date): Notice {
  const { directory, rulebook, calendar } = ground
  const read = quietUntil(now, rulebook.quietHours, calendar.zone) ?? now
  return {
    dedupeKey: `${cause.id}:leave:${JSON.stringify(sheet.to)}`,
    to: sheet.to,
    text: leftBehind({
      name: directory.nameOf(leave.person),
      span: spanShown(leave, ground, read),
      delegateName: leave.delegate === null ? '' : directory.nameOf(leave.delegate),
      lines: sheet.lines.slice(0, linesAtMost),
      more: Math.max(0, sheet.lines.length - linesAtMost),
    }),
    mentions: 'room' in sheet.to ? [...sheet.people] : [],
    purpose: 'leave',
    held: 'quiet_hours',
    priority: 2,
    caseId: null,
    runAt: read,
    rung: null,
  }
}
