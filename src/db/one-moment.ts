import type { Pool } from './connect.ts'
import { translated } from './faults.ts'
import type { Stores } from './stores.ts'
import { makeStores } from './stores.ts'

/**
 * Works on stores that see the database as it stands now, whatever others write meanwhile. `moment` names this moment: until
 * the work ends, other connections may join it by `asOf`. Only for looking.
 */
export async function asOfOneMoment<T>(
  pool: Pool,
  work: (stores: Stores, moment: string) => Promise<T>,
): Promise<T> {
  try {
    return await pool.transaction('REPEATABLE READ', async (manager) => {
      const [row] = await manager.query<{ moment: string }[]>('SELECT pg_export_snapshot() AS moment')
      return await work(makeStores(manager), row?.moment ?? '')
    })
  } catch (error) {
    throw translated(error)
  }
}

/** Works on stores that see the database as of a moment that somebody holds (`asOfOneMoment`). Only for looking. */
export async function asOf<T>(pool: Pool, moment: string, work: (stores: Stores) => Promise<T>): Promise<T> {
  if (!/^[\dA-F-]+$/u.test(moment)) throw new TypeError('not the name of a moment')
  try {
    return await pool.transaction('REPEATABLE READ', async (manager) => {
      // Takes no parameters; it is ours, and was looked at.
      await manager.query(`SET TRANSACTION SNAPSHOT '${moment}'`)
      return await work(makeStores(manager))
    })
  } catch (error) {
    throw translated(error)
  }
}
