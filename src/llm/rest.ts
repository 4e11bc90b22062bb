import type { Log } from '../kernel/log.ts'
import type { ModelFault } from './client.ts'

const longestMs = 300_000
const ownRestMs = 30_000
/** A wrong key or model does not mend itself in half a minute. */
const refusedMs = 300_000
const failuresInARow = 3

/** When the model is better left alone. While it rests nobody waits for it. */
export interface Rest {
  /** Why it rests just now; null where it does not. */
  resting(): string | null
  answered(): void
  failed(fault: ModelFault): void
}

/**
 * Rests as long as the endpoint asks to (retry-after, five minutes at most), half a minute after the third failure in a
 * row, five minutes after a refusal. By the machine's running time: a chat's clock may stand still, the endpoint's not.
 */
export function makeRest(log: Log, running: () => number = () => performance.now()): Rest {
  let until = Number.NEGATIVE_INFINITY
  let why: string | null = null
  let inARow = 0

  function rest(ms: number, fault: ModelFault): void {
    const end = running() + Math.min(ms, longestMs)
    if (end <= until) return
    until = end
    why = fault.message
    const seconds = Math.round(Math.min(ms, longestMs) / 1_000)
    log.warn({ why, seconds }, 'the language model rests, the offline reader goes on alone')
  }

  return {
    resting: () => (running() < until ? why : null),
    answered() {
      inARow = 0
    },
    failed(fault) {
      inARow += 1
      if (fault.kind === 'limited') rest(fault.leaveAloneMs ?? ownRestMs, fault)
      else if (fault.leaveAloneMs !== null) rest(fault.leaveAloneMs, fault)
      else if (fault.kind === 'refused') rest(refusedMs, fault)
      else if (inARow >= failuresInARow) rest(ownRestMs, fault)
      if (inARow >= failuresInARow) inARow = 0
    },
  }
}
