import { z } from 'zod'
import type { Person, TownData } from '../../../../grid/town.ts'
import { addPerson, changePerson, freeCode, removePerson } from '../../../../grid/town-edits.ts'
import { Refusal } from '../../../../kernel/errors.ts'
import { arrangers } from '../../../../rights/town-policy.ts'
import { audited } from '../../audited.ts'
import { contentVersion } from '../../content-version.ts'
import { cursorOf, placeOf } from '../../cursor.ts'
import type { ApiParts } from '../../ports.ts'
import { claimsOf, presentPerson } from '../../presenters/town.ts'
import { type ApiRoute, route } from '../../route.ts'
import { code, words } from '../../shapes/people.ts'
import { personParams, personShape, postName, townChanged } from '../../shapes/town.ts'
import { carryOut, letGo, requirePerson, requireSeen } from './changing.ts'

const chapter = '人员'

const personIn = (town: TownData, wanted: string): Person => {
  const found = town.people.find((one) => one.code === wanted)
  if (found === undefined) throw new Refusal('not_found', `没有人员“${wanted}”。`)
  return found
}

const query = z.strictObject({
  q: words(40).optional().describe('姓名里的字'),
  area: code.optional().describe('在这个区域或它下面有岗位'),
  post: postName.optional(),
  claimed: z.enum(['true', 'false']).optional().describe('false：还没有认领聊天账号的'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: words(400).optional(),
})

/** People with their posts, leave and whether their chat account is known; phones masked. */
export const listPeopleRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listPeople', method: 'get', path: '/people', chapter, says: '人员、岗位、请假、认领' },
    who: { posts: 'staff', scope: 'admin' },
    query,
    answer: z.object({ people: z.array(personShape), next: z.string().nullable() }),
    async look(asked) {
      const { cursor, limit, ...wanted } = asked.query
      const { q, area, post, claimed } = wanted
      const { directory } = ground()
      const claims = await claimsOf(stores)
      const after = cursor === undefined ? null : placeOf(cursor, wanted).id
      const fits = (one: Person): boolean => {
        const held = directory.holdings(one.code)
        return (
          (q === undefined || one.name.includes(q)) &&
          (area === undefined || held.some((holding) => directory.within(holding.area, area))) &&
          (post === undefined || held.some((holding) => holding.post === post)) &&
          (claimed === undefined || claims.tied.has(one.code) === (claimed === 'true'))
        )
      }
      const found = directory.data.people
        .filter((one) => (after === null || one.code > after) && fits(one))
        .toSorted((a, b) => (a.code < b.code ? -1 : 1))
      const shown = found.slice(0, limit)
      const last = found.length > limit ? shown.at(-1) : undefined
      const person = asked.caller?.kind === 'person' ? asked.caller.person : null
      return {
        body: {
          people: shown.map((one) => presentPerson(one, ground(), claims, { person, now: asked.now })),
          next: last === undefined ? null : cursorOf({ at: null, id: last.code }, wanted),
        },
      }
    },
  })

export const readPersonRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readPerson', method: 'get', path: '/people/{code}', chapter, says: '一个人员' },
    who: { posts: 'staff', scope: 'admin' },
    ...{ params: personParams, answer: personShape },
    async look(asked) {
      const found = personIn(ground().directory.data, asked.params.code)
      const person = asked.caller?.kind === 'person' ? asked.caller.person : null
      const claims = await claimsOf(stores)
      return {
        body: presentPerson(found, ground(), claims, { person, now: asked.now }),
        version: contentVersion(found),
      }
    },
  })

/** The whole phone of a person (9.7): for whoever may arrange them, and each look is written down. */
export const openPhoneRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'openPhone', method: 'post', path: '/people/{code}/phone', chapter },
    says: '看完整的手机号（会记入审计）',
    who: { posts: arrangers },
    params: personParams,
    ...{ answer: z.object({ phone: z.string().nullable() }), neverKept: true },
    async change(asked, stores) {
      requirePerson(asked, asked.params.code, parts)
      const { phone } = personIn(parts.ground().directory.data, asked.params.code)
      await audited(stores.audit, asked, 'phone.opened', { subject: asked.params.code })
      return { body: { phone } }
    },
  })

const phone = z
  .string()
  .trim()
  .regex(/^[+\d][\d -]{4,28}$/u, '电话写数字，可以带 + - 和空格')
  .nullable()

/** Somebody new; a post is given by its own request. Without a code they get one. */
export const addPersonRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'addPerson', method: 'post', path: '/people', chapter, says: '加一个人员' },
    who: { posts: arrangers },
    body: z.strictObject({ code: code.optional(), name: words(80), phone: phone.default(null) }),
    ...{ answer: townChanged, status: 201 },
    change(asked, stores) {
      const { data } = parts.ground().directory
      const taken = [...data.people, ...data.residents, ...data.organisations].map((one) => one.code)
      const own = asked.body.code ?? freeCode(taken, 'p', 4)
      return carryOut(parts, asked, stores, {
        ...{ action: 'town.person_added', subject: own, after: { name: asked.body.name } },
        edit: ({ town }) => ({ town: addPerson(town, { ...asked.body, code: own }) }),
      })
    },
  })

export const changePersonRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'changePerson', method: 'patch', path: '/people/{code}', chapter, says: '改姓名、电话' },
    who: { posts: arrangers },
    params: personParams,
    body: z.strictObject({ name: words(80).optional(), phone: phone.optional() }),
    ...{ answer: townChanged, needsVersion: true },
    change(asked, stores) {
      const own = asked.params.code
      requirePerson(asked, own, parts)
      const before = personIn(parts.ground().directory.data, own)
      const { name = before.name, phone: number = before.phone } = asked.body
      return carryOut(parts, asked, stores, {
        ...{ action: 'town.person_changed', subject: own, before: { name: before.name } },
        // The number itself stays out of the audit, which is kept for ever.
        after: { name, phoneChanged: number !== before.phone },
        edit: ({ town }) => {
          requireSeen(personIn(town, own), asked)
          return { town: changePerson(town, own, { name, phone: number }) }
        },
      })
    },
  })

/** Somebody who has left: without posts and off the roster; their account ends with them. */
export const removePersonRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'removePerson', method: 'delete', path: '/people/{code}', chapter, says: '人员离岗，去掉' },
    who: { posts: arrangers },
    ...{ params: personParams, answer: townChanged, needsVersion: true },
    async change(asked, stores) {
      const own = asked.params.code
      requirePerson(asked, own, parts)
      const { name } = personIn(parts.ground().directory.data, own)
      const answer = await carryOut(parts, asked, stores, {
        ...{ action: 'town.person_removed', subject: own, before: { name } },
        edit: ({ town }) => {
          requireSeen(personIn(town, own), asked)
          return { town: removePerson(town, own) }
        },
      })
      await letGo(own, stores, asked.now)
      return answer
    },
  })
