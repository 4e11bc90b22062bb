import { familyNames, guessedStems } from './guessed-stems.ts'
import { keyWalks, type Span } from './key-walks.ts'
import { speltInPinyin, syllables } from './spelt-in-pinyin.ts'

/**
 * What a guesser tries first, told by rules and by words of our own; no copy of a list of leaked passwords. Whoever wants to
 * be held against millions of leaked ones needs such a list beside this.
 */
const likeLetters: Readonly<Record<string, string>> = {
  ...{ '0': 'o', '1': 'l', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b', '9': 'g' },
  ...{ '@': 'a', $: 's', '!': 'i', '+': 't' },
}
/** The figure on whose key a mark stands: !qaz is 1qaz. */
const onTheKeyOf: Readonly<Record<string, string>> = {
  ...{ '!': '1', '@': '2', '#': '3', $: '4', '%': '5', '^': '6', '&': '7', '*': '8', '(': '9', ')': '0' },
  ...{ _: '-', '+': '=', '！': '1', '￥': '4' },
}

const longestFirst = (words: readonly string[]): readonly string[] =>
  words.toSorted((a, b) => b.length - a.length)
const spelling = `(?:${longestFirst(familyNames).join('|')})(?:${longestFirst(syllables).join('|')}){0,2}`
/** One person's name, or those of two, with nothing else in letters beside it. */
const nameAlone = new RegExp(`(?<![a-z])(?:${spelling}){1,2}(?![a-z])`, 'gu')
/** A year, a day of one in either order, or a mobile telephone. */
const patterns: readonly RegExp[] = [
  ...[/(?:19|20)\d\d(?:[01]\d(?:[0-3]\d)?)?/gu, /(?:[0-3]\d[01]\d|[01]\d[0-3]\d)(?:19|20)\d\d/gu],
  ...[/1[3-9]\d{9}/gu, nameAlone, /(.)\1{2,}/gu],
]
/** The same again: what stands once counts as written, every further time is one piece. */
const again = /(.{2,12}?)(\1+)/gu

const matches = (text: string, pattern: RegExp): readonly Span[] =>
  [...text.matchAll(pattern)].map((found) => ({ from: found.index, to: found.index + found[0].length }))

const likeLetter = (sign: string): string => likeLetters[sign] ?? sign
const onTheKey = (sign: string): string => onTheKeyOf[sign] ?? sign
const asLetters = (text: string): string => [...text].map(likeLetter).join('')

/** Words to be looked for, and how long the longest is. */
interface Words {
  all: ReadonlySet<string>
  longest: number
}
const wordsOf = (words: readonly string[]): Words => {
  const all = new Set([...words, ...words.map(asLetters)].filter(({ length }) => length > 1))
  return { all, longest: Math.max(0, ...[...all].map(({ length }) => length)) }
}

function placesOf(text: string, { all, longest }: Words): readonly Span[] {
  const found: Span[] = []
  for (let from = 0; from < text.length; from += 1)
    for (let to = from + 2; to <= Math.min(text.length, from + longest); to += 1)
      if (all.has(text.slice(from, to))) found.push({ from, to })
  return found
}

const stems = wordsOf(guessedStems)

const repeats = (text: string): readonly Span[] =>
  [...text.matchAll(again)].map(({ index, 0: all, 1: once = '' }) => ({
    ...{ from: index + once.length, to: index + all.length },
  }))

/** Signs outside the first plane take two places in a text: others that mean nothing stand for them, no two in a row. */
function evenly(text: string): readonly string[] {
  const far = [...new Set([...text].filter((sign) => sign.length > 1))]
  return [...text].map((sign) =>
    sign.length === 1 ? sign : String.fromCodePoint(0xe0_00 + 7 * far.indexOf(sign)),
  )
}

const isMark = (sign: string): boolean => /^[\s\p{P}\p{S}]$/u.test(sign)

/** A walk may run into a word by a key or two: it may also end, or begin, a little earlier or later. */
const shortened = ({ from, to }: Span): readonly Span[] =>
  [0, 1, 2].flatMap((later) =>
    [0, 1, 2].flatMap((earlier) =>
      to - earlier - (from + later) >= 3 ? [{ from: from + later, to: to - earlier }] : [],
    ),
  )

/** What is left at the least, whichever of the pieces are taken out: those that are free cost nothing, others one. */
function leastOf(signs: readonly string[], free: readonly Span[], pieces: readonly Span[]): number {
  const ending = Map.groupBy(
    [...free.map((span) => ({ ...span, cost: 0 })), ...pieces.map((span) => ({ ...span, cost: 1 }))],
    ({ to }) => to,
  )
  const least = [0]
  for (const [at, sign] of signs.entries()) {
    const alone = (least[at] ?? 0) + (isMark(sign) ? 0 : 1)
    const within = (ending.get(at + 1) ?? []).map(({ from, cost }) => (least[from] ?? 0) + cost)
    least.push(Math.min(alone, ...within))
  }
  return least.at(-1) ?? 0
}

/**
 * How many signs somebody has to guess of a password, in small letters: each piece that a guesser tries first counts as one,
 * whatever it is long: common words, also with figures for letters; walks over the keys, counted signs, years and days,
 * telephones, names with a family name in front, the same once more. The person's own words, also spelt in pinyin, count for
 * nothing, and so do marks.
 */
export function signsLeftToGuess(low: string, own: readonly string[] = []): number {
  const signs = evenly(low)
  const [text, ...others] = [signs, signs.map(likeLetter), signs.map(onTheKey)].map((form) => form.join(''))
  const texts = [...new Set([text ?? '', ...others])]
  const theirs = wordsOf([...own, ...own.flatMap(speltInPinyin)])
  const free = texts.flatMap((form) => placesOf(form, theirs))
  const pieces = texts.flatMap((form) => [
    ...placesOf(form, stems),
    ...patterns.flatMap((pattern) => matches(form, pattern)),
    ...keyWalks([...form]).flatMap(shortened),
    ...repeats(form),
  ])
  return leastOf(signs, free, pieces)
}
