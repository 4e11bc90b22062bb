import { defineConfig } from 'vitest/config'

/**
 * The unit tests as the mutation run plays them (`npm run mutate`): without those that start programs, and without the
 * measurements of speed, which say nothing of code that has been made slow on purpose.
 */
export default defineConfig({
  test: {
    name: 'unit',
    include: ['test/unit/**/*.test.ts'],
    exclude: [
      'test/unit/{bootstrap,house,rules-trace,sandbox,speed}*.test.ts',
      'test/unit/*-properties.test.ts',
    ],
    setupFiles: ['test/support/same-seed.ts'],
    testTimeout: 10_000,
    env: { TZ: 'America/Anchorage' },
  },
})
