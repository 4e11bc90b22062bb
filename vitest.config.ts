import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { findChromium, howToGetChromium } from './src/commands/bootstrap/chromium.mjs'

interface Folder {
  name: string
  /** Longest time that one test, or one hook, may take. */
  seconds: { test: number; hook: number }
  /** Needs the embedded PostgreSQL of the run. */
  database: boolean
}

const folders: readonly Folder[] = [
  { name: 'unit', seconds: { test: 10, hook: 10 }, database: false },
  { name: 'prompts', seconds: { test: 20, hook: 20 }, database: false },
  { name: 'bots', seconds: { test: 30, hook: 30 }, database: false },
  { name: 'db', seconds: { test: 20, hook: 30 }, database: true },
  { name: 'api', seconds: { test: 20, hook: 30 }, database: true },
  { name: 'story', seconds: { test: 60, hook: 60 }, database: true },
  { name: 'browser', seconds: { test: 60, hook: 60 }, database: true },
]

const compiled = fileURLToPath(new URL('node_modules/.cache/node-compile', import.meta.url))

const chromium = findChromium()
if (chromium === null) {
  process.stderr.write(`Browser tests are left out: no Chromium on the PATH (${howToGetChromium}).\n`)
}
const possible = folders.filter((folder) => folder.name !== 'browser' || chromium !== null)

export default defineConfig({
  test: {
    passWithNoTests: false,
    reporters: ['default', 'json'],
    outputFile: { json: 'reports/vitest.json' },
    maxWorkers: 2,
    teardownTimeout: 20_000,
    projects: possible.map((folder) => ({
      test: {
        name: folder.name,
        include: [`test/${folder.name}/**/*.test.ts`],
        pool: 'forks' as const,
        testTimeout: folder.seconds.test * 1_000,
        hookTimeout: folder.seconds.hook * 1_000,
        globalSetup: folder.database ? ['test/support/global-setup.ts'] : [],
        provide: { chromium: chromium ?? '' },
        // No result may depend on the zone of the machine: every zone comes from the town's file.
        // What Node compiled is kept for the products that the tests start, as the npm commands keep it.
        env: { TZ: 'America/Anchorage', NODE_COMPILE_CACHE: compiled },
      },
    })),
  },
})

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the Chromium that the browser tests drive. */
    chromium: string
  }
}
