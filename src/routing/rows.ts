import type { Rulebook } from '../grid/rulebook.ts'
import type { RoutingStep } from '../grid/rulebook-steps.ts'
import type { PostName } from '../grid/town.ts'

/** A step with its place in the row. */
export interface NumberedStep {
  at: number
  step: RoutingStep
}

/** Step numbers past the end of every row (3.6). */
export const townshipLeadStep = 90
export const directorStep = 91

/** 3.6: what follows the row; at the end of everything the director, who keeps the case with a daily reminder. */
export const pastTheRow = ({ clockByLevel: { township } }: Pick<Rulebook, 'clockByLevel'>) =>
  [
    { at: townshipLeadStep, step: { post: 'township_lead', clock: township } },
    { at: directorStep, step: { post: 'director', clock: township } },
  ] as const satisfies readonly NumberedStep[]

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

/** Complaints and reports about officials: confidential, and the discipline office's (3.5). */
export const conductLeaf = '1503'
export const conductDepartment = 'jiwei'

/** 打架家暴: never in a grid room (3.8, 6.13). */
export const violenceLeaf = '0902'
