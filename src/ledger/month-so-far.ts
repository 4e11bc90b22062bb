import type { Ground } from '../grid/ground.ts'
import type { Sight } from '../rights/policy.ts'
import { addDays, type Day, dayNumber, dayOf } from '../worktime/zone.ts'
import { assess, type AssessmentColour } from './assessment.ts'
import { type FigureLine, figureLines, figureTotal } from './figures.ts'
import { monthBefore, type Period, periodNamed } from './periods.ts'
import type { LedgerStore } from './ports.ts'

/** A month as it stands on a day: its figures, the same days of the month before, and the communities' colours (9.3). */
export interface MonthSoFar {
  month: string
  total: FigureLine
  before: FigureLine
  colours: readonly { community: string; colour: AssessmentColour }[]
}

/**
 * As much of the period before as has gone by of this one: what has run for twenty days is not held against a whole month.
 * Of a period that is over, the whole of the one before.
 */
export function sameStretch(period: Period, before: Period, today: Day): Period {
  if (today >= addDays(period.to, -1)) return before
  const gone = dayNumber(today) - dayNumber(period.from) + 1
  const to = addDays(before.from, Math.max(gone, 1))
  return { from: before.from, to: to < before.to ? to : before.to }
}

/** Of what is in sight; the day itself belongs to it. */
export async function monthSoFar(
  ledger: Pick<LedgerStore, 'sums'>,
  sight: Sight,
  { calendar, rulebook }: Ground,
  now: Date,
): Promise<MonthSoFar> {
  const today = dayOf(now, calendar.zone)
  const month = today.slice(0, 7)
  const nothing = { from: today, to: today }
  const period = periodNamed(month) ?? nothing
  const before = sameStretch(period, periodNamed(monthBefore(month)) ?? nothing, today)
  const communities = figureLines(await ledger.sums({ sight, ...period, by: 'community' }))
  return {
    month,
    total: figureTotal(await ledger.sums({ sight, ...period, by: 'none' })),
    before: figureTotal(await ledger.sums({ sight, ...before, by: 'none' })),
    colours: communities.flatMap(({ key, figures }) => {
      const { colour } = assess(figures, rulebook.assessment)
      return key === null || colour === null ? [] : [{ community: key, colour }]
    }),
  }
}
