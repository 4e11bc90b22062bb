import { join } from 'node:path'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { readTownFolder } from '../../src/grid/town-file.ts'
import { makeOfflineReader, type OfflineReader } from '../../src/intake/read-offline.ts'
import { readerTownOf } from '../../src/intake/reader-town.ts'
import { shippedModel } from '../../src/shipped-model.ts'
import type { Heard, ReaderTown } from '../../src/intake/reading.ts'

/** What the reader knows of the example town. */
export async function exampleTown(): Promise<ReaderTown> {
  const read = await readTownFolder(join(import.meta.dirname, '../../towns/qinghe'))
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return readerTownOf(makeDirectory(read.town), read.rules)
}

export const exampleReader = async (): Promise<OfflineReader> =>
  makeOfflineReader(await exampleTown(), shippedModel())

/** A message in a residents' room by a resident, nothing above it, unless said otherwise. */
export const aMessage = (text: string, rest: Partial<Heard> = {}): Heard => ({
  text,
  room: 'community',
  speaker: 'resident',
  name: null,
  context: [],
  ...rest,
})
