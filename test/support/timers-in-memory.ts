import type { DueTimer, Timer, TimerStore } from '../../src/kernel/timers.ts'

export interface PlannedTimers extends TimerStore {
  pending(): readonly Timer[]
  /** The earliest pending timer, fired. */
  fire(): Timer | null
}

/** The promises of the timer store without a database, for what only plans: a fired key stays fired. */
export function timersInMemory(): PlannedTimers {
  const waiting = new Map<string, Timer>()
  const fired = new Set<string>()
  const inOrder = (): readonly Timer[] =>
    [...waiting.values()].toSorted((a, b) => a.runAt.getTime() - b.runAt.getTime())
  const fire = (timer: Timer): Timer => {
    waiting.delete(timer.key)
    fired.add(timer.key)
    return timer
  }
  return {
    pending: inOrder,
    fire() {
      const [first] = inOrder()
      return first === undefined ? null : fire(first)
    },
    async set(timer) {
      if (!fired.has(timer.key)) waiting.set(timer.key, timer)
    },
    async cancel(key) {
      waiting.delete(key)
    },
    async cancelOfCase(caseId, kinds) {
      for (const timer of waiting.values())
        if (timer.caseId === caseId && (kinds?.includes(timer.kind) ?? true)) waiting.delete(timer.key)
    },
    async claim(now, most): Promise<readonly DueTimer[]> {
      const due = inOrder().filter(({ runAt }) => runAt <= now)
      return due.slice(0, most).map((timer) => ({ ...fire(timer), attempts: 0 }))
    },
    async retry(key, runAt) {
      const timer = waiting.get(key)
      if (timer !== undefined) waiting.set(key, { ...timer, runAt })
    },
    async park(key) {
      waiting.delete(key)
    },
    async next() {
      return inOrder()[0]?.runAt ?? null
    },
  }
}
