/** How well a score tells appeals from chatter. */
export interface Ranking {
  /** How often an appeal scores above a line of chatter. */
  areaUnderCurve: number
  /** Per cent of the appeals above the line at which 4 (8) per cent of the chatter rings falsely. */
  foundAt4PercentAlarms: number
  foundAt8PercentAlarms: number
}

/** How many of the sorted values lie below this one; one half for each equal. */
function below(sorted: Float64Array, value: number): number {
  let from = 0
  let to = sorted.length
  while (from < to) {
    const middle = (from + to) >> 1
    if ((sorted[middle] ?? 0) < value) from = middle + 1
    else to = middle
  }
  let equal = 0
  while (sorted[from + equal] === value) equal += 1
  return from + equal / 2
}

/** Ranks the scores of appeals against those of chatter. */
export function rankingOf(appeals: readonly number[], chatter: readonly number[]): Ranking {
  const sorted = Float64Array.from(chatter).toSorted()
  const won = appeals.reduce((sum, score) => sum + below(sorted, score), 0)
  const foundAt = (alarms: number): number => {
    const line = sorted.at(-1 - Math.floor(alarms * sorted.length)) ?? 1
    return (
      Math.round((1_000 * appeals.filter((score) => score > line).length) / Math.max(1, appeals.length)) / 10
    )
  }
  return {
    areaUnderCurve: Math.round((10_000 * won) / Math.max(1, appeals.length * sorted.length)) / 10_000,
    foundAt4PercentAlarms: foundAt(0.04),
    foundAt8PercentAlarms: foundAt(0.08),
  }
}
