/** What of a text is taken already. */
export interface Taken {
  /** Takes the stretch from `from` up to `to` and says true; says false and takes nothing where a part of it is taken. */
  take(from: number, to: number): boolean
  /** How many letters and stretches were looked at so far: what the work grows with. */
  readonly steps: number
}

/** So few stretches are compared one by one: most texts hold no more, and a map of their letters would cost more. */
const few = 6

/**
 * Keeps the stretches of one text apart. Beyond the first few, each asking costs as much as the stretch is long, however many
 * were taken before, so that a text full of numbers takes no longer for each of them.
 */
export function makeTaken(length: number): Taken {
  const first: number[] = []
  let letters: Uint8Array | null = null
  let steps = 0

  const isFree = (from: number, to: number): boolean => {
    if (letters === null) {
      for (let at = 0; at < first.length; at += 2) {
        steps += 1
        if (from < (first[at + 1] ?? 0) && (first[at] ?? 0) < to) return false
      }
      return true
    }
    for (let at = from; at < to; at += 1) {
      steps += 1
      if (letters[at] === 1) return false
    }
    return true
  }

  return {
    take(from, to) {
      if (!isFree(from, to)) return false
      if (letters === null && first.length < 2 * few) {
        first.push(from, to)
        return true
      }
      if (letters === null) {
        letters = new Uint8Array(length)
        for (let at = 0; at < first.length; at += 2) letters.fill(1, first[at], first[at + 1])
      }
      letters.fill(1, from, to)
      return true
    },
    get steps() {
      return steps
    },
  }
}
