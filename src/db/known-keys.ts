import type { DataSource } from 'typeorm'
import { StartFault } from '../kernel/errors.ts'
import { type KeyRing, makeSealing, SealFault } from '../kernel/sealing.ts'
import { firstOf, rowsOf } from './stores/rows.ts'
import { sealingOf } from './sealing.ts'

const spot = { place: 'sealing_keys.proof', row: 'proof' }
const word = 'linli'

const ringOf = (ring: KeyRing, id: string): KeyRing | null => {
  const key = ring.byId(id)
  return key === null
    ? null
    : { current: () => key, byId: (one) => (one === id ? key : null), all: () => [key] }
}

/**
 * Holds the keys against those that have sealed values of this database, and notes the present one. A StartFault names
 * the key that is missing or is another than it was: nothing is sealed with new keys beside values that nobody can open.
 */
export async function checkKeys(
  dataSource: DataSource,
  ring: KeyRing,
  where: string,
  now: Date,
): Promise<void> {
  await compare(dataSource, ring, where)
  await noteKey(dataSource, ring, now)
  // Of two that start at once with different keys one notes its own, and the other learns of it here.
  await compare(dataSource, ring, where)
}

async function compare({ manager }: DataSource, ring: KeyRing, where: string): Promise<void> {
  const sql = 'SELECT id, proof FROM sealing_keys ORDER BY id'
  for (const { id, proof } of await rowsOf<{ id: string; proof: string }>(manager, sql)) {
    const own = ringOf(ring, id)
    if (own === null)
      throw new StartFault(
        `The database has values sealed with the key ${id}, which is not in ${where}. Put it back: without it they cannot be read.`,
      )
    try {
      makeSealing(own).open(proof, spot)
    } catch (error) {
      if (!(error instanceof SealFault)) throw error
      throw new StartFault(
        `The key ${id} in ${where} is not the one that sealed the values of this database.`,
      )
    }
  }
}

/** Notes that the present key seals values of this database from now on. */
export async function noteKey(dataSource: DataSource, ring: KeyRing, now: Date): Promise<void> {
  await firstOf(
    dataSource.manager,
    'INSERT INTO sealing_keys (id, proof, since) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING',
    [ring.current().id, sealingOf(dataSource.manager).seal(word, spot), now],
  )
}
