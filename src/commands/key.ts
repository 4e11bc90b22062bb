import { systemClock } from '../kernel/clock.ts'
import { reasonOf } from '../kernel/errors.ts'
import { sandboxNow } from '../sandbox-clock.ts'
import { loadSettings, sandboxPuppet } from '../settings.ts'
import { runKey } from './key/run.ts'

/** `npm run key -- create --name <text> --scope <list> [--days <n>] | list | revoke <id>` (doors.md). */
async function main(argv: readonly string[]): Promise<0 | 1> {
  const settings = loadSettings()
  // In the sandbox people move the clock, and a key must not be over before it was given out.
  const now =
    settings.puppet.name === sandboxPuppet ? await sandboxNow(settings.dataFolder) : systemClock.now()
  return runKey(argv, {
    clock: { now: () => now },
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
    // Only who needs the database waits for its driver to load.
    withStores: async (work) => (await import('./with-stores.ts')).withStores(settings, work),
  })
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`)
  process.exitCode = 1
}
