import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartFault } from '../../kernel/errors.ts'
import { readTalks, type Talk } from './talk-file.ts'

export const corpusFolder = join(import.meta.dirname, '../../../data/corpus')

/** A voice of the corpus: the files of one writer and place, by the name in front of their number. */
export interface Voice {
  name: string
  talks: readonly Talk[]
}

/** The corpus by voices, in the order of their names. Throws a StartFault that names every fault with file and line. */
export async function readCorpus(folder: string = corpusFolder): Promise<readonly Voice[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.talk')).toSorted()
  const voices = new Map<string, Talk[]>()
  const faults: string[] = []
  for (const file of files) {
    const name = file.slice(0, -'.talk'.length)
    const read = readTalks(name, await readFile(join(folder, file), 'utf8'))
    faults.push(...read.faults.map(({ line, why }) => `${file}:${String(line)}: ${why}`))
    const voice = name.replace(/-\d+$/u, '')
    voices.set(voice, [...(voices.get(voice) ?? []), ...read.talks])
  }
  if (faults.length > 0) throw new StartFault(faults.join('\n'))
  return [...voices].map(([name, talks]) => ({ name, talks }))
}
