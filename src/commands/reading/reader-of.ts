import { join } from 'node:path'
import { faultText } from '../../grid/faults.ts'
import { makeDirectory } from '../../grid/make-directory.ts'
import { readTownFolder } from '../../grid/town-file.ts'
import { makeOfflineReader } from '../../intake/read-offline.ts'
import type { OfflineReader } from '../../intake/read-offline.ts'
import { readerTownOf } from '../../intake/reader-town.ts'
import { StartFault } from '../../kernel/errors.ts'

const exampleTown = join(import.meta.dirname, '../../../towns/qinghe')

/**
 * The offline reader for a town's folder. Without a folder it knows no place names and takes the category table and
 * the lines of the example town. Throws a StartFault that names every fault of the town.
 */
export async function readerOf(folder: string | null): Promise<OfflineReader> {
  const read = await readTownFolder(folder ?? exampleTown)
  if ('faults' in read) {
    throw new StartFault(
      `The town in ${folder ?? exampleTown} cannot be read:\n${read.faults.map(faultText).join('\n')}`,
    )
  }
  const town = readerTownOf(makeDirectory(read.town), read.rules)
  return makeOfflineReader(folder === null ? { ...town, gazetteer: [] } : town)
}
