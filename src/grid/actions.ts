import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '../kernel/clock.ts'
import type { Fault } from './faults.ts'
import type { TownStore } from './ports.ts'
import { exportTown } from './town-export.ts'
import type { TownFolder } from './town-export.ts'
import { readTownFolder } from './town-file.ts'
import { mergeTown } from './town-merge.ts'
import type { MergeReport, Missing } from './town-merge.ts'

export type Imported =
  | { refused: readonly Fault[] }
  | {
      /** The revision now in force; the old one where the folder says nothing new. */
      revision: number
      saved: boolean
      /** Null at the first import. */
      report: MergeReport | null
      warnings: readonly Fault[]
    }

export interface ImportWish {
  folder: string
  /** Who did it, for the record. */
  by: string
  /** Default `keep`: nothing that the folder does not name is taken out. */
  missing?: Missing
}

/**
 * Puts a folder into force. With any fault, in the files or between them and the town in force, nothing is changed.
 * Run it inside one unit of work, so that two imports cannot cross.
 */
export const makeImportTown =
  ({ store, clock }: { store: TownStore; clock: Clock }) =>
  async ({ folder, by, missing = 'keep' }: ImportWish): Promise<Imported> => {
    const read = await readTownFolder(folder)
    if ('faults' in read) return { refused: read.faults }
    await store.hold()
    const current = await store.load()
    if (current === null) {
      const revision = await store.save(read.town, read.rules, by, clock.now())
      return { revision, saved: true, report: null, warnings: read.warnings }
    }
    const merged = mergeTown(current, read, missing)
    if ('faults' in merged) return { refused: merged.faults }
    const { town, rules, report, warnings } = merged
    const same = isDeepStrictEqual([town, rules], [current.town, current.rules])
    const revision = same ? current.revision : await store.save(town, rules, by, clock.now())
    return { revision, saved: !same, report, warnings }
  }

/** The town in force as its files; null before the first import. */
export const makeExportTown =
  ({ store }: { store: TownStore }) =>
  async (): Promise<TownFolder | null> => {
    const current = await store.load()
    return current === null ? null : exportTown(current.town, current.rules)
  }
