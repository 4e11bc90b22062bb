import type { Middleware, ParameterizedContext } from 'koa'
import { type OutsideAsker } from '../../cases/outside.ts'
import { ruleSections } from '../../grid/rules-change.ts'
import type { ApiKey } from '../../rights/keys.ts'
import { findKey } from '../../rights/keys.ts'
import { RequestFault } from '../problems.ts'
import { audited } from '../v1/audited.ts'
import { makeLimits } from '../v1/limits.ts'
import { once, repeatKeyOf } from '../v1/once.ts'
import type { ApiParts } from '../v1/ports.ts'
import { open311Answers, writeAnswer } from './answer.ts'
import { presentDiscovery } from './discovery.ts'
import { Open311Fault } from './faults.ts'
import { field, fieldsOfAddress, type Fields, readForm } from './form.ts'
import { sentIn } from './posting.ts'
import { numbersOf, queryOf } from './query.ts'
import { presentRequest } from './requests.ts'
import { limitSaid, presentDefinition, presentOffer, offeredLeaf, offeredLeaves } from './offers.ts'
import type { Plain } from './xml.ts'

/** What a resource answers: the name of its root in XML, and the value. */
interface Shown {
  root: string
  value: Plain
}

interface Asked {
  ctx: ParameterizedContext
  fields: Fields
  /** The part of the address behind the resource; '' where there is none. */
  id: string
  parts: ApiParts
  now: Date
}

/** The township by its code, or by the host under which people reach it; another town is not here. */
function requireJurisdiction({ fields, parts }: Asked): void {
  const said = field(fields, 'jurisdiction_id')
  if (said === null) return
  const host = parts.publicUrl === null ? [] : [new URL(parts.publicUrl).hostname.replace(/^www\./u, '')]
  if (![parts.ground().directory.township().code, ...host].includes(said))
    throw new Open311Fault(404, `没有 jurisdiction_id 为“${said.slice(0, 60)}”的辖区。`)
}

/** The key of the form, of the address or of the header; null where none was given, refused where it does not hold. */
async function keyOf({ ctx, fields, parts, now }: Asked): Promise<ApiKey | null> {
  const said = field(fields, 'api_key') ?? /^bearer\s+(\S+)$/iu.exec(ctx.get('Authorization'))?.[1] ?? null
  if (said === null) return null
  const key = await findKey(parts.stores.keys, said, now)
  if (key === null) throw new RequestFault('unauthenticated')
  return key
}

async function askerOf(asked: Asked): Promise<OutsideAsker> {
  const key = await keyOf(asked)
  if (key !== null && !key.scopes.some((scope) => scope === 'open311:write' || scope === 'cases:read'))
    throw new Open311Fault(403, '这个 api_key 不能查看请求。')
  const { readWithoutKey } = asked.parts.ground().rulebook.open311
  if (key === null && !readWithoutKey) throw new Open311Fault(403, '查看请求要带 api_key。')
  return key === null ? 'anybody' : 'key'
}

type Resource = (asked: Asked) => Promise<Shown> | Shown

const services: Resource = ({ parts }) => ({
  root: 'services',
  value: offeredLeaves(parts.ground()).map(presentOffer),
})

const definition: Resource = ({ id, parts }) => ({
  root: 'service_definition',
  value: presentDefinition(offeredLeaf(id, parts.ground())),
})

const requests: Resource = async (asked) => {
  const { fields, parts, now } = asked
  const asker = await askerOf(asked)
  const found = await parts.stores.outside.followed(queryOf(fields, asker, now))
  return { root: 'service_requests', value: found.map((one) => presentRequest(one, asker, parts.ground())) }
}

/** One request, or several with commas between them; none at all is 404, whether it does not exist or is nobody's business. */
const request: Resource = async (asked) => {
  const { id, parts } = asked
  const asker = await askerOf(asked)
  const ids = id.split(',').map((one) => one.trim()).filter((one) => one !== '') // prettier-ignore
  const numbers = numbersOf([...new Set(ids)])
  const found = await parts.stores.outside.followed({ asker, numbers, skip: 0, most: numbers.length })
  if (found.length === 0) throw new Open311Fault(404, '没有这个 service_request_id。')
  return { root: 'service_requests', value: found.map((one) => presentRequest(one, asker, parts.ground())) }
}

/** Every service answers with its number at once, so a token is that number itself; for who may follow the request. */
const token: Resource = async (asked) => {
  const { id, parts } = asked
  const asker = await askerOf(asked)
  const found = await parts.stores.outside.followed({ asker, numbers: [id], skip: 0, most: 1 })
  const [known] = found
  if (known === undefined) throw new Open311Fault(404, '没有这个 token。')
  const { number } = known.record
  return { root: 'service_requests', value: [{ service_request_id: number, token: number }] }
}

