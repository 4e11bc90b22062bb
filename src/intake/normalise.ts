import { Converter } from 'opencc-js/t2cn'
import { evenCharacter, evenText } from '../wording/even-text.ts'
import type { EvenText } from '../wording/even-text.ts'

/** A text as the reader sees it: NFKC, simplified, lower case, without invisible characters. */
export type Plain = EvenText

// eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- the package's own types import without an extension and do not resolve
const simplify: (text: string) => string = Converter({ from: 't', to: 'cn' })
const known = new Map<string, string>()

function simplified(character: string): string {
  if (character < '\u007f') return evenCharacter(character)
  const before = known.get(character)
  if (before !== undefined) return before
  const even = evenCharacter(character)
  const plain = /[\u3400-\u9fff]/u.test(even) ? simplify(even) : even
  // The table stays small: it holds only characters that were met, never more than a few scripts' worth.
  if (known.size < 20_000) known.set(character, plain)
  return plain
}

/** Makes a text even for reading (evenText), traditional characters to simplified ones as well. */
export const normalise = (text: string): Plain => evenText(text, simplified)

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
