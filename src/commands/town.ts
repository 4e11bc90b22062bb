import { resolve } from 'node:path'
import { systemClock } from '../kernel/clock.ts'
import { reasonOf } from '../kernel/errors.ts'
import { loadSettings } from '../settings.ts'
import { runTown } from './town/run.ts'

/** `npm run town -- import <folder> | export [<folder>] | check <folder>` (doors.md). */
async function main(argv: readonly string[]): Promise<0 | 1> {
  const settings = loadSettings()
  return runTown(argv, {
    clock: systemClock,
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
    path: (typed) => resolve(settings.callerFolder, typed),
    // Only who needs the database waits for its driver to load.
    withStore: async (work) =>
      (await import('./with-stores.ts')).withStores(settings, ({ town }) => work(town)),
  })
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`)
  process.exitCode = 1
}
