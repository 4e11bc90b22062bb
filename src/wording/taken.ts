/** What of a text is taken already. */
export interface Taken {
  /** Takes the stretch from `from` up to `to` and says true; says false and takes nothing where a part of it is taken. */
  take(from: number, to: number): boolean
  /** How many letters were looked at so far: what the work grows with. */
  readonly steps: number
}

/**
 * Keeps the stretches of one text apart. Each asking costs as much as the stretch is long, however many were taken before,
 * so that a text full of numbers takes no longer for each of them.
 */
export function makeTaken(length: number): Taken {
  let letters: Uint8Array | null = null
  let steps = 0
  return {
    take(from, to) {
      letters ??= new Uint8Array(length)
      for (let at = from; at < to; at += 1) {
        steps += 1
        if (letters[at] === 1) return false
      }
      letters.fill(1, from, to)
      return true
    },
    get steps() {
      return steps
    },
  }
}
