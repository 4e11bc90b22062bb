import { Outage, reasonOf } from '../../src/kernel/errors.ts'
import type { Log } from '../../src/kernel/log.ts'
import type { Timings } from './options.ts'
import type { Seat } from './seat.ts'
import { pause } from './within.ts'

/** Why an attempt came to nothing; `forGood` where no further one will do better. */
export interface Failure {
  why: string
  forGood: boolean
}

/** What becomes known of one attempt while it runs. */
export interface Attempt {
  seat: Seat
  /** Resolves when the account is logged in. */
  loggedIn: Promise<unknown>
  /** Resolves when the attempt can come to nothing any more. */
  failed: Promise<Failure>
}

export interface LogInDeps {
  open(): Promise<Attempt>
  timings: Timings
  log: Log
  signal: AbortSignal
}

const seconds = (ms: number): string => String(Math.round(ms / 100) / 10)

/** Lets go of a seat that came to nothing; the library may take its time over it. */
function discard(seat: Seat, log: Log): void {
  seat.line?.letGo()
  seat.close().catch((error: unknown) => {
    log.debug({ why: reasonOf(error) }, 'a failed start could not be cleared away')
  })
}

/** Through with starting: well (null), or not. */
async function startOf(seat: Seat): Promise<Failure | null> {
  try {
    await seat.start()
  } catch (error) {
    return { why: reasonOf(error), forGood: false }
  }
  return seat.running() ? null : { why: '连不上聊天服务', forGood: false }
}

/** Both are needed: a login that the server reports before it has taken our start is too early to be heard. */
async function inAndStarted(attempt: Attempt): Promise<'in' | Failure> {
  const failure = await startOf(attempt.seat)
  if (failure !== null) return failure
  await attempt.loggedIn
  return 'in'
}

/**
 * Tries until the account is logged in, or the time is over. The library's start resolves after five seconds even
 * where there is no server, or the token is refused (trap 6), so only the login counts.
 * Rejects with an Outage that says what was last in the way; with a StartFault where trying is no use.
 */
export async function logIn(deps: LogInDeps): Promise<Attempt> {
  const { timings, log, signal } = deps
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timings.start)])
  const over = new Promise<'over'>((go) => {
    limit.addEventListener('abort', () => {
      go('over')
    })
  })
  let lastReason = '账号没有登录'
  while (!limit.aborted) {
    const attempt = await deps.open()
    const end = await Promise.race([over, attempt.failed, inAndStarted(attempt)])
    if (end === 'in') return attempt
    discard(attempt.seat, log)
    if (end === 'over') break
    if (end.forGood) throw new Outage('chat', end.why)
    lastReason = end.why
    log.warn({ why: end.why }, 'the chat account could not be logged in yet')
    await pause(timings.pauses.at(-1) ?? 0, limit)
  }
  if (signal.aborted) throw new Outage('chat', '聊天连接在登录之前被停止')
  throw new Outage('chat', `${seconds(timings.start)} 秒内没有登录聊天账号：${lastReason}`)
}
