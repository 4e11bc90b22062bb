import { z } from 'zod'
import { timeUnits } from '../worktime/limit.ts'
import { postsByLevel } from './town.ts'
import type { Nature, PostName } from './town.ts'

const post = z.enum(Object.values(postsByLevel).flat())
const clock = z
  .strictObject({ n: z.number().positive(), unit: z.enum(timeUnits) })
  .refine(({ n, unit }) => unit === 'natural_hour' || unit === 'work_hour' || Number.isInteger(n), {
    message: 'days are counted whole',
  })
const inTown = clock.refine(({ unit }) => unit !== 'same_day', { message: 'same_day is the county’s clock' })

/** One step of a row of 3.1. */
const step = z.strictObject({
  post,
  /** Another post where the leaf's level is this one. */
  atLevel: z.partialRecord(z.enum(['county', 'township', 'community', 'grid']), post).optional(),
  /** Helps whoever has the step; `department_lead` is the lead of the leaf's department. */
  assists: post.optional(),
  clock,
})

export type RoutingStep = Readonly<z.infer<typeof step>>

/** The county's desk ends a row: what has left the township does not come back by a next step (3.1). */
const row = z
  .array(step)
  .min(1, 'a row has at least one step')
  .refine((steps) => steps.slice(0, -1).every((one) => one.post !== 'county_desk'), {
    message: 'the county_desk is the last step of a row',
  })
  .refine((steps) => steps.every((one) => one.post !== 'county_desk' || one.clock.unit === 'same_day'), {
    message: 'what goes to the county goes on the same_day',
  })
  .readonly()

const workDays = (n: number) => ({ n, unit: 'work_day' as const })
const sameDay = { n: 1, unit: 'same_day' as const }
const steps = (...all: (readonly [PostName, number, Partial<RoutingStep>?])[]): RoutingStep[] =>
  all.map(([name, days, more]) => ({ post: name, clock: workDays(days), ...more }))
const county: RoutingStep = { post: 'county_desk', clock: sameDay }

/** The table as it is printed. */
const printed: Readonly<Record<Nature, RoutingStep[]>> = {
  resident_dispute: steps(
    ['grid_lead', 1],
    ['community_lead', 1, { assists: 'community_mediator' }],
    ['mediation_centre', 3],
  ),
  community_matter: steps(
    ['community_lead', 1, { atLevel: { grid: 'grid_lead' } }],
    ['community_lead', 1],
    ['township_lead', 3],
  ),
  department_matter: steps(['department_lead', 3], ['township_lead', 3], ['director', 3]),
  organisation_dispute: [
    ...steps(
      ['township_lead', 3, { assists: 'department_lead' }],
      ['director', 3, { assists: 'department_lead' }],
    ),
    county,
  ],
  service_request: steps(
    ['community_lead', 1, { atLevel: { township: 'department_lead' } }],
    ['service_centre', 3],
    ['director', 3],
  ),
  county_matter: [county],
}

/** 3.1: for each nature who has it first, then, then, and the clock of each step. */
export const stepsSchema = z
  .strictObject({
    resident_dispute: row.prefault(printed.resident_dispute),
    community_matter: row.prefault(printed.community_matter),
    department_matter: row.prefault(printed.department_matter),
    organisation_dispute: row.prefault(printed.organisation_dispute),
    service_request: row.prefault(printed.service_request),
    county_matter: row.prefault(printed.county_matter),
  } satisfies Record<Nature, z.ZodType>)
  .prefault({})

/** 4.1: the clock of a post that stands in no step of a row, by the level of its area; `township` also past a row (3.6). */
export const clockByLevelSchema = z
  .strictObject({
    grid: inTown.default(workDays(1)),
    community: inTown.default(workDays(1)),
    township: inTown.default(workDays(3)),
    county: clock.default(sameDay),
  })
  .prefault({})
