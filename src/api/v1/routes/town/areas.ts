import { z } from 'zod'
import type { Area, TownData } from '../../../../grid/town.ts'
import { addArea, changeArea, freeCode, removeArea, setPlaces } from '../../../../grid/town-edits.ts'
import { Refusal } from '../../../../kernel/errors.ts'
import { arrangers } from '../../../../rights/town-policy.ts'
import { contentVersion } from '../../content-version.ts'
import type { ApiParts } from '../../ports.ts'
import { claimsOf, presentAreas } from '../../presenters/town.ts'
import { type ApiRoute, route } from '../../route.ts'
import { code, words } from '../../shapes/people.ts'
import { areaLine, areaParams, levels, place, townChanged } from '../../shapes/town.ts'
import { carryOut, requireArea, requireSeen } from './changing.ts'

const chapter = '区域'

const areaIn = (town: TownData, wanted: string): Area => {
  const found = town.areas.find((one) => one.code === wanted)
  if (found === undefined) throw new Refusal('not_found', `没有区域“${wanted}”。`)
  return found
}

/** The tree of areas with who holds which post (1.1, 1.2). */
export const listAreasRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listAreas', method: 'get', path: '/areas', chapter, says: '区域树，连同岗位和人员' },
    who: { posts: 'staff', scope: 'admin' },
    query: z.strictObject({ under: code.optional().describe('只看这个区域和它下面的') }),
    answer: z.object({ areas: z.array(areaLine) }),
    async look({ query: { under }, now }) {
      const { directory } = ground()
      if (under !== undefined) areaIn(directory.data, under)
      const depth = (one: Area): number => directory.upward(one.code).length
      const wanted = directory.data.areas
        .filter((one) => under === undefined || directory.within(one.code, under))
        .toSorted((a, b) => depth(a) - depth(b) || (a.code < b.code ? -1 : 1))
      return { body: { areas: presentAreas(wanted, ground(), await claimsOf(stores), now) } }
    },
  })

export const readAreaRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readArea', method: 'get', path: '/areas/{code}', chapter, says: '一个区域：地点、岗位、群' },
    who: { posts: 'staff', scope: 'admin' },
    params: areaParams,
    answer: areaLine.extend({
      placeList: z.array(place),
      rooms: z.array(z.object({ code: z.string(), name: z.string(), kind: z.enum(['residents', 'staff']) })),
    }),
    async look(asked) {
      const { data } = ground().directory
      const area = areaIn(data, asked.params.code)
      const [line] = presentAreas([area], ground(), await claimsOf(stores), asked.now)
      if (line === undefined) throw new RangeError('one area in, one out')
      return {
        body: {
          ...line,
          placeList: data.places
            .filter(({ grid }) => grid === area.code)
            .map(({ grid: _grid, ...one }) => ({ ...one, aliases: [...one.aliases] })),
          rooms: data.rooms
            .filter(({ areas }) => areas.includes(area.code))
            .map(({ code: room, name, kind }) => ({ code: room, name, kind })),
        },
        version: contentVersion(area),
      }
    },
  })

const households = z.int().min(0).max(1_000_000).nullable()

/** A community or a grid more; its code is the parent's with a number where none is given. */
export const addAreaRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'addArea', method: 'post', path: '/areas', chapter, says: '新设村(社区)或网格' },
    who: { posts: arrangers },
    body: z.strictObject({
      code: code.optional(),
      level: z.enum(levels),
      name: words(80),
      parent: code,
      households: households.default(null),
    }),
    ...{ answer: townChanged, status: 201 },
    change(asked, stores) {
      const { body } = asked
      requireArea(asked, body.parent, parts)
      const { areas } = parts.ground().directory.data
      const own =
        body.code ??
        freeCode(
          areas.map((one) => one.code),
          `${body.parent}-`,
        )
      return carryOut(parts, asked, stores, {
        ...{ action: 'town.area_added', subject: own, after: { name: body.name, parent: body.parent } },
        edit: ({ town }) => ({ town: addArea(town, { ...body, code: own }) }),
      })
    },
  })

export const changeAreaRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'changeArea', method: 'patch', path: '/areas/{code}', chapter, says: '改区域的名称、户数' },
    who: { posts: arrangers },
    params: areaParams,
    body: z.strictObject({ name: words(80).optional(), households: households.optional() }),
    ...{ answer: townChanged, needsVersion: true },
    change(asked, stores) {
      const { name, households: count } = asked.body
      const own = asked.params.code
      requireArea(asked, own, parts)
      const before = areaIn(parts.ground().directory.data, own)
      const more = {
        ...(name === undefined ? {} : { name }),
        ...(count === undefined ? {} : { households: count }),
      }
      return carryOut(parts, asked, stores, {
        ...{ action: 'town.area_changed', subject: own, after: more },
        before: { name: before.name, households: before.households },
        edit: ({ town }) => {
          requireSeen(areaIn(town, own), asked)
          return { town: changeArea(town, own, more) }
        },
      })
    },
  })

export const removeAreaRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'removeArea', method: 'delete', path: '/areas/{code}', chapter, says: '撤掉一个空的区域' },
    who: { posts: ['director'] },
    ...{ params: areaParams, answer: townChanged, needsVersion: true },
    async change(asked, stores) {
      const own = asked.params.code
      requireArea(asked, own, parts)
      const { name } = areaIn(parts.ground().directory.data, own)
      const grids = await stores.cases.find({
        states: ['triage', 'filed', 'dispatched', 'in_progress'],
        most: 5_000,
      })
      if (grids.some((one) => one.grid === own || one.area === own))
        throw new Refusal('wrong_state', '这个区域还有没办完的件，先办完再撤。')
      return carryOut(parts, asked, stores, {
        ...{ action: 'town.area_removed', subject: own, before: { name } },
        edit: ({ town }) => {
          requireSeen(areaIn(town, own), asked)
          return { town: removeArea(town, own) }
        },
      })
    },
  })

const placesOf = (town: TownData, grid: string) => town.places.filter((one) => one.grid === grid)

export const readPlacesRoute = ({ ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readPlaces', method: 'get', path: '/areas/{code}/places', chapter, says: '网格的地点' },
    who: { posts: 'staff', scope: 'admin' },
    ...{ params: areaParams, answer: z.object({ places: z.array(place) }) },
    look(asked) {
      const { data } = ground().directory
      const own = placesOf(data, areaIn(data, asked.params.code).code)
      return Promise.resolve({
        body: { places: own.map(({ grid: _grid, ...one }) => ({ ...one, aliases: [...one.aliases] })) },
        version: contentVersion(own),
      })
    },
  })

/** All places of a grid; one that another grid owns is refused with both owners named (1.1). */
export const setPlacesRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'setPlaces', method: 'put', path: '/areas/{code}/places', chapter, says: '改网格的地点' },
    who: { posts: arrangers },
    params: areaParams,
    body: z.strictObject({ places: z.array(place).max(2_000) }),
    ...{ answer: townChanged, needsVersion: true },
    change(asked, stores) {
      const grid = asked.params.code
      requireArea(asked, grid, parts)
      const { places } = asked.body
      const before = placesOf(parts.ground().directory.data, grid)
      return carryOut(parts, asked, stores, {
        ...{ action: 'town.places_changed', subject: grid },
        ...{ before: { places: before.length }, after: { places: places.length } },
        edit: ({ town }) => {
          requireSeen(placesOf(town, grid), asked)
          return { town: setPlaces(town, grid, places) }
        },
      })
    },
  })
