import { Converter } from 'opencc-js/t2cn'

/** A text made even for reading, with the way back to the words as they were written. */
export interface Plain {
  /** NFKC, simplified, lower case, without invisible characters. */
  text: string
  /** What stood in the original at the positions [from, to) of `text`. */
  written(from: number, to: number): string
  /** Where the positions [from, to) of `text` stood in the original. */
  origin(from: number, to: number): { from: number; to: number }
}

const simplify = Converter({ from: 't', to: 'cn' })
const invisible = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\u20e3\ufe00-\ufe0f\ufeff]/u
const dashes = /[‐‑‒–—―−﹣－]/u
const known = new Map<string, string>()

function evenCharacter(character: string): string {
  if (invisible.test(character)) return ''
  if (dashes.test(character)) return '-'
  const plain = character.normalize('NFKC').toLowerCase()
  return /[\u3400-\u9fff\uf900-\ufaff]/u.test(plain) ? simplify(plain) : plain
}

function even(character: string): string {
  if (character < '\u007f') return character >= 'A' && character <= 'Z' ? character.toLowerCase() : character
  const before = known.get(character)
  if (before !== undefined) return before
  const plain = evenCharacter(character)
  // The table stays small: it holds only characters that were met, never more than a few scripts' worth.
  if (known.size < 20_000) known.set(character, plain)
  return plain
}

/**
 * Makes a text even, character by character, so that every position leads back to the original:
 * full width to half width, traditional to simplified, upper to lower case, keycaps to figures.
 * Time is linear in the length; no text is refused, lone surrogates stay as they are.
 */
export function normalise(text: string): Plain {
  const starts: number[] = []
  const ends: number[] = []
  let plain = ''
  let at = 0
  for (const character of text) {
    const mapped = even(character)
    plain += mapped
    for (let i = 0; i < mapped.length; i += 1) {
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

const figures: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  幺: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}

/** Characters of a written number, for use inside a character class. */
export const numeralClass = '\\d零〇一二两三四五六七八九十百幺'

/**
 * A number as residents write it, in figures: 六 → 6, 十二 → 12, 二十三 → 23, 一百零二 → 102, 五零一 → 501,
 * 0501 → 0501. Letters stay, in upper case. Null where it is no number.
 */
export function inFigures(said: string): string | null {
  if (/^[\da-z]+$/u.test(said)) return said.toUpperCase()
  if (!/[十百]/u.test(said)) {
    const digits = [...said].map((c) => figures[c] ?? (/\d/u.test(c) ? Number(c) : null))
    return digits.includes(null) ? null : digits.join('')
  }
  let total = 0
  let current: number | null = null
  for (const c of said) {
    if (c === '百' || c === '十') {
      total += (current ?? 1) * (c === '百' ? 100 : 10)
      current = null
    } else {
      const digit = figures[c] ?? (/\d/u.test(c) ? Number(c) : null)
      if (digit === null) return null
      current = (current ?? 0) * 10 + digit
    }
  }
  return String(total + (current ?? 0))
}
