import { join } from 'node:path'
import { faultText } from '../../grid/faults.ts'
import { makeDirectory } from '../../grid/make-directory.ts'
import { readTownFolder } from '../../grid/town-file.ts'
import { makeOfflineReader } from '../../intake/read-offline.ts'
import { readerTownOf } from '../../intake/reader-town.ts'
import type { OfflineReader } from '../../intake/read-offline.ts'
import type { Heard, Reader, Reading, ReaderTown } from '../../intake/reading.ts'
import { systemClock } from '../../kernel/clock.ts'
import { StartFault } from '../../kernel/errors.ts'
import { type Log, silentLog } from '../../kernel/log.ts'
import type { Settings } from '../../settings.ts'
import { startOfDay } from '../../worktime/zone.ts'
import type { Asked } from './arguments.ts'
import { shippedModel } from '../../shipped-model.ts'

export const exampleTownFolder = join(import.meta.dirname, '../../../towns/qinghe')

/**
 * What a reader knows of a town's folder. Without a folder no place names, and the category table and the lines of the
 * example town. Throws a StartFault that names every fault of the town.
 */
export async function townOfReader(folder: string | null): Promise<ReaderTown> {
  const read = await readTownFolder(folder ?? exampleTownFolder)
  if ('faults' in read) {
    throw new StartFault(
      `The town in ${folder ?? exampleTownFolder} cannot be read:\n${read.faults.map(faultText).join('\n')}`,
    )
  }
  const town = readerTownOf(makeDirectory(read.town), read.rules)
  return folder === null ? { ...town, gazetteer: [] } : town
}

/** The offline reader for a town's folder; refuses as `townOfReader` does. */
export const readerOf = async (folder: string | null): Promise<OfflineReader> =>
  makeOfflineReader(await townOfReader(folder), shippedModel())

/** What a command reads with. */
export interface ReaderToUse {
  /** Every message in order, with the microseconds that it took. */
  readAll(messages: readonly Heard[]): Promise<readonly { reading: Reading; microseconds: number }[]>
}

/** The reader that was asked for, for a town's folder; refuses as `townOfReader` does, and a model without its key. */
export async function readerToUse(
  { town: folder, reader: name }: Pick<Asked, 'town' | 'reader'>,
  llm: Settings['llm'],
): Promise<ReaderToUse> {
  const town = await townOfReader(folder)
  const offline = makeOfflineReader(town, shippedModel())
  if (name === 'offline')
    return { readAll: async (messages) => messages.map((heard) => timed(offline, heard)) }
  if (llm.apiKey === null) throw new StartFault('OPENAI_API_KEY must be set for --reader llm.')
  const { openLanguageModel } = await import('../../llm/model-reader.ts')
  const model = await openLanguageModel({
    setting: llm,
    // A command has no tables: what it asks is the caller's own file.
    exchanges: {
      keep: () => Promise.resolve(),
      spentSince: () => Promise.resolve({ question: 0, answer: 0 }),
    },
    // Whoever calls the command sends their own file; no town's residents.
    mayAsk: () => Promise.resolve(true),
    dayBegan: () => startOfDay(systemClock.now(), 'Asia/Shanghai'),
    clock: systemClock,
    log: onStandardError,
  })
  const reader = model.readerFor({ town, names: await peopleOf(folder), offline })
  return {
    async readAll(messages) {
      const read: { reading: Reading; microseconds: number }[] = []
      let next = 0
      const worker = async (): Promise<void> => {
        for (let at = next++; at < messages.length; at = next++) {
          const heard = messages[at]
          if (heard === undefined) return
          const began = performance.now()
          const reading = await reader.read(heard)
          read[at] = { reading, microseconds: (performance.now() - began) * 1_000 }
        }
      }
      await Promise.all(Array.from({ length: llm.atOnce }, worker))
      console.error(`The language model: ${JSON.stringify(model.tally())}, ${model.standing()}`)
      return read
    },
  }
}

/** Names that stay inside; nobody's without a folder. */
async function peopleOf(folder: string | null): Promise<readonly string[]> {
  const read = folder === null ? null : await readTownFolder(folder)
  if (read === null || 'faults' in read) return []
  return [...read.town.people, ...read.town.residents].map(({ name }) => name)
}

function timed(reader: Reader, heard: Heard): { reading: Reading; microseconds: number } {
  const began = performance.now()
  const reading = reader.readNow(heard)
  return { reading, microseconds: (performance.now() - began) * 1_000 }
}

const tell = (facts: object, message: string): void => console.error(message, JSON.stringify(facts))
const onStandardError: Log = { ...silentLog, info: tell, warn: tell, error: tell }
