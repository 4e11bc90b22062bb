import type { Directory } from '../grid/directory.ts'
import type { Rulebook } from '../grid/rulebook.ts'
import type { ReaderTown } from './reading.ts'

/** What a reader must know of a town in force: names of places, leaves, and the two lines of 8.1. */
export function readerTownOf(directory: Directory, rules: Rulebook): ReaderTown {
  return {
    gazetteer: directory.gazetteer(),
    leaves: directory.data.leaves.map(({ code, name, group, nature, urgent, confidential }) => ({
      code,
      name,
      group,
      nature,
      urgent,
      confidential,
    })),
    zones: rules.zones,
  }
}
