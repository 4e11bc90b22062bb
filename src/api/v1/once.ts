import { createHash } from 'node:crypto'
import type { ParameterizedContext } from 'koa'
import { addHours } from '../../kernel/clock.ts'
import type { KeptAnswerStore } from '../../rights/kept-answers.ts'
import { RequestFault } from '../problems.ts'
import type { Answer } from './route.ts'

/** An answer is kept this long; the same key after that is a new request. */
const keptHours = 48
/** Kept in place of an answer that is said once: it was done, and is not done again. */
const saidAlready = 409

/** The Idempotency-Key of a request; null without one. */
export function repeatKeyOf(ctx: ParameterizedContext): string | null {
  const key = ctx.get('Idempotency-Key')
  if (key === '') return null
  if (!/^[\x21-\x7e]{1,200}$/u.test(key)) throw new RequestFault('malformed_key')
  return key
}

interface Repeatable {
  owner: string
  key: string
  /** Method, path with its query, and body as written. */
  asked: readonly string[]
  at: Date
  /** The answer holds what is said but once: it is not kept, and asking again is refused. */
  saidOnce?: boolean
  /** Refuses where what was answered may not be said again to whoever asks. */
  allows?(body: unknown): Promise<void>
}

/**
 * Does the work once for each key of a caller: the same request again gets the same answer, another one with the same
 * key is refused. Inside the transaction of the work: whoever asks the same at the same time waits for its end. What
 * was refused is not kept, and may be asked again.
 */
export async function once(
  store: KeptAnswerStore,
  repeatable: Repeatable | null,
  work: () => Promise<Answer<unknown>>,
): Promise<Answer<unknown>> {
  if (repeatable === null) return work()
  const { owner, key, asked, at, allows, saidOnce = false } = repeatable
  const digest = createHash('sha256').update(JSON.stringify(asked)).digest('base64url')
  await store.forget(addHours(at, -keptHours))
  const kept = await store.claim(owner, key, digest, at)
  if (kept !== null) {
    if (kept.requestDigest !== digest) throw new RequestFault('key_reused')
    if (kept.status === saidAlready) throw new RequestFault('said_once')
    await allows?.(kept.body)
    const { version, ...headers } = kept.headers
    return {
      body: kept.body,
      // 0 stands for what the route declares.
      ...(kept.status === 0 ? {} : { status: kept.status }),
      headers: { ...headers, 'Idempotent-Replayed': 'true' },
      ...(version === undefined ? {} : { version: Number(version) }),
    }
  }
  const answer = await work()
  const headers = {
    ...answer.headers,
    ...(answer.version === undefined ? {} : { version: String(answer.version) }),
  }
  const whole = { status: answer.status ?? 0, headers, body: answer.body }
  await store.keep(owner, key, saidOnce ? { status: saidAlready, headers: {}, body: null } : whole)
  return answer
}
