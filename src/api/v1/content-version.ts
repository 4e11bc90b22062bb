import { createHash } from 'node:crypto'

/** The same for the same content, however its keys are ordered. */
const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered)
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, ordered(one)]),
  )
}

/**
 * The version of something that has no counter of its own, such as one person of the town: made of its content, so that
 * two officers who change two persons do not stand in each other's way. Nine figures at most, as If-Match takes them.
 */
export const contentVersion = (value: unknown): number =>
  createHash('sha256')
    .update(JSON.stringify(ordered(value)))
    .digest()
    .readUInt32BE() % 1_000_000_000
