import { join } from 'node:path'
import { setTimeout as nap } from 'node:timers/promises'
import { projectFolder } from '../../settings.ts'
import type { Weights } from './reader-memory.ts'

/* The program of reader-memory.ts: weighs the reader alone, and prints one line of JSON. */

const megabyte = 1_048_576
const rounded = (bytes: number): number => Math.round((bytes / megabyte) * 10) / 10

/** What is held once everything that can go has gone: heap and the arrays beside it. */
async function held(): Promise<{ bytes: number; resident: number }> {
  for (let time = 0; time < 4; time += 1) {
    globalThis.gc?.()
    await nap(20)
  }
  const { heapUsed, external, rss } = process.memoryUsage()
  return { bytes: heapUsed + external, resident: rss }
}

/** The example town as a reader knows it, without any code of the reader. */
async function exampleTown() {
  const { readTownFolder } = await import('../../grid/town-file.ts')
  const { makeDirectory } = await import('../../grid/make-directory.ts')
  const { readerTownOf } = await import('../../intake/reader-town.ts')
  const read = await readTownFolder(join(projectFolder, 'towns', 'qinghe'))
  if ('faults' in read) throw new Error('the example town has faults')
  return structuredClone(readerTownOf(makeDirectory(read.town), read.rules))
}

/** Lines of talk as messages bring them. */
async function someTexts(): Promise<readonly string[]> {
  const { readCorpus } = await import('../train/corpus.ts')
  const lines = (await readCorpus()).flatMap(({ talks }) => talks.flatMap((talk) => talk.lines))
  return structuredClone(lines.filter((_, at) => at % 7 === 0).map(({ text }) => text)).slice(0, 1_000)
}

const town = await exampleTown()
const said = await someTexts()

const before = await held()
const { makeOfflineReader } = await import('../../intake/read-offline.ts')
const { shippedModel } = await import('../../shipped-model.ts')
const model = shippedModel()
const withModel = await held()
const reader = makeOfflineReader(town, model)
for (const text of said)
  reader.readNow({ text, room: 'community', speaker: 'resident', name: '邻居', context: [] })
const after = await held()
const weights: Weights = {
  held: rounded(after.bytes - before.bytes),
  model: rounded(withModel.bytes - before.bytes),
  resident: rounded(after.resident - before.resident),
  read: said.length,
}
process.stdout.write(`${JSON.stringify(weights)}\n`)
