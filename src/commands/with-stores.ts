import { join } from 'node:path'
import { pino } from 'pino'
import { connectDatabase } from '../db/connect.ts'
import { startEmbedded } from '../db/embedded.ts'
import { checkKeys } from '../db/known-keys.ts'
import { migrate } from '../db/migrate.ts'
import type { Stores } from '../db/stores.ts'
import { makeUnitOfWork } from '../db/unit-of-work.ts'
import { systemClock } from '../kernel/clock.ts'
import { makeSealing } from '../kernel/sealing.ts'
import { openKeyRing } from '../key-ring.ts'
import type { Settings } from '../settings.ts'

/**
 * Does one piece of work on the product's database, in one transaction: the embedded one (which it starts for the
 * while, or joins where the product runs) or the server that DATABASE_URL names.
 */
export async function withStores<T>(settings: Settings, work: (stores: Stores) => Promise<T>): Promise<T> {
  const log = pino({ level: 'warn', base: null }, pino.destination({ dest: 2, sync: true }))
  const embedded =
    settings.databaseUrl === null
      ? await startEmbedded({ folder: join(settings.dataFolder, 'postgres'), log })
      : null
  try {
    const connection = embedded?.connection ?? { url: settings.databaseUrl ?? '' }
    const keys = openKeyRing(settings, () => systemClock.now())
    const dataSource = await connectDatabase({ connection, log, poolSize: 2, sealing: makeSealing(keys) })
    try {
      await migrate(dataSource, log)
      await checkKeys(dataSource, keys, keys.where, systemClock.now())
      return await makeUnitOfWork(dataSource).run(work)
    } finally {
      await dataSource.destroy()
    }
  } finally {
    await embedded?.stop()
  }
}
