import type { AreaLevel, Nature, PostName } from '../grid/town.ts'
import type { Limit } from '../worktime/limit.ts'

/** One step of a row of 3.1. */
export interface Step {
  post: PostName
  /** Another post where the leaf's level is this one. */
  atLevel?: Readonly<Partial<Record<AreaLevel, PostName>>>
  /** Helps whoever has the step. `department_lead` is the leaf's department. */
  assists?: PostName
  clock: Limit
}

const workDays = (n: number): Limit => ({ n, unit: 'work_day' })
const sameDay: Limit = { n: 1, unit: 'same_day' }

/** Grid-rules 3.1: for each nature who has it first, then, then, and the clock of each step. */
export const rows: Readonly<Record<Nature, readonly Step[]>> = {
  resident_dispute: [
    { post: 'grid_lead', clock: workDays(1) },
    { post: 'community_lead', assists: 'community_mediator', clock: workDays(1) },
    { post: 'mediation_centre', clock: workDays(3) },
  ],
  community_matter: [
    { post: 'community_lead', atLevel: { grid: 'grid_lead' }, clock: workDays(1) },
    { post: 'community_lead', clock: workDays(1) },
    { post: 'township_lead', clock: workDays(3) },
  ],
  department_matter: [
    { post: 'department_lead', clock: workDays(3) },
    { post: 'township_lead', clock: workDays(3) },
    { post: 'director', clock: workDays(3) },
  ],
  organisation_dispute: [
    { post: 'township_lead', assists: 'department_lead', clock: workDays(3) },
    { post: 'director', assists: 'department_lead', clock: workDays(3) },
    { post: 'county_desk', clock: sameDay },
  ],
  service_request: [
    { post: 'community_lead', atLevel: { township: 'department_lead' }, clock: workDays(1) },
    { post: 'service_centre', clock: workDays(3) },
    { post: 'director', clock: workDays(3) },
  ],
  county_matter: [{ post: 'county_desk', clock: sameDay }],
}

/** Step numbers past the end of every row (3.6). */
export const townshipLeadStep = 90
export const directorStep = 91

/** The end of everything: the director, who keeps the case with a daily reminder (3.6). */
export const lastStep: { at: number; step: Step } = {
  at: directorStep,
  step: { post: 'director', clock: workDays(3) },
}

/** 3.6: what follows the row. */
export const pastTheRow: readonly { at: number; step: Step }[] = [
  { at: townshipLeadStep, step: { post: 'township_lead', clock: workDays(3) } },
  lastStep,
]

/** 3.4: the same post one level up, where nobody is left in a post. */
export const oneLevelUp: Readonly<Record<PostName, PostName | null>> = {
  grid_lead: 'community_lead',
  grid_helper: 'grid_lead',
  grid_adviser: 'grid_lead',
  grid_member: 'grid_lead',
  community_lead: 'township_lead',
  community_mediator: 'mediation_centre',
  mediation_centre: 'township_lead',
  service_centre: 'township_lead',
  department_lead: 'township_lead',
  supervisor: 'director',
  duty_officer: 'director',
  township_lead: 'director',
  director: null,
  county_desk: null,
}

/** The clock of a post that stands in no step of the row (4.1), by the level of its area. */
export const clockByLevel: Readonly<Record<AreaLevel, Limit>> = {
  grid: workDays(1),
  community: workDays(1),
  township: workDays(3),
  county: sameDay,
}

/** Complaints and reports about officials: confidential, and the discipline office's (3.5). */
export const conductLeaf = '1503'
export const conductDepartment = 'jiwei'

/** 打架家暴: never in a grid room (3.8, 6.13). */
export const violenceLeaf = '0902'
