import { LRUCache } from 'lru-cache'
import { RequestFault } from '../problems.ts'

/**
 * Requests a minute, counted by the machine's clock in this process alone. By hand and not by rate-limiter-flexible: its
 * store in PostgreSQL would cost each request a write, and what must hold across processes, the pause after wrong
 * passwords, stands in the database anyway (rights/login.ts).
 */
const perMinute = { caller: 24_000, address: 3_000, login: 60, refusal: 60 } as const

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
  const full = (kind: LimitKind, left: number): RequestFault =>
    new RequestFault('too_many_requests', {
      retryAfterSeconds: Math.ceil(((1 - left) / perMinute[kind]) * 60),
    })
  const leftOf = (kind: LimitKind, name: string): number => {
    const known = buckets.get(`${kind}:${name}`)
    if (known === undefined) return perMinute[kind]
    return Math.min(perMinute[kind], known.left + ((now() - known.at) / minuteMs) * perMinute[kind])
  }
  return {
    /** Refuses whoever finds the bucket empty, and takes nothing. */
    look(kind: LimitKind, name: string): void {
      const left = leftOf(kind, name)
      if (left < 1) throw full(kind, left)
    },
    take(kind: LimitKind, name: string): void {
      const left = leftOf(kind, name)
      buckets.set(`${kind}:${name}`, { left: Math.max(0, left - 1), at: now() })
      if (left < 1) throw full(kind, left)
    },
    /** Takes one where one is left, and says whether. */
    spare(kind: LimitKind, name: string): boolean {
      const left = leftOf(kind, name)
      buckets.set(`${kind}:${name}`, { left: left < 1 ? left : left - 1, at: now() })
      return left >= 1
    },
  }
}
export type Limits = ReturnType<typeof makeLimits>
