import type { ParameterizedContext } from 'koa'
import { addMinutes } from '../../kernel/clock.ts'
import type { Caller } from '../../rights/caller.ts'
import { callerName } from '../../rights/caller.ts'
import { type Entry, mayEnter, weightiestPost } from '../../rights/policy.ts'
import { RequestFault } from '../problems.ts'
import { readBody, readFileBody } from './body.ts'
import { readCookie, writeCookies } from './cookies.ts'
import { sendFile } from './files.ts'
import { once, repeatKeyOf } from './once.ts'
import { refusalNoted } from './refused.ts'
import { requireStillSeen } from './repeated.ts'
import type { Limits } from './limits.ts'
import type { ApiParts } from './ports.ts'
import type { Answer, ApiRoute, Request, UploadedFile } from './route.ts'
import { whoAsks } from './who-asks.ts'

export interface GuardDeps {
  parts: ApiParts
  limits: Limits
}

const isSecure = ({ publicUrl }: ApiParts): boolean => publicUrl?.startsWith('https:') === true

/** Where a browser says that it was led here by a page, it is one of our own; `none` is an address typed or a bookmark. */
function requireOwnPage(ctx: ParameterizedContext): void {
  if (!['', 'same-origin', 'none'].includes(ctx.get('Sec-Fetch-Site')))
    throw new RequestFault('forbidden_origin')
}

/** Browsers name the page that sends a change; another site's is refused. Programs send no Origin and carry no cookie. */
function requireSameOrigin(ctx: ParameterizedContext, { publicUrl }: ApiParts): void {
  const origin = ctx.get('Origin')
  if (origin === '') {
    requireOwnPage(ctx)
    return
  }
  const host = URL.canParse(origin) ? new URL(origin).host : null
  const own = [ctx.get('Host').toLowerCase(), ...(publicUrl === null ? [] : [new URL(publicUrl).host])]
  if (host === null || !own.includes(host)) throw new RequestFault('forbidden_origin')
}

function requireEntry(who: Entry, caller: Caller | null, { ground }: ApiParts): void {
  const entry = mayEnter(who, caller, ground().directory)
  if (entry === 'unknown') throw new RequestFault('unauthenticated')
  if (entry === 'pending') throw new RequestFault('password_due')
  if (entry === 'forbidden') throw new RequestFault(caller?.kind === 'key' ? 'scope_missing' : 'not_allowed')
}

/** The version in If-Match: "7" as the ETag gave it. `*` names none, and would let two overwrite each other. */
function versionOf(ctx: ParameterizedContext, route: ApiRoute): number | null {
  if (route.needsVersion !== true) return null
  const found = /^\s*(?:W\/)?"(\d{1,9})"\s*$/u.exec(ctx.get('If-Match'))
  if (ctx.get('If-Match') === '' || ctx.get('If-Match').trim() === '*')
    throw new RequestFault('version_required')
  if (found === null) throw new RequestFault('version_stale')
  return Number(found[1])
}

const isChange = (method: string): boolean => method !== 'GET' && method !== 'HEAD'

/** What is declared leaves, and nothing else; what does not fit is a defect of ours, and rolls back what was changed. */
function parsed(route: ApiRoute, answer: Answer<unknown>): Answer<unknown> {
  if (route.answer === null) return { ...answer, body: null }
  const shaped = route.answer.safeParse(answer.body)
  if (shaped.success) return { ...answer, body: shaped.data }
  const where = shaped.error.issues.map(({ path, code }) => `${path.join('.')} ${code}`).join('; ')
  throw new TypeError(`${route.name} answers what it does not declare: ${where}`)
}

/** Until when a person counts as proved; a key of another system proves itself with each request. */
const provenUntilOf = (caller: Caller | null, { ground }: Pick<ApiParts, 'ground'>): Date | null =>
  caller?.kind === 'person' && caller.provenAt !== undefined
    ? addMinutes(caller.provenAt, ground().rulebook.accounts.proofMinutes)
    : null

/** What came in the body: a file where the route takes one, else JSON. */
async function sentWith(
  ctx: ParameterizedContext,
  { takesFile }: ApiRoute,
): Promise<{ text: string; value: unknown; upload: UploadedFile | null }> {
  if (!isChange(ctx.method)) return { text: '', value: null, upload: null }
  if (takesFile !== undefined) return { ...(await readFileBody(ctx.req, takesFile)), value: null }
  return { ...(await readBody(ctx.req)), upload: null }
}

