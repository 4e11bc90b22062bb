import type { PlaceSaid } from '../grid/directory.ts'
import type { Nature, PostName } from '../grid/town.ts'
import type { Kind, Urgency } from '../intake/reading.ts'
import type { Limit } from '../worktime/limit.ts'

/** The appeal as routing sees it. */
export interface Appeal {
  kind: Kind
  category: string
  nature: Nature
  urgency: Urgency
  confidential: boolean
  place: PlaceSaid
  /** Code of the residents' room it was said in; null for private talk, visits and calls. */
  room: string | null
  /** The speaker's home estate, for a building without an estate in a private talk (3.3). */
  homeEstate: string | null
  /** A grid named by staff; then the place is not searched. */
  grid: string | null
  /** Person, resident or organisation codes the appeal is about: recused (3.5). */
  about: readonly string[]
  /** When another system wants its answer: binds where it is earlier than our own clock, and still ahead (2.1). */
  dueBy?: Date
}

/** A person acting in a post. */
export interface Assignment {
  person: string
  post: PostName
  area: string
  dept: string | null
}

/** What happened so far; null at the first dispatch. */
export interface Previous {
  step: number
  /** Who has the case, or had it when it was closed, in the post in which it was given; null after a return. */
  handler: Assignment | null
  /** Whoever has returned the case: never proposed again (2.1). */
  returners: readonly string[]
}

export interface Decision {
  /** Ids of the rules that decided, e.g. ["3.1 community_matter", "3.2"]. */
  rules: readonly string[]
  /** The area whose matter it is: a grid, or the community or township where no grid was found. */
  area: string
  grid: string | null
  /** Index in the row of 3.1; past its end 90 is the township_lead and 91 the director (3.6). */
  step: number
  handler: Assignment
  /** Null only where nobody qualifies (3.7). */
  verifier: Assignment | null
  /** Told, without a task. */
  informed: readonly Assignment[]
  /** Help the handler (3.1 organisation_dispute, 3.9). */
  assistants: readonly Assignment[]
  limit: Limit
  dueAt: Date
  /** One Chinese sentence for staff: rule, how the area was found, who was skipped and why (3.11). */
  reason: string
}

export type Routing =
  | { to: 'handler'; decision: Decision }
  /** 县: handed over by the duty officer (3.1 county_matter). */
  | { to: 'county'; area: string; grid: string | null; limit: Limit; dueAt: Date; reason: string }
  /** No area could be found, or nobody is left: the duty officer decides. */
  | { to: 'triage'; reason: string }
