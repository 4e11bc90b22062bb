import { join } from 'node:path'
import { faultText } from '../../grid/faults.ts'
import { makeDirectory } from '../../grid/make-directory.ts'
import { readTownFolder } from '../../grid/town-file.ts'
import { makeOfflineReader } from '../../intake/read-offline.ts'
import type { OfflineReader } from '../../intake/read-offline.ts'
import { readerTownOf } from '../../intake/reader-town.ts'
import type { ReaderTown } from '../../intake/reading.ts'
import { StartFault } from '../../kernel/errors.ts'

const exampleTown = join(import.meta.dirname, '../../../towns/qinghe')

/**
 * What a reader knows of a town's folder. Without a folder no place names, and the category table and the lines of the
 * example town. Throws a StartFault that names every fault of the town.
 */
export async function townOfReader(folder: string | null): Promise<ReaderTown> {
  const read = await readTownFolder(folder ?? exampleTown)
  if ('faults' in read) {
    throw new StartFault(
      `The town in ${folder ?? exampleTown} cannot be read:\n${read.faults.map(faultText).join('\n')}`,
    )
  }
  const town = readerTownOf(makeDirectory(read.town), read.rules)
  return folder === null ? { ...town, gazetteer: [] } : town
}

/** The offline reader for a town's folder; refuses as `townOfReader` does. */
export const readerOf = async (folder: string | null): Promise<OfflineReader> =>
  makeOfflineReader(await townOfReader(folder))
