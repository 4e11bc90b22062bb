import { pino } from 'pino'
import type { Settings } from './settings.ts'

/**
 * The log, as JSON lines on standard error. Of an error only kind, message and stack are written: a failed query
 * carries its parameters with it, and those are residents' words.
 */
export const openLog = (settings: Settings) =>
  pino(
    {
      level: settings.logLevel,
      base: null,
      serializers: {
        err: (error: unknown) =>
          error instanceof Error
            ? { type: error.name, message: error.message, stack: error.stack }
            : String(error),
      },
    },
    pino.destination({ dest: 2, sync: true }),
  )
