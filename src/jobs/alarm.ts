import { reasonOf } from '../kernel/errors.ts'
import type { Log } from '../kernel/log.ts'
import type { TimerStore } from '../kernel/timers.ts'

/** What the outside learns of an emergency that nobody answers (3.8): no name, no words, no door. */
export interface AlarmFacts {
  /** The same for every try, so that whoever is woken can tell a second ring from a second emergency. */
  id: string
  number: string
  hazard: string
  /** How long nobody has answered. */
  minutes: number
  area: string
}

/** The way to telephone or SMS. */
export interface Alarm {
  /**
   * Rings, without keeping anybody waiting; where it was heard, the timer that would ring again is taken back. Never
   * throws: a failure is a line of the log, and the timer stays.
   */
  ring(facts: AlarmFacts, againKey: string): void
  /** Resolves when no call is open. */
  settled(): Promise<void>
}

export interface AlarmDeps {
  url: string
  timers: Pick<TimerStore, 'cancel'>
  log: Log
  /** How long the other side may take. */
  patienceMs?: number
}

const usualPatienceMs = 10_000

/** A webhook: POST with JSON; anything but a 2xx answer is a failure, and redirects are not followed. */
export function makeAlarm({ url, timers, log, patienceMs = usualPatienceMs }: AlarmDeps): Alarm {
  const open = new Set<Promise<void>>()

  async function call(facts: AlarmFacts, againKey: string): Promise<void> {
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(facts),
        redirect: 'error',
        signal: AbortSignal.timeout(patienceMs),
      })
      await answer.body?.cancel()
      if (!answer.ok) throw new Error(`the alarm was answered with ${String(answer.status)}`)
      await timers.cancel(againKey)
      log.warn({ case: facts.number }, 'the outside alarm was heard')
    } catch (error) {
      // The address is a secret: only the reason is written.
      log.error({ case: facts.number, reason: reasonOf(error) }, 'the outside alarm failed')
    }
  }

  return {
    ring(facts, againKey) {
      const calling = call(facts, againKey).finally(() => open.delete(calling))
      open.add(calling)
    },
    async settled() {
      await Promise.all(open)
    },
  }
}
