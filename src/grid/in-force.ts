import type { Log } from '../kernel/log.ts'
import { calendarByRules } from '../worktime/calendar.ts'
import type { Ground } from './ground.ts'
import { makeDirectory } from './make-directory.ts'
import type { TownInForce, TownStore } from './ports.ts'

export interface TownWatch {
  /** The town, rules and calendar in force; the same object until the next revision. */
  ground(): Ground
  /** Takes up a revision that any process has put in force meanwhile. True when it changed. */
  refresh(): Promise<boolean>
}

const groundOf = ({ town, rules }: TownInForce): Ground => ({
  directory: makeDirectory(town),
  rulebook: rules,
  calendar: calendarByRules(town.timezone, rules),
})

/** Holds the town in force and follows its revisions. `first` has been loaded by the caller. */
export function watchTown(store: Pick<TownStore, 'load'>, first: TownInForce, log: Log): TownWatch {
  let revision = first.revision
  let ground = groundOf(first)
  return {
    ground: () => ground,
    async refresh() {
      const found = await store.load()
      if (found === null || found.revision === revision) return false
      ground = groundOf(found)
      revision = found.revision
      log.info({ revision }, 'a new revision of the town is in force')
      return true
    },
  }
}
