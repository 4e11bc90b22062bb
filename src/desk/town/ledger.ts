import { type CaseRecord, ended, isOverdue } from '../../cases/case.ts'
import { stateNames } from '../../cases/lifecycle-names.ts'
import type { CaseStore } from '../../cases/ports.ts'
import { dueShown, matterShown, nameOf, refOf } from '../../feedback/shown.ts'
import type { Holding } from '../../grid/directory.ts'
import type { Ground } from '../../grid/ground.ts'
import { areaTitle } from '../../grid/naming.ts'
import type { AreaLevel } from '../../grid/town.ts'
import { Refusal } from '../../kernel/errors.ts'
import { ledgerText, noSuchLedger } from '../../wording/ledger-lines.ts'
import { atTime, dayOf } from '../../worktime/zone.ts'
import { seesCase } from '../acting.ts'
import { keptFromRooms } from '../todo.ts'
import type { TownAnswer } from './answer.ts'
import { ownSeat } from './own-area.ts'

const linesAtMost = 8

const levelSaid: Readonly<Record<string, AreaLevel | 'department'>> = {
  本社区台账: 'community',
  本村台账: 'community',
  本镇台账: 'township',
  本部门台账: 'department',
}

/** Whose ledger a word means: that of the speaker's own post of that level; 本网格台账 and 台账 the lowest they hold. */
function seatMeant(word: string, person: string, { directory }: Ground): Holding {
  const level = levelSaid[word]
  const fits = (holding: Holding): boolean =>
    level === undefined ||
    (level === 'department' ? holding.dept !== null : directory.area(holding.area)?.level === level)
  const seat = ownSeat(person, directory, fits)
  if (seat === null) throw new Refusal('not_found', noSuchLedger())
  return seat
}

/** A department's cases are those its people handle; an area's those that lie in it. */
async function casesOf(
  seat: Holding,
  since: Date,
  cases: Pick<CaseStore, 'find'>,
  { directory }: Ground,
): Promise<readonly CaseRecord[]> {
  const open = ['triage', 'filed', 'dispatched', 'in_progress', 'resolved', 'verified', 'county', 'long_term']
  const found = [
    ...(await cases.find({ states: open as CaseRecord['state'][], most: 5_000 })),
    ...(await cases.find({ closedSince: since, most: 5_000 })),
    ...(await cases.find({ receivedSince: since, most: 5_000 })),
  ]
  const all = [...new Map(found.map((record) => [record.id, record])).values()]
  if (seat.dept !== null) return all.filter(({ handler }) => handler?.dept === seat.dept)
  const townwide = directory.area(seat.area)?.level === 'township'
  return all.filter(({ area, grid, room }) => {
    const where = area ?? grid ?? (room === null ? null : (directory.room(room)?.areas[0] ?? null))
    return where === null ? townwide : directory.within(where, seat.area)
  })
}

/**
 * 本网格台账 (9.1): of this month received, closed, overdue, and the open cases by due time, at most eight. In a room
 * confidential cases and violence are only counted; a case the speaker may not see is not there at all (3.5, 9.7).
 */
export const ledger: TownAnswer = async (deps, stores, { command, setting, now }) => {
  const ground = deps.ground()
  const { directory, calendar } = ground
  const person = setting.speaker.code ?? ''
  const seat = seatMeant(command.word, person, ground)
  const since = atTime(`${dayOf(now, calendar.zone).slice(0, 7)}-01`, 0, calendar.zone)
  const all = await casesOf(seat, since, stores.cases, ground)
  const known = all.filter((record) => seesCase(person, record, ground))
  const open = known.filter(({ state }) => !ended.has(state))
  const shown = open.filter((record) => setting.private || !keptFromRooms(record))
  return ledgerText({
    name: seat.dept === null ? areaTitle(directory, seat.area) : directory.departmentName(seat.dept),
    received: known.filter(({ receivedAt }) => receivedAt >= since).length,
    closed: known.filter(
      ({ closedAt, state }) => state === 'closed' && closedAt !== null && closedAt >= since,
    ).length,
    overdue: open.filter((record) => isOverdue(record, now)).length,
    open: open.length,
    lines: shown
      .toSorted((a, b) => (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity))
      .slice(0, linesAtMost)
      .map((record) => ({
        ref: refOf(record, ground, now),
        matter: matterShown(record, ground),
        stage: stateNames[record.state],
        handler: record.handler === null ? '' : nameOf(record.handler, ground),
        due: dueShown(record, ground, now),
      })),
    more: Math.max(0, shown.length - linesAtMost),
    kept: open.length - shown.length,
  })
}
