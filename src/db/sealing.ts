import type { DataSource, EntityManager } from 'typeorm'
import type { Sealing, Spot } from '../kernel/sealing.ts'

/** Whose pool seals with which keys: every store of a pool seals alike, however deep in a transaction it was made. */
const bySource = new WeakMap<DataSource, Sealing>()

export const bindSealing = (dataSource: DataSource, sealing: Sealing): void => {
  bySource.set(dataSource, sealing)
}

/** What the stores of this manager seal with. A pool without keys can do everything but look at private values. */
export function sealingOf({ dataSource }: Pick<EntityManager, 'dataSource'>): Sealing {
  const bound = bySource.get(dataSource)
  if (bound === undefined) throw new Error('this database was opened without sealing keys')
  return bound
}

/** Nothing is nothing, sealed or not: an erased text stays visibly empty. */
export const sealText = (sealing: Sealing, value: string, spot: Spot): string =>
  value === '' ? '' : sealing.seal(value, spot)

export const sealTextOrNull = (sealing: Sealing, value: string | null, spot: Spot): string | null =>
  value === null ? null : sealText(sealing, value, spot)

export const openTextOrNull = (sealing: Sealing, kept: string | null, spot: Spot): string | null =>
  kept === null ? null : sealing.open(kept, spot)

/** A value for a jsonb column: sealed it is a JSON text, which no plain value of these columns is. */
export const sealJson = (sealing: Sealing, json: string | null, spot: Spot): string | null =>
  json === null ? null : JSON.stringify(sealing.seal(json, spot))

/** The value as the program wrote it; its type is known to whoever wrote the column list. */
export const openJson = (sealing: Sealing, kept: unknown, spot: Spot): unknown =>
  typeof kept === 'string' ? (JSON.parse(sealing.open(kept, spot)) as unknown) : kept
