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

function evened(character: string): string {
  if (invisible.test(character)) return ''
  return dashes.test(character) ? '-' : character.normalize('NFKC').toLowerCase()
}

/** Marks and letters of full width, evened once: every text has some, and there are few of them. */
const marks = new Map<string, string>()

const isMark = (character: string): boolean =>
  (character >= '\u2000' && character < '\u3100') || (character >= '\uff00' && character < '\ufff0')

/** One character: full width to half width, upper to lower case, every dash the same, the invisible gone. */
export function evenCharacter(character: string): string {
  if (character < '\u007f') return character >= 'A' && character <= 'Z' ? character.toLowerCase() : character
  // What most of every text is: no form of it is another's.
  if (character >= '\u4e00' && character <= '\u9fff') return character
  if (!isMark(character)) return evened(character)
  const known = marks.get(character)
  if (known !== undefined) return known
  const made = evened(character)
  marks.set(character, made)
  return made
}

/** A text of none of these is even as it was written. */
const uneven = /[^ -@[-~\u4e00-\u9fff]/u
const eachUneven = new RegExp(uneven, 'gu')

/** An evened text each of whose positions is its own origin in the text that was written. */
const inPlace = (even: string, text: string): EvenText => {
  const origin = (from: number, to: number): { from: number; to: number } => {
    const start = Math.min(from, text.length)
    return { from: start, to: to <= from ? start : Math.min(to, text.length) }
  }
  const written = (from: number, to: number): string => {
    const span = origin(from, to)
    return text.slice(span.from, span.to)
  }
  return { text: even, written, origin }
}

/** The text evened where only letters of one unit change, each into one (marks of full width): as most texts are. */
function evenedInPlace(text: string): string | null {
  let outOfStep = 0
  const even = text.replaceAll(eachUneven, (character) => {
    const form = evenCharacter(character)
    if (form.length !== 1 || character.length !== 1) outOfStep += 1
    return form
  })
  return outOfStep === 0 ? even : null
}

/** The ways back from the first positions of a text, each to itself. */
const straight = (length: number): { starts: number[]; ends: number[] } => ({
  starts: Array.from({ length }, (_, at) => at),
  ends: Array.from({ length }, (_, at) => at + 1),
})

/**
 * Evens a text character by character, so that every position leads back to the original. Time is linear in the
 * length; no text is refused, lone surrogates stay as they are.
 */
export function evenText(text: string, even: (character: string) => string = evenCharacter): EvenText {
  if (even === evenCharacter) {
    const evened = uneven.test(text) ? evenedInPlace(text) : text
    if (evened !== null) return inPlace(evened, text)
  }
  let plain = ''
  let at = 0
  // Until a character turns out longer or shorter, every position is its own origin.
  let ways: { starts: number[]; ends: number[] } | null = null
  for (const character of text) {
    const form = even(character)
    if (ways === null && (form.length !== character.length || character.length > 1)) ways = straight(at)
    plain += form
    if (ways !== null)
      // One entry for each unit of the evened text: a ligature leads back to one character.
      while (ways.starts.length < plain.length) {
        ways.starts.push(at)
        ways.ends.push(at + character.length)
      }
    at += character.length
  }
  const origin = (from: number, to: number): { from: number; to: number } => {
    const start = Math.min(ways === null ? from : (ways.starts[from] ?? at), at)
    const end = ways === null ? to : (ways.ends[to - 1] ?? at)
    return { from: start, to: to <= from ? start : Math.min(end, at) }
  }
  const written = (from: number, to: number): string => {
    const span = origin(from, to)
    return text.slice(span.from, span.to)
  }
  return { text: plain, written, origin }
}
