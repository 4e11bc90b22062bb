import { z } from 'zod'
import type { Ground } from '../../../../grid/ground.ts'
import { areaTitle } from '../../../../grid/naming.ts'
import type { Resident, TownData } from '../../../../grid/town.ts'
import { addResident, changeResident, newCode, removeResident } from '../../../../grid/town-edits.ts'
import { Refusal } from '../../../../kernel/errors.ts'
import { areasOfResident, keepersOfResidents, mayKnowResident } from '../../../../rights/town-policy.ts'
import { maskName } from '../../../../wording/mask.ts'
import { audited } from '../../audited.ts'
import { contentVersion } from '../../content-version.ts'
import { cursorOf, placeOf } from '../../cursor.ts'
import type { ApiParts } from '../../ports.ts'
import { type ApiRoute, personAsking, type Request, route } from '../../route.ts'
import { code, words } from '../../shapes/people.ts'
import { home, residentBody, residentLine, residentParams, residentWhole } from '../../shapes/residents.ts'
import { townChanged } from '../../shapes/town.ts'
import { carryOut, requireSeen } from './changing.ts'

/**
 * What the town keeps of residents (9.7): for whom it is their business, each look written down before anything is shown.
 * Neither name nor home ever stands in an address or in the audit, which is kept for ever.
 */
const chapter = '居民'
const who = { posts: keepersOfResidents }

const unknown = (wanted: string): Refusal => new Refusal('not_found', `没有居民“${wanted}”，或不归您看。`)

/** One whom the caller may know; who may not be known is unknown. */
function residentIn(town: TownData, wanted: string, asked: Request, { directory }: Ground): Resident {
  const found = town.residents.find((one) => one.code === wanted)
  if (found === undefined || !mayKnowResident(personAsking(asked), found, directory)) throw unknown(wanted)
  return found
}

const knownTo = (asked: Request, { directory }: Ground): readonly Resident[] => {
  const person = personAsking(asked)
  return directory.data.residents.filter((one) => mayKnowResident(person, one, directory))
}

const roomsOf = ({ rooms }: Resident, { directory }: Ground) =>
  rooms.map((room) => ({ code: room, name: directory.room(room)?.name ?? room }))

const presentWhole = (
  resident: Resident,
  ground: Ground,
  tied: ReadonlySet<string>,
): z.input<typeof residentWhole> => ({
  ...{ code: resident.code, name: resident.name, home: resident.home, rooms: roomsOf(resident, ground) },
  areas: areasOfResident(resident, ground.directory).map((area) => ({
    ...{ code: area, name: areaTitle(ground.directory, area) },
  })),
  organisations: ground.directory.data.organisations
    .filter(({ staff }) => staff.includes(resident.code))
    .map(({ code: organisation, name }) => ({ code: organisation, name })),
  claimed: tied.has(resident.code),
})

const query = z.strictObject({
  area: code.optional().describe('属于这个区域或它下面'),
  room: code.optional().describe('在这个群里'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: words(400).optional(),
})

export const listResidentsRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listResidents', method: 'get', path: '/residents', chapter, who, query },
    says: '居民名单，只露姓（会记入审计）',
    answer: z.object({ residents: z.array(residentLine), next: z.string().nullable() }),
    async look(asked) {
      const { cursor, limit, ...wanted } = asked.query
      const { directory } = ground()
      const identity = [personAsking(asked), wanted]
      const after = cursor === undefined ? null : placeOf(cursor, identity).id
      const belongs = (one: Resident): boolean =>
        (wanted.room === undefined || one.rooms.includes(wanted.room)) &&
        (wanted.area === undefined ||
          areasOfResident(one, directory).some((area) => directory.within(area, wanted.area ?? '')))
      const found = knownTo(asked, ground())
        .filter((one) => (after === null || one.code > after) && belongs(one))
        .toSorted((a, b) => (a.code < b.code ? -1 : 1))
      const shown = found.slice(0, limit)
      const last = found.length > limit ? shown.at(-1) : undefined
      await audited(stores.audit, asked, 'private.residents_listed', {
        ...{ subject: wanted.room ?? wanted.area ?? null, after: { shown: shown.length } },
      })
      const tied = await stores.seats.tied()
      return {
        body: {
          residents: shown.map((one) => ({
            ...{ code: one.code, name: maskName(one.name), estate: one.home?.estate ?? null },
            ...{ rooms: roomsOf(one, ground()), claimed: tied.has(one.code) },
          })),
          next: last === undefined ? null : cursorOf({ at: null, id: last.code }, identity),
        },
      }
    },
  })

const mostFound = 20

