import { z } from 'zod'
import { instant } from '../../../kernel/clock.ts'
import type { Visit } from '../../../grid/ports.ts'
import { areaTitle } from '../../../grid/naming.ts'
import { callerName } from '../../../rights/caller.ts'
import { audited } from '../audited.ts'
import { cursorOf, placeOf } from '../cursor.ts'
import type { ApiParts } from '../ports.ts'
import { type ApiRoute, personAsking, route } from '../route.ts'
import { pageOf } from '../shapes/case-filters.ts'
import { code, time, words } from '../shapes/people.ts'
import { sightAsking } from '../sights.ts'

const shown = z.object({
  id: z.string(),
  by: z.string(),
  byName: z.string(),
  area: z.string(),
  areaName: z.string(),
  place: z.string(),
  words: z.string(),
  voices: z.int(),
  at: time,
})
const moment = z.iso.datetime({ offset: true }).transform((said) => instant(said))

const present = (visit: Visit, { ground }: ApiParts): z.input<typeof shown> => ({
  ...{ id: visit.id, by: visit.person, byName: ground().directory.nameOf(visit.person) },
  ...{ area: visit.area, areaName: areaTitle(ground().directory, visit.area) },
  ...{ place: visit.place, words: visit.words, voices: visit.voices.length, at: visit.at.toISOString() },
})

/** 走访 (9.6), newest first: of one's own areas, and one's own wherever they were. */
export const listVisitsRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listVisits', method: 'get', path: '/visits', chapter: '走访', says: '走访记录' },
    who: { posts: 'staff' },
    query: pageOf.extend({
      area: code.optional(),
      person: code.optional(),
      from: moment.optional(),
      to: moment.optional(),
    }),
    answer: z.object({ visits: z.array(shown), next: z.string().nullable() }),
    async look(asked) {
      const { cursor, limit, ...wanted } = asked.query
      const identity = [asked.caller === null ? '' : callerName(asked.caller), wanted]
      const { everywhere, areas } = sightAsking(asked, parts.ground())
      const found = await parts.stores.office.visits({
        sight: everywhere ? null : { areas, person: personAsking(asked) },
        ...{ area: wanted.area ?? null, person: wanted.person ?? null },
        ...{ from: wanted.from ?? null, to: wanted.to ?? null, most: limit + 1 },
        after: cursor === undefined ? null : placeOf(cursor, identity),
      })
      const page = found.slice(0, limit)
      const last = found.length > limit ? page.at(-1) : undefined
      return {
        body: {
          visits: page.map((visit) => present(visit, parts)),
          next: last === undefined ? null : cursorOf({ at: last.at, id: last.id }, identity),
        },
      }
    },
  })

/** Writes a visit down; where no area is named it is that of the place, else one's own. */
export const addVisitRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{
      name: 'addVisit',
      method: 'post',
      path: '/visits',
      chapter: '走访',
      says: '记一次走访',
      status: 201,
    },
    who: { posts: 'staff' },
    body: z.strictObject({ place: words(60), words: words(1_000), area: code.optional() }),
    answer: z.object({ id: z.string(), area: z.string(), areaName: z.string() }),
    async change(asked, stores) {
      const { place, words: told, area } = asked.body
      const person = personAsking(asked)
      const kept = await parts.office.visit(stores, {
        ...{ person, place, words: told, area: area ?? null, now: asked.now },
      })
      await audited(stores.audit, asked, 'visit.added', { subject: kept.area, after: { visit: kept.id } })
      return { body: { ...kept, areaName: areaTitle(parts.ground().directory, kept.area) } }
    },
  })
