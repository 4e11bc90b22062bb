import { z } from 'zod'
import { ended, states } from '../../../../cases/case.ts'
import type { Ground } from '../../../../grid/ground.ts'
import { areaTitle } from '../../../../grid/naming.ts'
import type { Organisation, TownData } from '../../../../grid/town.ts'
import {
  addOrganisation,
  changeOrganisation,
  newCode,
  removeOrganisation,
} from '../../../../grid/town-edits.ts'
import { Refusal } from '../../../../kernel/errors.ts'
import type { Caller } from '../../../../rights/caller.ts'
import { arrangers, directorAlone, mayKnowResident } from '../../../../rights/town-policy.ts'
import { contentVersion } from '../../content-version.ts'
import { cursorOf, placeOf } from '../../cursor.ts'
import type { ApiParts } from '../../ports.ts'
import { type ApiRoute, personAsking, type Request, route } from '../../route.ts'
import { code, words } from '../../shapes/people.ts'
import { organisationParams, organisationShape } from '../../shapes/residents.ts'
import { townChanged } from '../../shapes/town.ts'
import { carryOut, requireArea, requireSeen } from './changing.ts'

const chapter = '单位'
const everybody = { posts: 'staff', scope: 'admin' } as const

const organisationIn = (town: TownData, wanted: string): Organisation => {
  const found = town.organisations.find((one) => one.code === wanted)
  if (found === undefined) throw new Refusal('not_found', `没有单位“${wanted}”。`)
  return found
}

/** Whether the caller may know this resident; a key of another system knows nobody. */
function mayKnow(caller: Caller | null, code: string, { directory }: Ground): boolean {
  const resident = directory.resident(code)
  return resident !== null && caller?.kind === 'person' && mayKnowResident(caller.person, resident, directory)
}

/** Who of the staff works there is no secret: it tells who keeps out of what. Residents are shown to who may know them. */
function present(
  { code: own, name, kind, area, staff }: Organisation,
  caller: Caller | null,
  ground: Ground,
): z.input<typeof organisationShape> {
  const { directory } = ground
  const people = staff.filter((one) => directory.person(one) !== null)
  const residents = staff.filter((one) => directory.person(one) === null)
  const known = residents.filter((one) => mayKnow(caller, one, ground))
  return {
    ...{ code: own, name, kind, area, areaName: areaTitle(directory, area) },
    staff: people.map((one) => ({ code: one, name: directory.nameOf(one) })),
    ...{ residents: known, others: residents.length - known.length },
  }
}