/** By name, for whoever sits at the counter or calls: the name goes in a body, and never into the audit. */
export const findResidentsRoute = ({ ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'findResidents', method: 'post', path: '/residents/find', chapter, who },
    says: '按姓名找居民（会记入审计）',
    body: z.strictObject({ name: words(40).refine((said) => [...said].length > 1, '至少写两个字') }),
    answer: z.object({ residents: z.array(residentWhole), more: z.boolean() }),
    neverKept: true,
    async change(asked, stores) {
      const found = knownTo(asked, ground()).filter(({ name }) => name.includes(asked.body.name))
      const shown = found.slice(0, mostFound)
      await audited(stores.audit, asked, 'private.residents_searched', {
        after: { residents: shown.map((one) => one.code) },
      })
      const tied = await stores.seats.tied()
      return {
        body: {
          residents: shown.map((one) => presentWhole(one, ground(), tied)),
          more: found.length > shown.length,
        },
      }
    },
  })

export const readResidentRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readResident', method: 'get', path: '/residents/{code}', chapter, who },
    says: '一位居民：姓名、住处、所在的群（会记入审计）',
    ...{ params: residentParams, answer: residentWhole, ownPagesOnly: true },
    async look(asked) {
      const found = residentIn(ground().directory.data, asked.params.code, asked, ground())
      await audited(stores.audit, asked, 'private.resident_opened', { subject: found.code })
      return {
        body: presentWhole(found, ground(), await stores.seats.tied()),
        version: contentVersion(found),
      }
    },
  })

/** Refused where the caller could not look after the resident as they are to be. */
function requireOwn(asked: Request, resident: Pick<Resident, 'rooms' | 'home'>, { directory }: Ground): void {
  const strange = resident.rooms.find((room) => directory.room(room) === null)
  if (strange !== undefined) throw new Refusal('not_found', `没有群“${strange}”。`)
  if (!mayKnowResident(personAsking(asked), resident, directory))
    throw new Refusal('forbidden', '住处和群要都在您负责的区域里，别处的请找值班人员。')
}

export const addResidentRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'addResident', method: 'post', path: '/residents', chapter, says: '登记一位居民', who },
    ...{ body: residentBody, answer: townChanged, status: 201 },
    change(asked, stores) {
      const { name, home: lives } = asked.body
      const rooms = [...new Set(asked.body.rooms)]
      requireOwn(asked, { rooms, home: lives }, parts.ground())
      const own = newCode('r')
      return carryOut(parts, asked, stores, {
        ...{ action: 'town.resident_added', subject: own, after: { rooms } },
        edit: ({ town }) => ({ town: addResident(town, { ...{ code: own, name, rooms }, home: lives }) }),
      })
    },
  })

const changes = z.strictObject({
  name: words(80).optional(),
  rooms: z.array(code).max(20).optional(),
  home: home.nullable().optional(),
})

export const changeResidentRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'changeResident', method: 'patch', path: '/residents/{code}', chapter, who },
    says: '改居民的姓名、住处、所在的群',
    ...{ params: residentParams, body: changes, answer: townChanged, needsVersion: true },
    change(asked, stores) {
      const before = residentIn(parts.ground().directory.data, asked.params.code, asked, parts.ground())
      const { code: own } = before
      const { name = before.name, home: lives = before.home } = asked.body
      const rooms = asked.body.rooms === undefined ? before.rooms : [...new Set(asked.body.rooms)]
      requireOwn(asked, { rooms, home: lives }, parts.ground())
      return carryOut(parts, asked, stores, {
        ...{ action: 'town.resident_changed', subject: own, before: { rooms: before.rooms } },
        after: { rooms, name: name !== before.name, home: asked.body.home !== undefined },
        edit: ({ town }) => {
          requireSeen(residentIn(town, own, asked, parts.ground()), asked)
          return { town: changeResident(town, own, { name, rooms, home: lives }) }
        },
      })
    },
  })

/**
 * Who has moved away: name and home go out of every revision of the town. What they have reported stays theirs, and their
 * chat account is heard as before; who wants to go altogether is erased (`/person-traces/erase`).
 */
export const removeResidentRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'removeResident', method: 'delete', path: '/residents/{code}', chapter, who },
    says: '居民搬走，去掉姓名和住处；反映过的件留着（不能恢复）',
    ...{ params: residentParams, answer: townChanged, needsVersion: true },
    async change(asked, stores) {
      const { code: own } = residentIn(
        ...([parts.ground().directory.data, asked.params.code, asked, parts.ground()] as const),
      )
      const answer = await carryOut(parts, asked, stores, {
        ...{ action: 'town.resident_removed', subject: own },
        edit: ({ town }) => {
          requireSeen(residentIn(town, own, asked, parts.ground()), asked)
          return { town: removeResident(town, own) }
        },
      })
      await stores.personTraces.leaveTown(own)
      return answer
    },
  })
