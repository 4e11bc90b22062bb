import { isDeepStrictEqual } from 'node:util'
import { checkTown } from './check-town.ts'
import type { Section } from './checks/draft.ts'
import { inForce } from './faults.ts'
import type { Fault, Spot } from './faults.ts'
import { placeKind, placeName } from './place-names.ts'
import { defaultRulebook } from './rulebook.ts'
import type { Rulebook } from './rulebook.ts'
import type { TownRead, TownRefused } from './town-file.ts'
import type { Leaf, TownData } from './town.ts'
import { writtenTime } from './written-time.ts'

/** What an import did, entry by entry, each in one line: "person chenlan 陈岚". */
export interface MergeReport {
  added: readonly string[]
  changed: readonly string[]
  /** Not named by the incoming files, and therefore left as it was. */
  kept: readonly string[]
  /** Not named by the incoming files, and taken out because that was asked for. */
  removed: readonly string[]
}

export interface Merged {
  town: TownData
  rules: Rulebook
  report: MergeReport
  warnings: readonly Fault[]
}

/** What becomes of entries that the incoming files do not name. */
export type Missing = 'keep' | 'remove'

type Entry<S extends Section> = TownData[S][number]
type Names = { readonly [S in Section]: (entry: Entry<S>, zone: string) => string }

/** How an entry is known again in another version of the town, and how the report names it. */
const names: Names = {
  areas: ({ code }) => `area ${code}`,
  people: ({ code }) => `person ${code}`,
  organisations: ({ code }) => `organisation ${code}`,
  rooms: ({ code }) => `room ${code}`,
  residents: ({ code }) => `resident ${code}`,
  departments: ({ code }) => `department ${code}`,
  leaves: ({ code }) => `leaf ${code}`,
  posts: ({ post, area, dept }) => `post ${post}${dept === null ? '' : ` ${dept}`} of ${area}`,
  places: (place) => `${placeKind(place)} ${placeName(place)} of ${place.grid}`,
  roster: ({ post, from }, zone) => `shift ${post} from ${writtenTime(from, zone)}`,
  absences: ({ person, from }, zone) => `absence ${person} from ${writtenTime(from, zone)}`,
}

/** The same town before and after, while it is being joined. */
interface Joining {
  current: TownData
  incoming: TownRead
  missing: Missing
  added: string[]
  changed: string[]
  kept: string[]
  removed: string[]
}

interface Joined<S extends Section> {
  entries: readonly Entry<S>[]
  spots: readonly Spot[]
}

/** Entries of one name belong together: a place in several lines, the helpers of one grid. */
function bundles<S extends Section>(
  section: S,
  town: TownData,
  zone: string,
  spot: (index: number) => Spot,
): Map<string, readonly (readonly [Entry<S>, Spot])[]> {
  const entries: readonly Entry<S>[] = town[section]
  const placed = entries.map((entry, index) => [entry, spot(index)] as const)
  return Map.groupBy(placed, ([entry]) => names[section](entry, zone))
}

function joinSection<S extends Section>(section: S, joining: Joining): Joined<S> {
  const { current, incoming, missing } = joining
  const zone = incoming.town.timezone
  const before = bundles(section, current, zone, () => inForce)
  const after = bundles(section, incoming.town, zone, (index) => incoming.spot(section, index))
  const joined: (readonly [Entry<S>, Spot])[] = []
  for (const [name, bundle] of before) {
    const newer = after.get(name)
    if (newer !== undefined) {
      const same = isDeepStrictEqual(
        bundle.map(([entry]) => entry),
        newer.map(([entry]) => entry),
      )
      if (!same) joining.changed.push(name)
      joined.push(...newer)
    } else if (missing === 'keep') {
      joining.kept.push(name)
      joined.push(...bundle)
    } else joining.removed.push(name)
  }
  for (const [name, bundle] of after) {
    if (before.has(name)) continue
    joining.added.push(name)
    joined.push(...bundle)
  }
  return { entries: joined.map(([entry]) => entry), spots: joined.map(([, spot]) => spot) }
}