const query = z.strictObject({
  area: code.optional().describe('在这个区域或它下面'),
  q: words(40).optional().describe('名称里的字'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: words(400).optional(),
})

export const listOrganisationsRoute = ({ ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listOrganisations', method: 'get', path: '/organisations', chapter, who: everybody },
    says: '驻地单位和在那里任职的人',
    query,
    answer: z.object({ organisations: z.array(organisationShape), next: z.string().nullable() }),
    look({ query: { cursor, limit, ...wanted }, caller }) {
      const { directory } = ground()
      const { area, q } = wanted
      const after = cursor === undefined ? null : placeOf(cursor, wanted).id
      const found = directory.data.organisations
        .filter(
          (one) =>
            (after === null || one.code > after) &&
            (area === undefined || directory.within(one.area, area)) &&
            (q === undefined || one.name.includes(q)),
        )
        .toSorted((a, b) => (a.code < b.code ? -1 : 1))
      const shown = found.slice(0, limit)
      const last = found.length > limit ? shown.at(-1) : undefined
      return Promise.resolve({
        body: {
          organisations: shown.map((one) => present(one, caller, ground())),
          next: last === undefined ? null : cursorOf({ at: null, id: last.code }, wanted),
        },
      })
    },
  })

export const readOrganisationRoute = ({ ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readOrganisation', method: 'get', path: '/organisations/{code}', chapter, says: '一个单位' },
    ...{ who: everybody, params: organisationParams, answer: organisationShape },
    look({ params, caller }) {
      const found = organisationIn(ground().directory.data, params.code)
      return Promise.resolve({ body: present(found, caller, ground()), version: contentVersion(found) })
    },
  })

const staff = z.array(code).max(500).describe('人员或居民的代码')

/** Unknown, or not the caller's to know: both are said to be unknown. Who is there already may stay. */
function requireMembers(
  asked: Request,
  members: readonly string[],
  before: readonly string[],
  ground: Ground,
): void {
  const strange = members.find(
    (one) =>
      !before.includes(one) && ground.directory.person(one) === null && !mayKnow(asked.caller, one, ground),
  )
  if (strange !== undefined) throw new Refusal('not_found', `人员和居民里都没有“${strange}”。`)
}

/** Whoever works there keeps out of what is about it (3.5): nobody brings themselves in or out. */
function requireNotOwn(asked: Request, before: readonly string[], after: readonly string[]): void {
  const own = personAsking(asked)
  if (before.includes(own) !== after.includes(own))
    throw new Refusal('forbidden', '您自己是否在这个单位任职，请由另一位来改。')
}

const body = z.strictObject({ name: words(80), kind: words(80).describe('如 物业、学校、企业'), area: code })

export const addOrganisationRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'addOrganisation', method: 'post', path: '/organisations', chapter, says: '登记一个驻地单位' },
    who: { posts: arrangers },
    body: body.extend({ staff: staff.default([]) }),
    ...{ answer: townChanged, status: 201 },
    change(asked, stores) {
      const { name, kind, area } = asked.body
      const members = [...new Set(asked.body.staff)]
      requireArea(asked, area, parts)
      requireMembers(asked, members, [], parts.ground())
      requireNotOwn(asked, [], members)
      const own = newCode('org')
      return carryOut(parts, asked, stores, {
        ...{ action: 'town.organisation_added', subject: own, after: { name, kind, area, staff: members } },
        edit: ({ town }) => ({
          town: addOrganisation(town, { ...{ code: own, name, kind, area }, staff: members }),
        }),
      })
    },
  })

export const changeOrganisationRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'changeOrganisation', method: 'patch', path: '/organisations/{code}', chapter },
    says: '改单位的名称、区域、任职的人；您看不到的居民留着',
    ...{ who: { posts: arrangers }, params: organisationParams },
    body: body.partial().extend({ staff: staff.optional() }),
    ...{ answer: townChanged, needsVersion: true },
    change(asked, stores) {
      const ground = parts.ground()
      const before = organisationIn(ground.directory.data, asked.params.code)
      const { name = before.name, kind = before.kind, area = before.area } = asked.body
      for (const one of new Set([before.area, area])) requireArea(asked, one, parts)
      const hidden = before.staff.filter(
        (one) => ground.directory.person(one) === null && !mayKnow(asked.caller, one, ground),
      )
      const members =
        asked.body.staff === undefined ? before.staff : [...new Set([...asked.body.staff, ...hidden])]
      requireMembers(asked, members, before.staff, ground)
      requireNotOwn(asked, before.staff, members)
      const { code: own, ...was } = before
      return carryOut(parts, asked, stores, {
        ...{ action: 'town.organisation_changed', subject: own, before: was },
        after: { name, kind, area, staff: members },
        edit: ({ town }) => {
          requireSeen(organisationIn(town, own), asked)
          return { town: changeOrganisation(town, own, { name, kind, area, staff: members }) }
        },
      })
    },
  })

const open = states.filter((state) => !ended.has(state))

/** Refused while a case about it is open: whoever works there would no longer keep out of it (3.5). */
export const removeOrganisationRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'removeOrganisation', method: 'delete', path: '/organisations/{code}', chapter },
    says: '去掉一个单位',
    who: { posts: directorAlone },
    ...{ params: organisationParams, answer: townChanged, needsVersion: true },
    async change(asked, stores) {
      const { code: own, ...before } = organisationIn(parts.ground().directory.data, asked.params.code)
      requireNotOwn(asked, before.staff, [])
      if ((await stores.cases.find({ states: open })).some(({ about }) => about.includes(own)))
        throw new Refusal('wrong_state', '与这个单位有关的件还没有办完，先办完再去掉。')
      return carryOut(parts, asked, stores, {
        ...{ action: 'town.organisation_removed', subject: own, before },
        edit: ({ town }) => {
          requireSeen(organisationIn(town, own), asked)
          return { town: removeOrganisation(town, own) }
        },
      })
    },
  })
