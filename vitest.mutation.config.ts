import { defineConfig } from 'vitest/config'

/**
 * The unit tests as the mutation run plays them (`npm run mutate`): without those that start programs, and without the
 * measurements of speed, which say nothing of code that has been made slow on purpose. `MUTATION_TESTS` names those to be
 * played where not all are: Stryker's own --testFiles would let every change survive that takes effect at loading.
 */
const chosen = process.env['MUTATION_TESTS']?.split(',')

export default defineConfig({
  test: {
    name: 'unit',
    include: chosen ?? ['test/unit/**/*.test.ts'],
    exclude: [
      'test/unit/{bootstrap,house,rules-trace,sandbox,speed}*.test.ts',
      'test/unit/*-properties.test.ts',
    ],
    setupFiles: ['test/support/same-seed.ts'],
    testTimeout: 10_000,
    env: { TZ: 'America/Anchorage' },
  },
})
