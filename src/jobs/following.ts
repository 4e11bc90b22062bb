import { reasonOf } from '../kernel/errors.ts'
import type { Log } from '../kernel/log.ts'
import type { JobStores, React } from './ports.ts'

/** Stores that can work in a part of their transaction that fails alone. */
export interface PartedStores extends JobStores {
  apart<T>(work: (stores: PartedStores) => Promise<T>): Promise<T>
}

/** A case's own events in a row: filed, dispatched, and there it rests. */
const mostInARow = 8

/**
 * Does what follows of a case's events at once, in the transaction that made them, so that whoever moved it is shown the
 * case as it then stands and not as it stood for a moment. What fails is undone alone, and left to the engine.
 */
export const makeFollowing =
  (react: React, log: Log) =>
  async (stores: PartedStores, caseId: string, now: Date): Promise<void> => {
    for (let row = 0; row < mostInARow; row += 1) {
      const event = await stores.reactions.claimOf(caseId, now)
      if (event === null) return
      try {
        await stores.apart(async (within) => {
          await react(event, within, now)
          await within.reactions.settle(event.id)
        })
      } catch (error) {
        log.warn({ event: event.id, why: reasonOf(error) }, 'what follows of a move is left to the engine')
        return
      }
    }
  }
