import { addMeasures, type Measures, noMeasures } from './measures.ts'
import type { Sum } from './ports.ts'

/** So many of so many; `rate` is null where there was nothing to count. */
export interface Share {
  count: number
  of: number
  rate: number | null
}

/** The figures of 9.2 for one person, grid, community, department or township in one period. */
export interface Figures {
  measures: Measures
  /** Accepted in time / dispatched. */
  response: Share
  /** Solved / closed; `explained` stands beside it, never added. */
  resolution: Share
  /** (Satisfied + basic) / rated; who did not rate is not in it. */
  satisfaction: Share
  onTime: Share
  /** 5.2: as on time, but only what the director has confirmed as somebody's fault counts as late. */
  onTimeAssessed: Share
  rework: Share
  /** Of what was dispatched. */
  extension: Share
  reopening: Share
  /** Working hours from the dispatch to the result, and from filing to the closing; null where there was none. */
  averageWorkHours: number | null
  averageWholeHours: number | null
  late: { all: number; objective: number; responsible: number; confirmed: number; unexplained: number }
}

const share = (count: number, of: number): Share => ({ count, of, rate: of === 0 ? null : count / of })

const hours = (minutes: number, of: number): number | null =>
  of === 0 ? null : Math.round((minutes / of / 60) * 10) / 10

/** Rates and averages from what was counted. */
export function figuresOf(measures: Measures): Figures {
  const { timed, onTime, lateObjective, lateResponsible, lateConfirmed } = measures
  const late = timed - onTime
  return {
    measures,
    response: share(measures.responded, measures.dispatched),
    resolution: share(measures.solved, measures.closed),
    satisfaction: share(measures.satisfied + measures.basic, measures.rated),
    onTime: share(onTime, timed),
    onTimeAssessed: share(timed - lateConfirmed, timed),
    // Of the results that were given: those that stand, and those that were not taken.
    rework: share(measures.rework, measures.resolved + measures.rework),
    extension: share(measures.extended, measures.dispatched),
    reopening: share(measures.reopened, measures.closed + measures.shelvedClosed),
    averageWorkHours: hours(measures.workMinutes, measures.resolved),
    averageWholeHours: hours(measures.wholeMinutes, measures.closed),
    late: {
      ...{ all: late, objective: lateObjective, responsible: lateResponsible, confirmed: lateConfirmed },
      unexplained: late - lateObjective - lateResponsible - lateConfirmed,
    },
  }
}

/** One line of a statistic: what residents said in the figures, and what staff found on their rounds apart (2.7). */
export interface FigureLine {
  key: string | null
  figures: Figures
  rounds: Figures
}

/** What residents said and what staff found on their rounds, added: for how many there were, and never for a rate (2.7). */
export const countWithRounds = ({ figures, rounds }: FigureLine, name: keyof Measures): number =>
  figures.measures[name] + rounds.measures[name]

const summed = (sums: readonly Sum[], rounds: boolean): Figures =>
  figuresOf(
    sums
      .filter((one) => one.rounds === rounds)
      .reduce((all, one) => addMeasures(all, one.measures), noMeasures),
  )

/** A line for each group, in the order of the sums. */
export const figureLines = (sums: readonly Sum[]): readonly FigureLine[] =>
  [...new Set(sums.map(({ key }) => key))].map((key) => {
    const own = sums.filter((one) => one.key === key)
    return { key, figures: summed(own, false), rounds: summed(own, true) }
  })

/** All groups together. */
export const figureTotal = (sums: readonly Sum[]): FigureLine => ({
  ...{ key: null, figures: summed(sums, false), rounds: summed(sums, true) },
})
