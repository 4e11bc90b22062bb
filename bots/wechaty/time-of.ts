import { type Clock, instant } from '../../src/kernel/clock.ts'

const latest = 8.64e15
const secondsEnd = 1e11

/** A time of the platform: puppets give seconds or milliseconds, and one that gives nothing usable means now. */
export function timeOf(timestamp: number, clock: Clock): Date {
  if (!(timestamp > 0 && timestamp <= latest)) return clock.now()
  return instant(timestamp < secondsEnd ? timestamp * 1_000 : timestamp)
}
