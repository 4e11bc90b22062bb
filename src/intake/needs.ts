/** Letters (UTF-16 units) of which a text must hold at least one. */
type Need = readonly number[]

const digits: Need = Array.from({ length: 10 }, (_, figure) => 0x30 + figure)
/** A need of more letters than this says too little to be asked about. */
const mostLetters = 120
const mostNeeds = 5
const anything: readonly Need[] = []

/** What follows `\`: its letters where they are few, and how many signs of the source it takes. */
function escaped(source: string, at: number): { letters: Need | null; length: number } {
  const sign = source[at + 1] ?? ''
  if (sign === 'd') return { letters: digits, length: 2 }
  if (sign === 'n') return { letters: [0x0a], length: 2 }
  if (sign === 'u') return { letters: [Number.parseInt(source.slice(at + 2, at + 6), 16)], length: 6 }
  if (sign === 'p' || sign === 'P') return { letters: null, length: source.indexOf('}', at) - at + 1 }
  if (/[a-z\d]/iu.test(sign)) return { letters: null, length: 2 }
  return { letters: [sign.charCodeAt(0)], length: 2 }
}

/** A class in brackets that begins at `at`. */
function classAt(source: string, at: number): { letters: Need | null; length: number } {
  const isNot = source[at + 1] === '^'
  let here = at + (isNot ? 2 : 1)
  let letters: number[] | null = []
  while (source[here] !== ']') {
    const isEscape = source[here] === '\\'
    const one = isEscape ? escaped(source, here) : { letters: [source.charCodeAt(here)], length: 1 }
    here += one.length
    const isRange = source[here] === '-' && source[here + 1] !== ']'
    // Ranges of figures and Latin letters are taken letter by letter, others are too long to be a need.
    if (isRange) {
      const [from = 0] = one.letters ?? []
      const to = source.charCodeAt(here + 1)
      here += source[here + 1] === '\\' ? escaped(source, here + 1).length + 1 : 2
      if (to > 0x7f || from > to) letters = null
      else for (let code = from; code <= to; code += 1) letters?.push(code)
    } else if (one.letters === null) letters = null
    else letters?.push(...one.letters)
  }
  const isAstral = letters?.some((code) => code >= 0xd800 && code < 0xe000) === true
  return { letters: isNot || isAstral ? null : letters, length: here - at + 1 }
}

/** A reader of the source of one pattern; what it does not know needs nothing, so that it errs on the slow side. */
class Source {
  #at = 0
  readonly #source: string
  constructor(source: string) {
    this.#source = source
  }

  /** The needs of an alternation, up to its closing bracket or the end. */
  alternation(): readonly Need[] {
    const ways = [this.#sequence()]
    while (this.#source[this.#at] === '|') {
      this.#at += 1
      ways.push(this.#sequence())
    }
    const [only] = ways
    if (ways.length === 1 && only !== undefined) return only
    // Of each way its rarest need: one letter of one of them must be there.
    const rarest = ways.map((way) => way.toSorted((a, b) => a.length - b.length)[0])
    const together = new Set<number>()
    for (const need of rarest) {
      if (need === undefined) return anything
      for (const letter of need) together.add(letter)
    }
    return [[...together]]
  }

  #sequence(): readonly Need[] {
    const needs: Need[] = []
    for (;;) {
      const sign = this.#source[this.#at]
      if (sign === undefined || sign === '|' || sign === ')') return needs
      const found = this.#atom(sign)
      if (!this.#mayBeMissing()) needs.push(...found)
    }
  }

  #atom(sign: string): readonly Need[] {
    if (sign === '(') return this.#group()
    if (sign === '^' || sign === '$' || sign === '.') {
      this.#at += 1
      return anything
    }
    const isClass = sign === '['
    const found = isClass
      ? classAt(this.#source, this.#at)
      : sign === '\\'
        ? escaped(this.#source, this.#at)
        : { letters: [sign.charCodeAt(0)], length: 1 }
    this.#at += found.length
    return found.letters === null || found.letters.length > mostLetters ? anything : [found.letters]
  }

  #group(): readonly Need[] {
    const head = /^\((?:\?(?::|=|!|<=|<!|<[a-z]\w*>))?/iu.exec(this.#source.slice(this.#at, this.#at + 40))
    const opening = head?.[0] ?? '('
    this.#at += opening.length
    const needs = this.alternation()
    this.#at += 1
    return opening.endsWith('!') ? anything : needs
  }

  /** Reads a quantifier behind an atom; whether it allows none. */
  #mayBeMissing(): boolean {
    const found = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/u.exec(this.#source.slice(this.#at, this.#at + 12))?.[0]
    if (found === undefined) return false
    this.#at += found.length
    return /^(?:[?*]|\{0)/u.test(found)
  }
}

/** What a text must hold for the pattern to be found in it, rarest first; never more than is certain. */
function needsOf({ source, flags }: RegExp): readonly Need[] {
  if (flags.includes('i') || flags.includes('v')) return anything
  return new Source(source)
    .alternation()
    .filter((need) => need.length <= mostLetters)
    .toSorted((a, b) => a.length - b.length)
    .slice(0, mostNeeds)
}

/** In which round of looking each letter was last seen: the letters of the text looked at last. */
const seenIn = new Uint32Array(65_536)
let round = 0
let lookedAt: string | null = null

function lookAt(text: string): void {
  if (text === lookedAt) return
  lookedAt = text
  if (round === 0xffff_ffff) seenIn.fill((round = 0))
  round += 1
  for (let at = 0; at < text.length; at += 1) seenIn[text.charCodeAt(at)] = round
}

/** A pattern that is tried only where the letters it cannot do without are there. */
export interface QuickPattern {
  /** What `RegExp.test` says. */
  test(text: string): boolean
  /** False where the pattern is surely not found in the text. */
  could(text: string): boolean
}

/**
 * Makes a pattern quick to refuse: most texts lack a letter it needs, and a look at the letters costs a hundredth of
 * a search. Says the same as the pattern itself for every text. Not for `y`; with `g` only `could` has a meaning.
 */
export function quick(pattern: RegExp): QuickPattern {
  const needs = needsOf(pattern)
  const could = (text: string): boolean => {
    lookAt(text)
    for (const need of needs) {
      let isThere = false
      for (const letter of need) {
        if (seenIn[letter] === round) {
          isThere = true
          break
        }
      }
      if (!isThere) return false
    }
    return true
  }
  return { could, test: (text) => could(text) && pattern.test(text) }
}
