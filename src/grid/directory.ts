import type { Absence, Area, Leaf, Organisation, Person, PostName, Resident, Room, TownData } from './town.ts'

/** What somebody said about where; the slots of annotation.md `place`. */
export interface PlaceSaid {
  estate: string | null
  building: string | null
  unit: string | null
  room: string | null
  spot: string | null
  /** Further buildings that were named beside the first ("3号楼和9号楼"); it matters where they lie in other grids (3.10). */
  also?: readonly string[]
}

/** Where a place was looked for and what came of it (3.3). */
export type PlaceFound =
  | { found: 'grid'; grid: string; how: string }
  /** Two candidates or none: the community of the room, when it has one. */
  | { found: 'community'; community: string; candidates: readonly string[]; how: string }
  | { found: 'none'; candidates: readonly string[]; how: string }

/** One holding of a post. */
export interface Holding {
  person: string
  post: PostName
  area: string
  dept: string | null
  /** 0 is the primary holder, 1 the first deputy. */
  rank: number
}

/**
 * The town as the rules ask about it: an immutable index over TownData, made anew at each import.
 * Nothing here depends on the order in which the town's files list things.
 */
export interface Directory {
  readonly data: TownData
  area(code: string): Area | null
  /** The area itself and everything above it, nearest first. */
  upward(code: string): readonly Area[]
  /** The community of a grid or of itself; null above. */
  communityOf(area: string): string | null
  township(): Area
  /** The lowest area that contains all of these (3.10). */
  commonArea(areas: readonly string[]): string | null
  /** True when `inner` is `outer` or lies below it. */
  within(inner: string, outer: string): boolean
  person(code: string): Person | null
  resident(code: string): Resident | null
  /** The name of a person or resident; the code itself when unknown. */
  nameOf(code: string): string
  holdings(person: string): readonly Holding[]
  /** Holders in order, primary first. */
  holders(post: PostName, area: string, dept?: string | null): readonly Holding[]
  /** Who said 接班 last, else who is on duty by the roster; holders in order where the roster has a gap (1.6). */
  dutyOfficers(at: Date): readonly Holding[]
  /** The last 接班 before that moment; null where nobody has ever said it, and the roster alone decides (1.6). */
  takenOver(at: Date): { person: string; at: Date } | null
  /** On leave at that moment; the delegate if one is named. */
  absence(person: string, at: Date): { delegate: string | null } | null
  /** Every leave of a person, past and to come, as it now stands; in order, not overlapping. */
  leave(person: string): readonly Absence[]
  room(code: string): Room | null
  organisation(code: string): Organisation | null
  leaf(code: string): Leaf | null
  departmentName(code: string): string
  /** Resolves a place (3.3). `room` is the code of the residents' room it was said in; `home` is the speaker's estate in a private talk. */
  locate(place: PlaceSaid, from: { room: string | null; home: string | null }): PlaceFound
  /** Names of estates, roads and landmarks with aliases, for the reader. */
  gazetteer(): readonly {
    name: string
    kind: 'estate' | 'road' | 'landmark' | 'community'
    canonical: string
  }[]
}
