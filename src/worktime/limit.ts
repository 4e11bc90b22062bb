/** The five units of time limits (grid-rules 4.2). Working units count only working time, natural ones run on. */
export const timeUnits = ['work_hour', 'work_day', 'natural_hour', 'natural_day', 'same_day'] as const
export type TimeUnit = (typeof timeUnits)[number]

export interface Limit {
  n: number
  unit: TimeUnit
}

/** Working hours of a day as wall-clock minutes after midnight in the town's zone; the gap between two spans is the noon break. */
export interface WorkSpan {
  from: number
  to: number
}
