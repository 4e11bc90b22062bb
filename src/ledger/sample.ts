import { createHash } from 'node:crypto'

/** A case that was closed in the month, with the hash of the event that closed it. */
export interface Closing {
  caseId: string
  number: string
  hash: string
}

const rankOf = (month: string, { hash }: Closing): string =>
  createHash('sha256').update(`${month} ${hash}`).digest('hex')

/**
 * The supervisor's share of a month's closed cases (9.6), at least one. By chance, and yet drawn alike by whoever draws
 * again: ordered by a digest of the event that closed the case, which nobody can know before it is closed, nor change
 * after.
 */
export function drawSample(closings: readonly Closing[], month: string, share: number): readonly Closing[] {
  const wanted = Math.ceil(closings.length * share)
  return closings
    .map((closing) => ({ closing, rank: rankOf(month, closing) }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, wanted)
    .map(({ closing }) => closing)
}