/** Services are what rules and categories make them: the last change of either is the last of the discovery. */
const discovery: Resource = async ({ ctx, parts, now }) => {
  const [last] = await parts.stores.townBooks.history(ruleSections, null, 1)
  return { root: 'discovery', value: presentDiscovery(ctx, parts, last?.at ?? now) }
}

/** Receives a request: the number is there at once, everything after it takes its ordinary way. */
async function post(asked: Asked, text: string): Promise<Shown> {
  const { ctx, fields, parts, now } = asked
  const key = await keyOf(asked)
  if (key === null) throw new Open311Fault(403, '请带上 api_key。')
  if (!key.scopes.includes('open311:write')) throw new Open311Fault(403, '这个 api_key 不能提交请求。')
  const { appeal, request: came } = sentIn(fields, parts.ground())
  const repeat = repeatKeyOf(ctx)
  const caller = { kind: 'key', key: key.id, name: key.name, scopes: key.scopes } as const
  const from = { address: ctx.ip, agent: ctx.get('User-Agent') }
  const answer = await parts.unitOfWork.run((stores) =>
    once(
      stores.keptAnswers,
      repeat === null
        ? null
        : { owner: `key:${key.id}`, key: repeat, asked: ['POST', ctx.path, text], at: now },
      async () => {
        const { id, number } = await parts.reception.receive(stores, appeal, now)
        await stores.outside.add({ ...came, caseId: id, key: key.id })
        const request = { caller, from, requestId: String(ctx.state['requestId']), now }
        await audited(stores.audit, request, 'case.receive', { subject: number })
        return { body: number }
      },
    ),
  )
  parts.poke()
  const notice = `已收到，一般${limitSaid(appeal.leaf.limit)}办理或答复。`
  const value = [{ service_request_id: String(answer.body), service_notice: notice, account_id: null }]
  return { root: 'service_requests', value }
}

/** What lies below /open311/v2, without its ending. */
const resources: Readonly<Record<string, { whole?: Resource; one?: Resource; posts?: true }>> = {
  discovery: { whole: discovery },
  services: { whole: services, one: definition },
  requests: { whole: requests, one: request, posts: true },
  tokens: { one: token },
}

const prefix = '/open311/v2/'

interface Addressed {
  name: string
  id: string | null
}

/** The resource and the id of an address; null where it is not ours. */
function addressed(path: string): Addressed | null {
  const [, name = '', id] =
    /^([a-z]+)(?:\/([^/]{1,20000}?))?(?:\.(?:xml|json))?$/u.exec(path.slice(prefix.length)) ?? []
  if (!Object.hasOwn(resources, name)) return null
  try {
    const said = id === undefined ? null : decodeURIComponent(id)
    if (said?.includes('\0') === true) throw new Open311Fault(400, '地址里有不能用的字符。')
    return { name, id: said }
  } catch (error) {
    if (error instanceof Open311Fault) throw error
    throw new Open311Fault(400, '地址里有不是 UTF-8 的字节。')
  }
}

/** GeoReport v2: a town's services, and requests of other systems, in XML and JSON as the specification says. */
export function open311Routes(parts: ApiParts): Middleware {
  const limits = makeLimits()
  const answers = open311Answers(parts.log)

  async function act(ctx: ParameterizedContext): Promise<void> {
    limits.take('address', ctx.ip)
    const where = addressed(ctx.path)
    const resource = where === null ? undefined : resources[where.name]
    if (where === null || resource === undefined) throw new Open311Fault(404, '没有这个地址。')
    ctx['_matchedRoute'] = `${prefix}${where.name}${where.id === null ? '' : '/:id'}`
    const posted = ctx.method === 'POST' && where.id === null && resource.posts === true
    const looks = ctx.method === 'GET' || ctx.method === 'HEAD'
    const shown = where.id === null ? resource.whole : resource.one
    if (shown === undefined) throw new Open311Fault(404, '没有这个地址。')
    if (!posted && !looks) throw new Open311Fault(400, '这个地址不接受这种请求方法。')
    const form = posted ? await readForm(ctx.req) : { text: '', fields: fieldsOfAddress(ctx.querystring) }
    const asked = { ctx, parts, fields: form.fields, id: where.id ?? '', now: parts.clock.now() }
    if (where.name !== 'discovery') requireJurisdiction(asked)
    const { root, value } = posted ? await post(asked, form.text) : await shown(asked)
    if (looks) {
      // Public by the specification, and without cookies: a page of another site may read it.
      ctx.set('Access-Control-Allow-Origin', '*')
      ctx.set('Cross-Origin-Resource-Policy', 'cross-origin')
    }
    writeAnswer(ctx, root, value)
  }

  return async (ctx, next) => {
    if (ctx.path.startsWith(prefix)) await answers(ctx, () => act(ctx))
    else await next()
  }
}