async function act(
  ctx: ParameterizedContext,
  route: ApiRoute,
  request: Request,
  { parts }: GuardDeps,
): Promise<Answer<unknown>> {
  const { text, value, upload } = await sentWith(ctx, route)
  if (ctx.url.includes('%00')) throw new RequestFault('malformed_text')
  const raw = { ...request, upload, params: ctx['params'] as unknown, query: { ...ctx.query }, body: value }
  if (!route.changes) return parsed(route, await route.run(raw, parts.stores))
  const ready = await route.prepared(raw)
  const key = route.neverKept === true || request.caller === null ? null : repeatKeyOf(ctx)
  const { caller, now } = request
  return parts.unitOfWork.run((stores) =>
    once(
      stores.keptAnswers,
      key === null || caller === null
        ? null
        : {
            saidOnce: route.saidOnce === true,
            ...{ key, owner: callerName(caller), asked: [ctx.method, ctx.path + ctx.search, text], at: now },
            allows: (body) => requireStillSeen(body, raw.params, caller, stores, parts.ground()),
          },
      async () => parsed(route, await route.run(ready, stores)),
    ),
  )
}

function write(ctx: ParameterizedContext, route: ApiRoute, answer: Answer<unknown>): void {
  ctx.status = answer.status ?? route.status ?? (route.answer === null ? 204 : 200)
  ctx.set({ ...answer.headers })
  if (answer.version !== undefined) ctx.set('ETag', `"${String(answer.version)}"`)
  if (route.sends !== undefined && answer.file !== undefined) {
    ctx.status = 200
    sendFile(ctx, route.sends, answer.file)
    return
  }
  if (route.answer === null) return
  ctx.type = 'application/json'
  ctx.body = JSON.stringify(answer.body)
  if (!isChange(ctx.method) && answer.version !== undefined && ctx.fresh) ctx.status = 304
}

/**
 * Who asks, within the limits: an address that nobody is known by has its own small one, whoever is logged in or holds a
 * key their large one, so that a whole office behind one address is not held to fifty requests a second.
 */
async function knownWithinLimits(
  ctx: ParameterizedContext,
  { parts, limits }: GuardDeps,
  now: Date,
): Promise<Caller | null> {
  limits.look('address', ctx.ip)
  let caller: Caller | null = null
  try {
    caller = await whoAsks(ctx, parts, isSecure(parts), now)
  } finally {
    if (caller === null) limits.take('address', ctx.ip)
  }
  if (caller !== null) limits.take('caller', callerName(caller))
  return caller
}

/** Who asks, where the answer is no declared one (live changes): the same limits, entry and refusals. */
export async function callerOf(ctx: ParameterizedContext, who: Entry, deps: GuardDeps): Promise<Caller> {
  const { parts } = deps
  const caller = await knownWithinLimits(ctx, deps, parts.clock.now())
  requireEntry(who, caller, parts)
  if (caller === null) throw new RequestFault('unauthenticated')
  return caller
}

/** Who asks, when, from where and in which post: all that a line of the audit needs. */
const knownOf = (
  ctx: ParameterizedContext,
  caller: Caller | null,
  now: Date,
  { ground }: Pick<ApiParts, 'ground'>,
) => ({
  ...{ caller, now },
  from: { address: ctx.ip, agent: ctx.get('User-Agent') },
  post: caller?.kind === 'person' ? weightiestPost(caller.person, ground().directory) : null,
  requestId: String(ctx.state['requestId']),
})

async function answered(
  ctx: ParameterizedContext,
  route: ApiRoute,
  known: ReturnType<typeof knownOf>,
  deps: GuardDeps,
): Promise<void> {
  const { parts, limits } = deps
  const { caller, now } = known
  const secure = isSecure(parts)
  if (route.who.posts === 'anybody' && route.often !== true) limits.take('login', ctx.ip)
  if (isChange(ctx.method) && caller?.kind !== 'key') requireSameOrigin(ctx, parts)
  if (route.ownPagesOnly === true) requireOwnPage(ctx)
  requireEntry(route.who, caller, parts)
  const request: Request = {
    ...{ ...known, version: versionOf(ctx, route), upload: null },
    provenUntil: provenUntilOf(caller, parts),
    cookie: (name) => readCookie(ctx, name, secure),
  }
  const answer = await act(ctx, route, request, deps)
  await answer.after?.()
  if (answer.cookies !== undefined) writeCookies(ctx, answer.cookies, secure, now)
  write(ctx, route, answer)
}

/**
 * Everything around a route's action, in this order: limits, who asks, origin, entry, version, body, parsing, the one
 * transaction with the kept answer, parsing of the answer. Throws what answers.ts turns into problem+json.
 */
export function guarded(route: ApiRoute, deps: GuardDeps): (ctx: ParameterizedContext) => Promise<void> {
  const { parts } = deps
  return async (ctx) => {
    const now = parts.clock.now()
    const caller = await knownWithinLimits(ctx, deps, now)
    const known = knownOf(ctx, caller, now, parts)
    try {
      await answered(ctx, route, known, deps)
    } catch (error) {
      await refusalNoted(error, route, ctx, known, deps)
      throw error
    }
  }
}
