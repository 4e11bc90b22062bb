import type { Section } from '../checks/draft.ts'
import { inForce, type Spot } from '../faults.ts'
import type { TownInForce } from '../ports.ts'
import type { Area, TownData } from '../town.ts'
import type { SheetRow } from './rows.ts'

/** Entries while they are joined, each with where it stands. */
export interface Placed<T> {
  entry: T
  spot: Spot
}

/** The town that is being set up; `fresh`: nothing of the old town's people, places and rooms stays but what is named. */
export interface SetUp {
  current: TownInForce
  fresh: boolean
  areas: Placed<Area>[]
  people: Placed<TownData['people'][number]>[]
  posts: Placed<TownData['posts'][number]>[]
  places: Placed<TownData['places'][number]>[]
  rooms: Placed<TownData['rooms'][number]>[]
}

export const spotOfRow = ({ sheet, line }: SheetRow): Spot => ({ file: sheet, line })

const old = <T>(entries: readonly T[], spot = inForce): Placed<T>[] =>
  entries.map((entry) => ({ entry, spot }))

/** Begins with the town in force; with `fresh` only its county and township stay. */
export function beginSetUp(current: TownInForce, fresh: boolean): SetUp {
  const { town } = current
  const kept = fresh
    ? town.areas.filter(({ level }) => level === 'county' || level === 'township')
    : town.areas
  return {
    // Of a township that begins anew only vacancies are told, and those are of the sheet.
    ...{ current, fresh, areas: old(kept, fresh ? { file: '人员', line: null } : inForce) },
    people: old(fresh ? [] : town.people),
    posts: old(fresh ? [] : town.posts),
    places: old(fresh ? [] : town.places),
    rooms: old(fresh ? [] : town.rooms),
  }
}

const even = (text: string): string => text.normalize('NFKC').replaceAll(/\s+/gu, '').toLowerCase()

/** The areas of that name, code, or full title (幸福社区第一网格). */
export function areasNamed(said: string, { areas }: Pick<SetUp, 'areas'>): readonly Area[] {
  const all = areas.map(({ entry }) => entry)
  const parent = (area: Area): string => all.find(({ code }) => code === area.parent)?.name ?? ''
  return all.filter((area) =>
    [area.code, area.name, parent(area) + area.name].some((one) => even(one) === even(said)),
  )
}

/** Where an entry of the joined town stands. */
export const spotIn =
  (joined: SetUp) =>
  (section: Section, index: number): Spot => {
    const placed: Partial<Record<Section, readonly Placed<unknown>[]>> = {
      ...{ areas: joined.areas, people: joined.people, posts: joined.posts },
      ...{ places: joined.places, rooms: joined.rooms },
    }
    return placed[section]?.[index]?.spot ?? inForce
  }

/** The joined town: with `fresh` whatever names somebody or something that is gone goes too. */
export function townOf({ current, fresh, ...joined }: SetUp): TownData {
  const plain = <T>(placed: readonly Placed<T>[]): readonly T[] => placed.map(({ entry }) => entry)
  const town: TownData = {
    ...current.town,
    ...{ areas: plain(joined.areas), people: plain(joined.people), posts: plain(joined.posts) },
    ...{ places: plain(joined.places), rooms: plain(joined.rooms) },
  }
  if (!fresh) return town
  const areas = new Set(town.areas.map(({ code }) => code))
  const people = new Set(town.people.map(({ code }) => code))
  const officers = new Set(
    town.posts.filter(({ post }) => post === 'duty_officer').flatMap(({ holders }) => holders),
  )
  return {
    ...town,
    residents: [],
    organisations: town.organisations
      .filter(({ area }) => areas.has(area))
      .map((one) => ({ ...one, staff: one.staff.filter((member) => people.has(member)) })),
    roster: town.roster.filter(({ holder }) => officers.has(holder)),
    absences: town.absences.filter(
      ({ person, delegate }) => people.has(person) && (delegate === null || people.has(delegate)),
    ),
  }
}
