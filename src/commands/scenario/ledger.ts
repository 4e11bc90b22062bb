import { measureNames } from '../../ledger/measures.ts'
import type { Step } from './scenario-file.ts'

type LedgerStep = Extract<Step, { ledger: unknown }>['ledger']
type AdminStep = Extract<Step, { admin: unknown }>['admin']

const shares = [
  ...(['response', 'resolution', 'satisfaction', 'onTime', 'onTimeAssessed'] as const),
  ...(['rework', 'extension', 'reopening'] as const),
] as const

/** Where a figure stands in the answer of the statistics: what was counted, a rate, or a share as `{ count, of }`. */
function placeOf(figure: string, wanted: unknown): string {
  if (shares.some((name) => name === figure) && wanted !== null && typeof wanted === 'object')
    return `total.figures.${figure}`
  if (measureNames.some((name) => name === figure)) return `total.figures.measures.${figure}`
  return shares.some((name) => name === figure) ? `total.figures.${figure}.rate` : `total.figures.${figure}`
}

/**
 * The step `ledger`: figures of 9.2 as the director, or `as`, reads them, for a `period` and, where they are named, an
 * `area`, `person`, `dept` or `category`. A share is `{ count, of }`, or its rate.
 */
export function ledgerAsCall(step: LedgerStep, director: string): AdminStep {
  const { as, period, area, person, dept, category, ...figures } = step
  const asked = new URLSearchParams()
  for (const [name, value] of Object.entries({ period, area, person, dept, category }))
    if (value !== undefined) asked.set(name, value)
  const expect = Object.fromEntries(
    Object.entries(figures).map(([figure, wanted]) => [placeOf(figure, wanted), wanted]),
  )
  return { get: `/api/v1/statistics?${asked.toString()}`, as: as ?? director, status: 200, expect }
}
