import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Section } from './figures.ts'

const program = join(import.meta.dirname, 'reader-memory-alone.ts')

/**
 * What the offline reader weighs: bytes held after it was made for the example town and has read, less those before its
 * code was loaded. In a process of its own, three times, the median: what else lives here would be counted too.
 */
export function benchReaderMemory(): Section {
  const args = ['--expose-gc', '--disable-warning=ExperimentalWarning', program]
  const runs = [1, 2, 3].map(() => JSON.parse(execFileSync(process.execPath, args).toString()) as Weights)
  const median = (of: (one: Weights) => number): number => runs.map(of).sort((a, b) => a - b)[1] ?? 0
  return {
    megabytesHeld: median(({ held }) => held),
    megabytesWithModelAlone: median(({ model }) => model),
    megabytesResident: median(({ resident }) => resident),
    messagesRead: runs[0]?.read ?? 0,
  }
}

export interface Weights {
  held: number
  model: number
  resident: number
  read: number
}
