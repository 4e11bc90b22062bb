import { z } from 'zod'
import { instant } from '../../../../kernel/clock.ts'
import { Refusal } from '../../../../kernel/errors.ts'
import { createAccount, disableAccount, type GivenOut, resetAccount } from '../../../../rights/accounts.ts'
import { arrangers, mayArrangePerson } from '../../../../rights/town-policy.ts'
import { codesPage } from '../../../papers/codes-page.ts'
import { audited } from '../../audited.ts'
import type { ApiParts, ApiStores } from '../../ports.ts'
import { type ApiRoute, personAsking, type Request, route } from '../../route.ts'
import { code, time, words } from '../../shapes/people.ts'
import { personParams } from '../../shapes/town.ts'
import { requirePerson } from './changing.ts'

const chapter = '账号'

/** What is shown once, and never again. */
const given = z.object({
  person: z.string(),
  name: z.string(),
  code: z.string(),
  say: z.string().describe('本人私聊机器人要发的话'),
  expiresAt: time,
})

async function giveOut(
  person: string,
  asked: Request,
  stores: ApiStores,
  { ground }: Pick<ApiParts, 'ground'>,
): Promise<z.input<typeof given>> {
  const { directory, rulebook } = ground()
  const deps = { accounts: stores.accounts, seats: stores.seats, directory, rulebook, now: asked.now }
  const known = await stores.accounts.account(person)
  const make = known?.disabledAt === null ? resetAccount : createAccount
  const made: GivenOut = await make(person, deps)
  await audited(stores.audit, asked, 'account.code_given', { subject: person })
  return { ...made, say: `登录 ${made.code}`, expiresAt: made.expiresAt.toISOString() }
}

/** A one-time code (1.5), said once in this answer; the last one ends. Its answer is never kept. */
export const giveCodeRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'giveCode', method: 'post', path: '/people/{code}/code', chapter, says: '给一个一次性登录码' },
    who: { posts: arrangers },
    ...{ params: personParams, answer: given, status: 201, saidOnce: true, needsProof: true },
    async change(asked, stores) {
      requirePerson(asked, asked.params.code, parts)
      return { body: await giveOut(asked.params.code, asked, stores, parts) }
    },
  })

const mostAtOnce = 500

const manyPeople = z.union([
  z.strictObject({ people: z.array(code).min(1).max(mostAtOnce) }),
  z.strictObject({ area: words(64).describe('这个区域里有岗位而还没认领的人') }),
])
type Many = Request & { body: z.output<typeof manyPeople> }

/** The named ones, or all of an area who are still unclaimed and the caller's to arrange. */
async function peopleMeant(asked: Many, stores: ApiStores, parts: ApiParts): Promise<readonly string[]> {
  const { body } = asked
  if ('people' in body) {
    for (const person of body.people) requirePerson(asked, person, parts)
    return [...new Set(body.people)]
  }
  const { directory } = parts.ground()
  const { area } = body
  if (directory.area(area) === null) throw new Refusal('not_found', `没有区域“${area}”。`)
  const tied = await stores.seats.tied()
  const found = directory.data.people.filter(
    (one) =>
      !tied.has(one.code) &&
      directory.holdings(one.code).some((holding) => directory.within(holding.area, area)) &&
      mayArrangePerson(personAsking(asked), one.code, directory),
  )
  if (found.length === 0) throw new Refusal('wrong_state', '这个区域没有还没认领、又归您安排的人。')
  return found.slice(0, mostAtOnce).map((one) => one.code)
}

async function codesFor(asked: Many, stores: ApiStores, parts: ApiParts): Promise<z.input<typeof given>[]> {
  const codes: z.input<typeof given>[] = []
  for (const person of await peopleMeant(asked, stores, parts))
    codes.push(await giveOut(person, asked, stores, parts))
  return codes
}

/** Codes for many at once: the named ones, or all of an area still unclaimed. */
export const giveCodesRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'giveCodes', method: 'post', path: '/codes', chapter, says: '成批给登录码' },
    who: { posts: arrangers },
    body: manyPeople,
    ...{ answer: z.object({ codes: z.array(given) }), status: 201, saidOnce: true, needsProof: true },
    async change(asked, stores) {
      return { body: { codes: await codesFor(asked, stores, parts) } }
    },
  })

/** The same as a sheet to be cut up and handed out, community by community. */
export const printCodesRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'printCodes', method: 'post', path: '/codes/page', chapter },
    says: '成批给登录码，做成分发单（A4，按社区分页，剪开发放）',
    who: { posts: arrangers },
    body: manyPeople,
    ...{ answer: null, sends: 'text/html', saidOnce: true, needsProof: true },
    async change(asked, stores) {
      const codes = await codesFor(asked, stores, parts)
      const slips = codes.map((one) => ({ ...one, expiresAt: instant(one.expiresAt) }))
      return {
        body: null,
        file: { name: '登录码发放单.html', content: codesPage(slips, parts.ground(), asked.now) },
      }
    },
  })

/** The phone is changed or lost: the chat account is let go and every log-in ends, at once; a new code ties the new one. */
export const releaseAccountRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'releaseAccount', method: 'post', path: '/people/{code}/release', chapter },
    says: '换了手机：放开聊天账号，给新的登录码',
    who: { posts: arrangers },
    ...{ params: personParams, answer: given, status: 201, saidOnce: true },
    async change(asked, stores) {
      const person = asked.params.code
      requirePerson(asked, person, parts)
      const contact = await stores.seats.untie(person)
      const sessions = await stores.sessions.endOthers(person, null, 'released', asked.now)
      await audited(stores.audit, asked, 'account.released', {
        ...{ subject: person, before: { tied: contact !== null, sessions } },
      })
      return { body: await giveOut(person, asked, stores, parts) }
    },
  })

/** Ends the account: no chat, no pages, no code. */
export const disableAccountRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{
      name: 'disableAccount',
      method: 'delete',
      path: '/people/{code}/account',
      chapter,
      says: '停用账号',
    },
    who: { posts: arrangers },
    ...{ params: personParams, answer: null },
    async change(asked, stores) {
      const person = asked.params.code
      requirePerson(asked, person, parts)
      await disableAccount(person, { accounts: stores.accounts, seats: stores.seats, now: asked.now })
      await stores.sessions.endOthers(person, null, 'disabled', asked.now)
      await audited(stores.audit, asked, 'account.disabled', { subject: person })
      return { body: null }
    },
  })
