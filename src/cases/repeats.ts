import type { CaseRecord } from './case.ts'
import type { CaseStore } from './ports.ts'

/** What the first reporter of a case has brought up before under the same leaf, the newest first (7.1 repeat). */
export async function earlierOf(
  record: CaseRecord,
  cases: Pick<CaseStore, 'find'>,
): Promise<readonly CaseRecord[]> {
  const reporter = record.reporters[0]?.key
  if (reporter === undefined) return []
  const found = await cases.find({ reporter, category: record.category, most: 50 })
  return found.filter(({ id, receivedAt }) => id !== record.id && receivedAt <= record.receivedAt)
}

/** The answer that was verified; null where there is none. */
export const answeredBefore = (earlier: readonly CaseRecord[]): CaseRecord | null =>
  earlier.find(({ verifiedAt, result }) => verifiedAt !== null && result !== null) ?? null
