/**
 * The only source of "now" in the project (house rule 6). Instants are `Date`s, always UTC inside;
 * a time zone appears only where something is shown or where a rule speaks of a calendar day.
 */
export interface Clock {
  now(): Date
}

/** A point in time from an ISO string, epoch milliseconds or another instant; refuses what is no time. */
export function instant(value: string | number | Date): Date {
  const made = new Date(value)
  if (Number.isNaN(made.getTime())) throw new RangeError(`not a point in time: ${String(value)}`)
  return made
}

export const addMilliseconds = (at: Date, ms: number): Date => instant(at.getTime() + ms)
export const addSeconds = (at: Date, seconds: number): Date => addMilliseconds(at, seconds * 1_000)
export const addMinutes = (at: Date, minutes: number): Date => addMilliseconds(at, minutes * 60_000)
export const addHours = (at: Date, hours: number): Date => addMilliseconds(at, hours * 3_600_000)

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date() }

/** How a virtual clock stands: where it was set, and whether it runs on with the machine's time from there. */
export interface ClockSetting {
  at: Date
  running: boolean
}

/**
 * A clock that people can move: frozen in scenarios, running with an offset in the sandbox.
 * It never goes back: a setting before `now()` is refused with a RangeError.
 */
export class VirtualClock implements Clock {
  #setAt: number
  #machineAt: number
  #running: boolean
  readonly #machine: Clock

  constructor(setting: ClockSetting, machine: Clock = systemClock) {
    this.#machine = machine
    this.#setAt = setting.at.getTime()
    this.#machineAt = machine.now().getTime()
    this.#running = setting.running
  }

  now(): Date {
    const gone = this.#running ? this.#machine.now().getTime() - this.#machineAt : 0
    return instant(this.#setAt + gone)
  }

  get running(): boolean {
    return this.#running
  }

  setting(): ClockSetting {
    return { at: this.now(), running: this.#running }
  }

  moveTo(at: Date): void {
    if (at.getTime() < this.now().getTime()) throw new RangeError('a clock does not go back')
    this.#setAt = at.getTime()
    this.#machineAt = this.#machine.now().getTime()
  }
}
