import { setTimeout as delay } from 'node:timers/promises'

/** A wait that ran out; what was waited for may still happen. */
export class TimeOut extends Error {
  override readonly name = 'TimeOut'
}

/**
 * Waits for `work`, but not longer than `ms` of real time: the far side may be frozen, and no call to it ends by
 * itself. Rejects with a TimeOut; `work` goes on, and what becomes of it is then nobody's fault (never unhandled).
 */
export async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  const over = new AbortController()
  work.catch(() => undefined)
  try {
    return await Promise.race([
      work,
      delay(ms, undefined, { signal: over.signal }).then(() => {
        throw new TimeOut(`${what}: no answer within ${String(ms)} ms`)
      }),
    ])
  } finally {
    over.abort()
  }
}

/** Waits, but ends early (and quietly) when the signal aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined)
}
