import type { Log } from '../kernel/log.ts'
import { calendarByRules } from '../worktime/calendar.ts'
import { type Attendance, makePresence, nothingSaid } from './attendance.ts'
import type { Ground } from './ground.ts'
import { makeDirectory } from './make-directory.ts'
import type { AttendanceStore, TownInForce, TownStore } from './ports.ts'

export interface TownWatch {
  /** The town, rules and calendar in force with who is there now; the same object until one of them changes. */
  ground(): Ground
  /** Takes up a revision, and what was said of leave and duty, by any process meanwhile. True when something changed. */
  refresh(): Promise<boolean>
  /** The same for leave and duty alone, which is cheap. */
  refreshAttendance(): Promise<boolean>
}

/** A town in force as everything asks it, with nobody on leave but as the town itself says. */
export const groundOf = ({ town, rules }: TownInForce): Ground => ({
  directory: makeDirectory(town),
  rulebook: rules,
  calendar: calendarByRules(town.timezone, rules),
})

/** The index over the town stays; only the questions of who is there are answered anew. */
const withAttendance = (ground: Ground, said: Attendance): Ground => ({
  ...ground,
  directory: { ...ground.directory, ...makePresence(ground.directory, said) },
})

/**
 * Holds the town in force and follows its revisions. `first` has been loaded by the caller; what was said of leave and
 * duty is known after the first refresh, and never where no store for it is given.
 */
export function watchTown(
  store: Pick<TownStore, 'load' | 'latest'>,
  first: TownInForce,
  log: Log,
  attendance: Pick<AttendanceStore, 'mark' | 'load'> | null = null,
): TownWatch {
  let revision = first.revision
  let town = groundOf(first)
  let said = nothingSaid
  let mark = ''
  let ground = town

  async function followTown(): Promise<boolean> {
    if ((await store.latest()) === revision) return false
    const found = await store.load()
    if (found === null || found.revision === revision) return false
    town = groundOf(found)
    ground = withAttendance(town, said)
    revision = found.revision
    log.info({ revision }, 'a new revision of the town is in force')
    return true
  }
  async function followAttendance(): Promise<boolean> {
    const now = (await attendance?.mark()) ?? mark
    if (attendance === null || now === mark) return false
    said = await attendance.load()
    ground = withAttendance(town, said)
    mark = now
    return true
  }

  /** One look at a time, so that an older answer never takes the place of a newer one. */
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = (look: () => Promise<boolean>): Promise<boolean> => {
    const next = turn.then(look, look)
    turn = next.catch(() => undefined)
    return next
  }
  return {
    ground: () => ground,
    refresh: () =>
      inTurn(async () => {
        const [changed, moved] = [await followTown(), await followAttendance()]
        return changed || moved
      }),
    refreshAttendance: () => inTurn(followAttendance),
  }
}
