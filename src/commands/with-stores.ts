import { join } from 'node:path'
import { pino } from 'pino'
import { connectDatabase, type Pool } from '../db/connect.ts'
import { startEmbedded } from '../db/embedded.ts'
import { checkKeys } from '../db/known-keys.ts'
import { migrate } from '../db/migrate.ts'
import type { Stores } from '../db/stores.ts'
import { makeUnitOfWork } from '../db/unit-of-work.ts'
import { systemClock } from '../kernel/clock.ts'
import { makeSealing, type Sealing } from '../kernel/sealing.ts'
import { type OpenedKeyRing, openKeyRing } from '../key-ring.ts'
import type { Settings } from '../settings.ts'

/** The product's database and its keys, for as long as a piece of work takes. */
export interface OpenedDatabase {
  dataSource: Pool
  keys: OpenedKeyRing
  sealing: Sealing
}

/**
 * Opens the product's database for a piece of work: the embedded one (which it starts for the while, or joins where the
 * product runs) or the server that DATABASE_URL names.
 */
export async function withDatabase<T>(
  settings: Settings,
  work: (opened: OpenedDatabase) => Promise<T>,
): Promise<T> {
  const log = pino({ level: 'warn', base: null }, pino.destination({ dest: 2, sync: true }))
  const embedded =
    settings.databaseUrl === null
      ? await startEmbedded({ folder: join(settings.dataFolder, 'postgres'), log })
      : null
  try {
    const connection = embedded?.connection ?? { url: settings.databaseUrl ?? '' }
    const keys = openKeyRing(settings, () => systemClock.now())
    const sealing = makeSealing(keys)
    const dataSource = await connectDatabase({ connection, log, poolSize: 2, sealing })
    try {
      await migrate(dataSource, log)
      await checkKeys(dataSource, keys, keys.where, systemClock.now())
      return await work({ dataSource, keys, sealing })
    } finally {
      await dataSource.destroy()
    }
  } finally {
    await embedded?.stop()
  }
}

/** Does one piece of work on the product's database, in one transaction. */
export const withStores = <T>(settings: Settings, work: (stores: Stores) => Promise<T>): Promise<T> =>
  withDatabase(settings, ({ dataSource }) => makeUnitOfWork(dataSource).run(work))
