import { isDeepStrictEqual } from 'node:util'
import { watchTown } from '../../grid/in-force.ts'
import { silentLog } from '../../kernel/log.ts'
import type { Scope } from '../../rights/caller.ts'
import { createKey } from '../../rights/keys.ts'
import { openSession } from '../../rights/sessions.ts'
import type { Step } from './scenario-file.ts'
import type { Stage } from './stage.ts'

type AdminStep = Extract<Step, { admin: unknown }>['admin']

interface Call {
  method: string
  path: string
}

const verbs = ['get', 'post', 'put', 'patch', 'delete'] as const

/** `get: /path`, or `method: GET` with `path: /path`. */
function callOf(step: AdminStep): Call {
  for (const verb of verbs) {
    const path = step[verb]
    if (path !== undefined) return { method: verb.toUpperCase(), path }
  }
  return { method: (step.method ?? 'GET').toUpperCase(), path: step.path ?? '' }
}

/**
 * A session of that person, made in the store as a log-in makes it: scenarios have no passwords, and the product has no
 * door without one.
 */
async function cookieOf(person: string, { stores, now }: Stage): Promise<string> {
  const town = await stores.town.load()
  if (town === null) throw new Error('there is no town')
  const { rulebook } = watchTown(stores.town, town, silentLog).ground()
  const who = { person, way: 'chat', pending: null, address: '127.0.0.1', agent: 'scenario' } as const
  const { token } = await openSession(stores.sessions, who, rulebook.accounts, await now())
  return `linli_session=${token}`
}

/**
 * A change names the version it saw; a scenario that names none means the present one, "0" where it sees none: of the case
 * for its moves, of the thing itself where it can be looked at, else of what the deed is done to.
 */
async function versionFor(
  { method, path }: Call,
  headers: Record<string, string>,
  url: string,
): Promise<string | null> {
  if (method === 'GET' || !path.startsWith('/api/v1/')) return null
  const bare = path.replace(/\?.*$/su, '')
  const ofCase = /^(\/api\/v1\/cases\/[^/]+)\/(?:moves\/|undo$)/u.exec(path)?.[1]
  const above = method === 'POST' ? [bare.replace(/\/[^/]+$/u, '')] : []
  for (const of of ofCase === undefined ? [path, ...above] : [ofCase]) {
    const seen = await fetch(`${url}${of}`, { headers })
    await seen.body?.cancel()
    const version = seen.headers.get('etag')
    if (version !== null) return version
  }
  return '"0"'
}

/** A key of these scopes, made in the store as the director's approval makes it. */
async function keyOf(scopes: readonly Scope[], { stores, now }: Stage): Promise<string> {
  const wish = { name: 'scenario', scopes, days: 1, by: 'scenario' }
  return `Bearer ${(await createKey(stores.keys, wish, await now())).shown}`
}

/** The body as it is sent, and of which type; null where nothing is. */
function contentOf(step: AdminStep, fill: (text: string) => string): { type: string; text: string } | null {
  if (step.form !== undefined) {
    const form = new URLSearchParams()
    for (const [name, value] of Object.entries(step.form)) form.set(name, fill(value))
    return { type: 'application/x-www-form-urlencoded', text: form.toString() }
  }
  if (step.body === undefined) return null
  return { type: 'application/json', text: JSON.stringify(filledIn(step.body, fill)) }
}

const filledIn = (value: unknown, fill: (text: string) => string): unknown => {
  if (typeof value === 'string') return fill(value)
  if (Array.isArray(value)) return value.map((one) => filledIn(one, fill))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filledIn(one, fill)]))
}

/** Everything that is wanted stands there; more may. A key with dots goes down: "handler.person", "cases.0.number". */
function differing(wanted: unknown, seen: unknown, at = ''): readonly string[] {
  if (wanted !== null && typeof wanted === 'object' && !Array.isArray(wanted))
    return Object.entries(wanted).flatMap(([key, value]) =>
      differing(value, below(seen, key), `${at}.${key}`),
    )
  return isDeepStrictEqual(wanted, seen)
    ? []
    : [`${at.slice(1)}: expected ${JSON.stringify(wanted)}, seen ${JSON.stringify(seen)}`]
}

const below = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (one, key) =>
        one !== null && typeof one === 'object' ? (one as Record<string, unknown>)[key] : undefined,
      value,
    )

const jsonOf = (text: string): unknown => {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return text
  }
}

/** The step `admin`: an API call as a person. Null where status, fields and `absent` hold, else what does not. */
export async function callApi(
  step: AdminStep,
  stage: Stage,
  fill: (text: string) => string,
  keep: (name: string, value: string) => void,
): Promise<string | null> {
  const call = callOf(step)
  const path = fill(call.path)
  const headers: Record<string, string> =
    step.as === undefined ? {} : { cookie: await cookieOf(step.as, stage) }
  if (step.key !== undefined) headers['authorization'] = await keyOf(step.key, stage)
  const content = contentOf(step, fill)
  const version = step.ifMatch ?? (await versionFor({ ...call, path }, headers, stage.url()))
  const answer = await fetch(`${stage.url()}${path}`, {
    method: call.method,
    headers: {
      ...headers,
      ...(version === null ? {} : { 'if-match': version }),
      ...(content === null ? {} : { 'content-type': content.type }),
      ...step.headers,
    },
    ...(content === null ? {} : { body: content.text }),
  })
  const text = await answer.text()
  const faults = [
    ...(step.status === undefined || answer.status === step.status
      ? []
      : [`status: expected ${String(step.status)}, seen ${String(answer.status)}`]),
    ...differing(filledIn({ ...step.expect, ...step.fields }, fill), jsonOf(text)),
    ...(step.absent ?? [])
      .filter((words) => text.includes(fill(words)))
      .map((words) => `the answer holds "${words}"`),
  ]
  for (const [field, name] of Object.entries(step.keep ?? {})) keep(name, String(below(jsonOf(text), field)))
  if (call.method !== 'GET') await stage.moveClock({ until: (await stage.now()).toISOString() })
  return faults.length === 0 ? null : `${call.method} ${path}\n${faults.join('\n')}\n${text.slice(0, 2_000)}`
}
