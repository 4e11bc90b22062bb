import type { Stores } from './db/stores.ts'
import { faultText } from './grid/faults.ts'
import { type TownWatch, watchTown } from './grid/in-force.ts'
import type { TownInForce } from './grid/ports.ts'
import { readTownFolder } from './grid/town-file.ts'
import type { VirtualClock } from './kernel/clock.ts'
import { StartFault } from './kernel/errors.ts'
import type { Log } from './kernel/log.ts'
import type { Settings } from './settings.ts'

/** The town in force; at the very first start the one in the town folder. */
export async function openTown(
  settings: Settings,
  stores: Stores,
  clock: VirtualClock,
  log: Log,
): Promise<TownWatch> {
  const known = await stores.town.load()
  if (known !== null) return watchFrom(stores, known, log)
  const read = await readTownFolder(settings.townFolder)
  if ('faults' in read) throw new StartFault(read.faults.map(faultText).join('\n'))
  await stores.town.save(read.town, read.rules, 'start', clock.now())
  const saved = await stores.town.load()
  if (saved === null) throw new StartFault('The town could not be kept.')
  return watchFrom(stores, saved, log)
}

async function watchFrom(stores: Stores, first: TownInForce, log: Log): Promise<TownWatch> {
  const watch = watchTown(stores.town, first, log, stores.attendance)
  await watch.refreshAttendance()
  return watch
}
