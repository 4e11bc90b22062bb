import type { z } from 'zod'
import { isOverdue } from '../../../cases/case.ts'
import { stateNames } from '../../../cases/lifecycle-names.ts'
import type { CaseLine } from '../../../cases/lists.ts'
import { colourAt } from '../../../deadlines/colour.ts'
import { placeForStaff } from '../../../feedback/place-for-staff.ts'
import { matterShown } from '../../../feedback/shown.ts'
import type { Ground } from '../../../grid/ground.ts'
import { areaTitle, postTitle } from '../../../grid/naming.ts'
import type { Caller } from '../../../rights/caller.ts'
import type { Assignment } from '../../../routing/decision.ts'
import type { caseLine, seat } from '../shapes/case-line.ts'
import { lineFor } from '../withheld.ts'

/** Somebody in a post, with the words people use for it. */
export const presentSeat = (assignment: Assignment, { directory }: Ground): z.input<typeof seat> => ({
  person: assignment.person,
  name: directory.nameOf(assignment.person),
  post: assignment.post,
  title: postTitle(directory, assignment),
  area: assignment.area,
  dept: assignment.dept,
})

export const seatOrNull = (assignment: Assignment | null, ground: Ground): z.input<typeof seat> | null =>
  assignment === null ? null : presentSeat(assignment, ground)

export const said = (at: Date | null): string | null => at?.toISOString() ?? null

/** Who reads, and when. */
export interface Reader {
  caller: Caller | null
  now: Date
}

/** A case as a line of a list: what this caller may read of it, without its reporters' names. */
export function presentCaseLine(
  whole: CaseLine,
  ground: Ground,
  { caller, now }: Reader,
): z.input<typeof caseLine> {
  const record = lineFor(caller, whole, ground)
  const { number, state, version, kind, category, nature, urgency, confidential, title } = record
  const { grid, room, source, outcome, rating, cycle } = record
  const area = record.area ?? record.grid
  return {
    ...{ number, state, stateName: stateNames[state], version, kind, category, nature, urgency },
    ...{ confidential, title, area, grid, room, source, outcome, rating, cycle },
    categoryName: matterShown(record, ground),
    placeText: placeForStaff(record, ground),
    areaName: area === null ? null : areaTitle(ground.directory, area),
    handler: seatOrNull(record.handler, ground),
    verifier: seatOrNull(record.verifier, ground),
    receivedAt: record.receivedAt.toISOString(),
    dispatchedAt: said(record.dispatchedAt),
    dueAt: said(record.dueAt),
    closedAt: said(record.closedAt),
    lateSince: said(record.lateSince),
    overdue: isOverdue(record, now),
    colour: colourAt(record, ground, now),
    reporters: record.reporters,
  }
}
