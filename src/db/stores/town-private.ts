import { isDeepStrictEqual } from 'node:util'
import type { EntityManager } from 'typeorm'
import type { Home, Person, Resident, TownData } from '../../grid/town.ts'
import { newId } from '../../kernel/ids.ts'
import { sealingOf } from '../sealing.ts'
import { jsonText } from './clean.ts'
import { townPrivateSpot } from './office-spots.ts'
import { rowsOf } from './rows.ts'

/** Where a private part of a revision lies: a row of town_private, sealed, which can go while the revision stays. */
interface Aside {
  aside: string
}
/** A phone that stands as itself was kept before there was a place beside. */
export type StoredPerson = Omit<Person, 'phone'> & { phone: string | Aside | null }
export type StoredResident = Resident | (Pick<Resident, 'code' | 'rooms'> & Aside)

interface Stored {
  people: readonly StoredPerson[]
  residents: readonly StoredResident[]
  organisations: TownData['organisations']
}

type Kind = 'person' | 'resident'
interface PrivateOfResident {
  name: string
  home: Home | null
}
interface PrivateOfPerson {
  phone: string
}

/** A row that a save adds. */
export interface AddedAside {
  id: string
  kind: Kind
  subject: string
  value: string
}

const asideOf = (one: StoredPerson | StoredResident): string | null => {
  if ('aside' in one) return one.aside
  return 'phone' in one && typeof one.phone === 'object' ? (one.phone?.aside ?? null) : null
}

async function opened(
  manager: EntityManager,
  { people, residents }: Pick<Stored, 'people' | 'residents'>,
): Promise<ReadonlyMap<string, unknown>> {
  const ids = [...people, ...residents].map(asideOf).filter((id) => id !== null)
  if (ids.length === 0) return new Map()
  const sql = 'SELECT id, value FROM town_private WHERE id = ANY($1::text[])'
  const rows = await rowsOf<{ id: string; value: string }>(manager, sql, [ids])
  const sealing = sealingOf(manager)
  return new Map(rows.map(({ id, value }) => [id, JSON.parse(sealing.open(value, townPrivateSpot(id)))]))
}

/**
 * The people and residents of a stored town with what lies beside. Whose row is gone has been erased: a person without a
 * telephone, a resident no more.
 */
export async function withPrivate<Town extends Stored>(
  manager: EntityManager,
  stored: Town,
): Promise<Omit<Town, 'people' | 'residents'> & Pick<TownData, 'people' | 'residents'>> {
  const known = await opened(manager, stored)
  const people = stored.people.map(({ phone, ...person }): Person => {
    if (phone === null || typeof phone === 'string') return { ...person, phone }
    return { ...person, phone: (known.get(phone.aside) as PrivateOfPerson | undefined)?.phone ?? null }
  })
  const residents = stored.residents.flatMap((resident): readonly Resident[] => {
    if (!('aside' in resident)) return [resident]
    const own = known.get(resident.aside) as PrivateOfResident | undefined
    return own === undefined ? [] : [{ code: resident.code, ...own, rooms: resident.rooms }]
  })
  const gone = new Set(stored.residents.map(({ code }) => code))
  for (const { code } of [...people, ...residents]) gone.delete(code)
  const organisations = stored.organisations.map((one) => ({
    ...one,
    staff: one.staff.filter((code) => !gone.has(code)),
  }))
  return { ...stored, people, residents, organisations }
}

/** How a town is stored behind its last revision: what is private and as it was keeps its row, the rest gets new ones. */
export async function putAside(
  manager: EntityManager,
  town: TownData,
  last: Pick<Stored, 'people' | 'residents'> | null,
): Promise<{ stored: Stored & Omit<TownData, 'people' | 'residents'>; added: readonly AddedAside[] }> {
  const sealing = sealingOf(manager)
  const known = last === null ? new Map<string, unknown>() : await opened(manager, last)
  const places = (rows: readonly (StoredPerson | StoredResident)[]): ReadonlyMap<string, string | null> =>
    new Map(rows.map((one) => [one.code, asideOf(one)]))
  const before = {
    person: places(last?.people ?? []),
    resident: places(last?.residents ?? []),
  }
  const added: AddedAside[] = []
  const aside = (kind: Kind, subject: string, value: PrivateOfPerson | PrivateOfResident): Aside => {
    const old = before[kind].get(subject) ?? null
    if (old !== null && isDeepStrictEqual(known.get(old), value)) return { aside: old }
    const id = newId()
    added.push({ id, kind, subject, value: sealing.seal(jsonText(value), townPrivateSpot(id)) })
    return { aside: id }
  }
  const stored = {
    ...town,
    people: town.people.map(({ phone, ...person }) => ({
      ...person,
      phone: phone === null ? null : aside('person', person.code, { phone }),
    })),
    residents: town.residents.map(({ code, rooms, name, home }) => ({
      ...{ code, rooms },
      ...aside('resident', code, { name, home }),
    })),
  }
  return { stored, added }
}
