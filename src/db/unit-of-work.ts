import type { DataSource } from 'typeorm'
import type { UnitOfWork } from '../kernel/unit-of-work.ts'
import { isClash, translated } from './faults.ts'
import type { Stores } from './stores.ts'
import { makeStores } from './stores.ts'

const mostTries = 5
const pauseMilliseconds = 20

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * One transaction per run, READ COMMITTED. When PostgreSQL breaks it off because two got in each other's way
 * (serialization failure, deadlock), the whole work is done again from its beginning, at most five times in all:
 * `work` must load what it decides on, and must have no effect but through its stores. An outage rejects with
 * Outage('db'); where it strikes during the commit, the work may have been kept or not, and what guards against
 * doing it twice is its keys.
 */
export function makeUnitOfWork(dataSource: DataSource): UnitOfWork<Stores> {
  return {
    async run(work) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await dataSource.transaction((manager) => work(makeStores(manager)))
        } catch (error) {
          if (!isClash(error) || tries === mostTries) throw translated(error)
          await pause(tries * pauseMilliseconds * (0.5 + Math.random()))
        }
      }
    },
  }
}
