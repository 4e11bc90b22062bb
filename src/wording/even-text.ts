/** A text made even for reading, with the way back to the words as they were written. */
export interface EvenText {
  text: string
  /** What stood in the original at the positions [from, to) of `text`. */
  written(from: number, to: number): string
  /** Where the positions [from, to) of `text` stood in the original. */
  origin(from: number, to: number): { from: number; to: number }
}

const invisible = /^[\p{Cf}\u20e3\ufe00-\ufe0f]$/u
const dashes = /[‐‑‒–—―−﹣－]/u

/** One character: full width to half width, upper to lower case, every dash the same, the invisible gone. */
export function evenCharacter(character: string): string {
  if (character < '\u007f') return character >= 'A' && character <= 'Z' ? character.toLowerCase() : character
  if (invisible.test(character)) return ''
  return dashes.test(character) ? '-' : character.normalize('NFKC').toLowerCase()
}

/**
 * Evens a text character by character, so that every position leads back to the original. Time is linear in the
 * length; no text is refused, lone surrogates stay as they are.
 */
export function evenText(text: string, even: (character: string) => string = evenCharacter): EvenText {
  const starts: number[] = []
  const ends: number[] = []
  let plain = ''
  let at = 0
  for (const character of text) {
    plain += even(character)
    // One entry for each unit of the evened text: a ligature leads back to one character.
    while (starts.length < plain.length) {
      starts.push(at)
      ends.push(at + character.length)
    }
    at += character.length
  }
  const origin = (from: number, to: number): { from: number; to: number } => {
    const start = starts[from] ?? at
    return { from: start, to: to <= from ? start : (ends[to - 1] ?? at) }
  }
  const written = (from: number, to: number): string => {
    const span = origin(from, to)
    return text.slice(span.from, span.to)
  }
  return { text: plain, written, origin }
}