/** A group goes by the name that the incoming files give it, also for leaves that only the town in force has. */
function withGroupNames(joined: Joined<'leaves'>, incoming: TownData, changed: string[]): Joined<'leaves'> {
  const groupNames = new Map(incoming.leaves.map(({ group, groupName }) => [group, groupName]))
  const named = joined.entries.map((leaf, index) => {
    const groupName = groupNames.get(leaf.group) ?? leaf.groupName
    if (groupName !== leaf.groupName) changed.push(`group ${leaf.group}`)
    const placed: readonly [Leaf, Spot] = [{ ...leaf, groupName }, joined.spots[index] ?? inForce]
    return placed
  })
  // Leaves of one group stand together, as they do in the file.
  const together = [...Map.groupBy(named, ([{ group }]) => group).values()].flat()
  return { entries: together.map(([leaf]) => leaf), spots: together.map(([, spot]) => spot) }
}

const headOf = ({ version, name, timezone, casePrefix, bot }: TownData) => ({
  ...{ version, name, timezone, casePrefix, bot },
})

function joinRules(current: Rulebook, joining: Joining): Rulebook {
  const { incoming, missing } = joining
  const unnamed = !incoming.rulesGiven && missing === 'keep'
  if (unnamed && !isDeepStrictEqual(current, defaultRulebook)) joining.kept.push('rules')
  const next = unnamed ? current : incoming.rules
  if (!isDeepStrictEqual(current, next)) joining.changed.push('rules')
  return next
}

/**
 * Joins what a folder says into the town in force: an upsert by code, by post and area, by place and grid. What the
 * folder does not name stays, and is listed (with `remove` it goes, and is listed); rules stay where it brings none.
 * The result is held against section 1 again, so that a new line never quarrels with one that stayed.
 */
export function mergeTown(
  current: { town: TownData; rules: Rulebook },
  incoming: TownRead,
  missing: Missing = 'keep',
): Merged | TownRefused {
  const lists = { added: [], changed: [], kept: [], removed: [] }
  const joining: Joining = { current: current.town, incoming, missing, ...lists }
  if (!isDeepStrictEqual(headOf(current.town), headOf(incoming.town))) joining.changed.push('head')
  const joined: { [S in Section]: Joined<S> } = {
    areas: joinSection('areas', joining),
    people: joinSection('people', joining),
    posts: joinSection('posts', joining),
    places: joinSection('places', joining),
    organisations: joinSection('organisations', joining),
    rooms: joinSection('rooms', joining),
    residents: joinSection('residents', joining),
    roster: joinSection('roster', joining),
    absences: joinSection('absences', joining),
    departments: joinSection('departments', joining),
    leaves: withGroupNames(joinSection('leaves', joining), incoming.town, joining.changed),
  }
  const town: TownData = { ...headOf(incoming.town), ...entriesOf(joined) }
  const rules = joinRules(current.rules, joining)
  const found = checkTown({
    town,
    rules,
    spot: (section, index) => joined[section].spots[index] ?? inForce,
    rulesSpot: () => (incoming.rulesGiven ? { file: 'rules.yaml', line: null } : inForce),
    unread: () => new Set(),
  })
  if (found.faults.length > 0) return { faults: found.faults }
  const { added, kept, removed } = joining
  const changed = [...new Set(joining.changed)]
  return { town, rules, report: { added, changed, kept, removed }, warnings: found.warnings }
}

function entriesOf(joined: { [S in Section]: Joined<S> }): Pick<TownData, Section> {
  return {
    areas: joined.areas.entries,
    people: joined.people.entries,
    posts: joined.posts.entries,
    places: joined.places.entries,
    organisations: joined.organisations.entries,
    rooms: joined.rooms.entries,
    residents: joined.residents.entries,
    roster: joined.roster.entries,
    absences: joined.absences.entries,
    departments: joined.departments.entries,
    leaves: joined.leaves.entries,
  }
}
