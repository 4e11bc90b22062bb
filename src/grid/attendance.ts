import { instant } from '../kernel/clock.ts'
import type { Directory, Holding } from './directory.ts'
import type { Absence, Shift } from './town.ts'

/** Leave as it was said in the chat (3.4); `back`: from then on the person is there again. `from` inclusive, `to` exclusive. */
export interface SaidLeave extends Absence {
  back: boolean
}

/** 接班 (1.6): from this moment this person is on duty. */
export interface Takeover {
  person: string
  at: Date
}

/** What changes from day to day without a new revision of the town; both in the order in which they were said. */
export interface Attendance {
  leave: readonly SaidLeave[]
  takeovers: readonly Takeover[]
}

export const nothingSaid: Attendance = { leave: [], takeovers: [] }

const includes = (span: { from: Date; to: Date }, at: Date): boolean =>
  span.from.getTime() <= at.getTime() && at.getTime() < span.to.getTime()

/** The spans that hold at a moment; of several the one that began last, so that a correction wins over what it corrects. */
export function latest<T extends { from: Date; to: Date }>(spans: readonly T[], at: Date): T | null {
  return (
    spans
      .filter((span) => includes(span, at))
      .sort((a, b) => b.from.getTime() - a.from.getTime() || a.to.getTime() - b.to.getTime())[0] ?? null
  )
}

const byName = <T>(spans: readonly T[], name: (span: T) => string | null): readonly T[] =>
  spans.toSorted((a, b) => ((name(a) ?? '') < (name(b) ?? '') ? -1 : 1))

export type Presence = Pick<Directory, 'absence' | 'leave' | 'dutyOfficers' | 'takenOver'>

/**
 * Who is there and who is on duty. The town's own absences hold until something else was said; what was said last wins.
 * On duty is whoever said 接班 last, as long as they hold the post and are there (1.6); where nobody ever did, whoever
 * the roster names; in a gap of the roster the holders in order.
 */
export function makePresence(
  town: Pick<Directory, 'data' | 'holders' | 'township'>,
  said: Attendance,
): Presence {
  // Of two over the same time the first by name: the order of the town's files says nothing.
  const planned = Map.groupBy(
    byName(town.data.absences, ({ delegate }) => delegate),
    ({ person }) => person,
  )
  const spoken = Map.groupBy(said.leave, ({ person }) => person)
  const onDuty = town.data.roster.filter(({ post }) => post === 'duty_officer')
  const shifts = byName(onDuty, ({ holder }) => holder)

  const absence = (person: string, at: Date): { delegate: string | null } | null => {
    const last = spoken.get(person)?.findLast((one) => includes(one, at))
    if (last?.back === true) return null
    const found = last ?? latest(planned.get(person) ?? [], at)
    return found === null ? null : { delegate: found.delegate }
  }
  /** Between two bounds nothing changes: what holds at the first holds up to the second. */
  function leave(person: string): readonly Absence[] {
    const known = [...(planned.get(person) ?? []), ...(spoken.get(person) ?? [])]
    const bounds = [...new Set(known.flatMap(({ from, to }) => [from.getTime(), to.getTime()]))].toSorted(
      (a, b) => a - b,
    )
    const spans: Absence[] = []
    for (const [index, bound] of bounds.slice(0, -1).entries()) {
      const from = instant(bound)
      const away = absence(person, from)
      if (away === null) continue
      const to = instant(bounds[index + 1] ?? bound)
      const last = spans.at(-1)
      const goesOn = last?.to.getTime() === bound && last.delegate === away.delegate
      if (goesOn) spans[spans.length - 1] = { ...last, to }
      else spans.push({ person, from, to, delegate: away.delegate })
    }
    return spans
  }
  const takenOver = (at: Date): Takeover | null => said.takeovers.findLast((one) => one.at <= at) ?? null

  function dutyOfficers(at: Date): readonly Holding[] {
    const all = town.holders('duty_officer', town.township().code)
    const present = all.filter(({ person }) => absence(person, at) === null)
    const shift: Shift | null = latest(shifts, at)
    for (const named of [takenOver(at)?.person, shift?.holder]) {
      const onDuty = present.filter(({ person }) => person === named)
      if (onDuty.length > 0) return onDuty
    }
    return present.length > 0 ? present : all
  }
  return { absence, leave, dutyOfficers, takenOver }
}

/** The directory as it will be with one more leave that is just being said. */
export const withLeave = (directory: Directory, leave: Absence): Directory => ({
  ...directory,
  absence: (person, at) =>
    person === leave.person && includes(leave, at)
      ? { delegate: leave.delegate }
      : directory.absence(person, at),
})

/** The directory as it will be once a 接班 that is just being said is known (1.6). */
export const withTakeover = (directory: Directory, taken: Takeover): Directory => ({
  ...directory,
  takenOver: (at) => (at < taken.at ? directory.takenOver(at) : taken),
  dutyOfficers(at) {
    const holders = directory.holders('duty_officer', directory.township().code)
    const [one] = holders.filter(
      ({ person }) => person === taken.person && directory.absence(person, at) === null,
    )
    return at < taken.at || one === undefined ? directory.dutyOfficers(at) : [one]
  },
})
