import { type Clock, systemClock } from '../kernel/clock.ts'
import { reasonOf } from '../kernel/errors.ts'
import { sandboxNow } from '../sandbox-clock.ts'
import { loadSettings, sandboxPuppet } from '../settings.ts'
import type { withStores } from './with-stores.ts'

/** What a command that gives something out needs of the terminal and of the database. */
export interface Terminal {
  clock: Clock
  out(text: string): void
  err(text: string): void
  /** Opens the database of the settings for as long as the work takes. */
  withStores: <T>(work: Parameters<typeof withStores<T>>[1]) => Promise<T>
}

/** Runs a command with the words behind it; its answer, or 1 with the reason on standard error, is how the process ends. */
export async function atTheTerminal(
  run: (argv: readonly string[], terminal: Terminal) => Promise<0 | 1>,
): Promise<void> {
  try {
    const settings = loadSettings()
    // In the sandbox people move the clock, and what is given out must not be over before that.
    const now =
      settings.puppet.name === sandboxPuppet ? await sandboxNow(settings.dataFolder) : systemClock.now()
    process.exitCode = await run(process.argv.slice(2), {
      clock: { now: () => now },
      out: (text) => void process.stdout.write(`${text}\n`),
      err: (text) => void process.stderr.write(`${text}\n`),
      // Only who needs the database waits for its driver to load.
      withStores: async (work) => (await import('./with-stores.ts')).withStores(settings, work),
    })
  } catch (error) {
    process.stderr.write(`${reasonOf(error)}\n`)
    process.exitCode = 1
  }
}
