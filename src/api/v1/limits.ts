import { LRUCache } from 'lru-cache'
import { RequestFault } from '../problems.ts'

/**
 * Requests a minute, counted by the machine's clock in this process alone. By hand and not by rate-limiter-flexible: its
 * store in PostgreSQL would cost each request a write, and what must hold across processes, the pause after wrong
 * passwords, stands in the database anyway (rights/login.ts).
 */
const perMinute = { caller: 24_000, address: 3_000, login: 60 } as const

export type LimitKind = keyof typeof perMinute

interface Bucket {
  left: number
  at: number
}

const minuteMs = 60_000
const mostKnown = 50_000

/** Buckets that fill again over a minute; whoever finds theirs empty is refused with 429 and told how long to wait. */
export function makeLimits(now: () => number = () => performance.now()) {
  const buckets = new LRUCache<string, Bucket>({ max: mostKnown })
  return {
    take(kind: LimitKind, name: string): void {
      const most = perMinute[kind]
      const at = now()
      const known = buckets.get(`${kind}:${name}`) ?? { left: most, at }
      const left = Math.min(most, known.left + ((at - known.at) / minuteMs) * most)
      buckets.set(`${kind}:${name}`, { left: Math.max(0, left - 1), at })
      if (left < 1)
        throw new RequestFault('too_many_requests', {
          retryAfterSeconds: Math.ceil(((1 - left) / most) * 60),
        })
    },
  }
}
export type Limits = ReturnType<typeof makeLimits>
