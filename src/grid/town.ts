import type { Limit } from '../worktime/limit.ts'

export type AreaLevel = 'county' | 'township' | 'community' | 'grid'

export interface Area {
  code: string
  level: AreaLevel
  name: string
  /** Null only for the top. */
  parent: string | null
  households: number | null
}

/** Posts by the level of their area (1.2). */
export const postsByLevel = {
  grid: ['grid_lead', 'grid_helper', 'grid_adviser', 'grid_member'],
  community: ['community_lead', 'community_mediator'],
  township: [
    'director',
    'duty_officer',
    'supervisor',
    'township_lead',
    'mediation_centre',
    'service_centre',
    'department_lead',
  ],
  county: ['county_desk'],
} as const satisfies Record<AreaLevel, readonly string[]>
export type PostName = (typeof postsByLevel)[AreaLevel][number]

export interface Person {
  code: string
  name: string
  phone: string | null
}

/** A post on an area with its holders in order: the first is primary, the rest are deputies. */
export interface Post {
  area: string
  post: PostName
  /** Only for department_lead. */
  dept: string | null
  holders: readonly string[]
  /** Only for grid_helper: the buildings looked after. */
  buildings: { estate: string | null; buildings: string } | null
}

/** Something a grid owns. Exactly one of estate, road and landmark is set; `buildings` as written ("1-6", "A-D", "单号"), null for the whole estate. */
export interface Place {
  grid: string
  estate: string | null
  road: string | null
  landmark: string | null
  aliases: readonly string[]
  buildings: string | null
}

export interface Organisation {
  code: string
  name: string
  kind: string
  area: string
  /** Person or resident codes. */
  staff: readonly string[]
}

export interface Room {
  code: string
  name: string
  kind: 'residents' | 'staff'
  /** Grids or one community for residents; a grid, community or the township for staff. */
  areas: readonly string[]
  dept: string | null
  /** Shadow mode (8.8): everything is read into triage, nothing is ever said. */
  shadow: boolean
}

export interface Home {
  estate: string | null
  building: string | null
  unit: string | null
  room: string | null
}

export interface Resident {
  code: string
  name: string
  rooms: readonly string[]
  home: Home | null
}

/** A stretch of duty; `from` inclusive, `to` exclusive. */
export interface Shift {
  post: PostName
  holder: string
  from: Date
  to: Date
}

export interface Absence {
  person: string
  from: Date
  to: Date
  delegate: string | null
}

export const natures = [
  'resident_dispute',
  'community_matter',
  'department_matter',
  'organisation_dispute',
  'service_request',
  'county_matter',
] as const
export type Nature = (typeof natures)[number]

export interface Department {
  code: string
  name: string
}

/** A leaf of the category table: what a matter is, whose it is first and how long that may take. */
export interface Leaf {
  code: string
  name: string
  group: string
  groupName: string
  nature: Nature
  level: AreaLevel
  dept: string | null
  limit: Limit
  basis: 'rule' | 'local'
  urgent: boolean
  photos: boolean
  trustBot: boolean
  confidential: boolean
  statutory: Limit | null
}

/** Everything a town's folder says about who and where, already checked. Plain data: stored, exported, compared. */
export interface TownData {
  version: number
  name: string
  timezone: string
  casePrefix: string
  bot: { name: string; aliases: readonly string[] }
  areas: readonly Area[]
  people: readonly Person[]
  posts: readonly Post[]
  places: readonly Place[]
  organisations: readonly Organisation[]
  rooms: readonly Room[]
  residents: readonly Resident[]
  roster: readonly Shift[]
  absences: readonly Absence[]
  departments: readonly Department[]
  leaves: readonly Leaf[]
}
