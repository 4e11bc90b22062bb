import type { Ground } from '../../grid/ground.ts'
import { instant } from '../../kernel/clock.ts'
import { dueAt, extendedDue } from '../../worktime/due.ts'
import type { Limit } from '../../worktime/limit.ts'
import { figure } from './figures.ts'
import type { Section } from './figures.ts'

const limits: Readonly<Record<string, Limit>> = {
  workDays: { n: 3, unit: 'work_day' },
  workHours: { n: 2, unit: 'work_hour' },
  sameDay: { n: 1, unit: 'same_day' },
  naturalHours: { n: 4, unit: 'natural_hour' },
  naturalDays: { n: 15, unit: 'natural_day' },
}

/** A due time, beginning before the National Day holidays of 2026 so that days off lie on the way; the measure is under 20 µs. */
export function benchDueTime({ calendar }: Ground): Section {
  const start = instant('2026-09-30T10:00:00+08:00').getTime()
  const from = (index: number): Date => instant(start + index * 60_000)
  return {
    ...Object.fromEntries(
      Object.entries(limits).map(([name, limit]) => [
        name,
        figure((index) => dueAt(limit, from(index), calendar), 100),
      ]),
    ),
    extension: figure((index) => extendedDue(from(index), 3, calendar), 100),
  }
}
