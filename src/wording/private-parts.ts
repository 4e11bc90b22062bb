import { matchesOf } from './matches.ts'
import { hasFigures, oddPhones } from './odd-phones.ts'
import { makeTaken, type Taken } from './taken.ts'

export type PrivateKind = 'phone' | 'landline' | 'identity' | 'card' | 'plate'

const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
/** Runs of figures with the separators people put between them; bounded, so that no text makes it slow. */
const figureRun = /\+?\d(?:[ \t.\-·*]{0,2}\d){6,24}x?/gu
const plate = new RegExp(
  `[${provinces}]\\s?[a-hj-z][\\s·.•-]{0,2}(?:[a-hj-np-z0-9]{6}|[a-hj-np-z0-9]{4}[a-hj-np-z0-9挂学警港澳])(?![a-z0-9])`,
  'gu',
)
const plateBegins = new RegExp(`[${provinces}]\\s?[a-hj-z]`, 'u')
const landlineShape =
  /^(?:0(?:10|2\d|[3-9]\d{2})[ .-]{0,2}[2-8]\d{2,3}[ .-]?\d{4}|400[ .-]?\d{3}[ .-]?\d{4}|800[ .-]?\d{3}[ .-]?\d{4})$/u

/** The check figure of a resident identity number of 18 places (GB 11643). */
export function isIdentityNumber(digits: string): boolean {
  if (!/^[1-9]\d{16}[\dx]$/u.test(digits)) return false
  const month = Number(digits.slice(10, 12))
  const day = Number(digits.slice(12, 14))
  const year = Number(digits.slice(6, 10))
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1880 || year > 2100) return false
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  return '10x98765432'[sum % 11] === digits[17]
}

/** The Luhn check of a bank card of 16 to 19 figures. */
export function isBankCard(digits: string): boolean {
  if (!/^[3-69]\d{15,18}$/u.test(digits)) return false
  let sum = 0
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = i % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** Positions of a private part in an evened text. */
export interface PrivateSpan {
  kind: PrivateKind
  from: number
  to: number
}

/** Positions in the run of every figure, so that a part of the figures leads back to a part of the text. */
function figuresOf(run: string): { digits: string; at: number[] } {
  const at: number[] = []
  let digits = ''
  for (let i = 0; i < run.length; i += 1) {
    const c = run[i] ?? ''
    if (/[\dx]/u.test(c)) {
      digits += c
      at.push(i)
    }
  }
  return { digits, at }
}

function whole(run: string, digits: string): PrivateKind | null {
  if (isIdentityNumber(digits)) return 'identity'
  if (/^(?:\+?0{0,2}86)?1[3-9]\d{9}$/u.test(digits)) return 'phone'
  if (isBankCard(digits)) return 'card'
  if (landlineShape.test(run)) return 'landline'
  return null
}

/** Numbers that stand next to others: they begin and end where the figures do, longest kinds first. */
function inside(digits: string, at: readonly number[]): PrivateSpan[] {
  const found: PrivateSpan[] = []
  const used = digits.split('').map(() => false)
  const apart = (left: number, right: number): boolean =>
    (at[right] ?? Infinity) - (at[left] ?? -Infinity) > 1
  const tries: readonly [number, (part: string) => PrivateKind | null][] = [
    [18, (part) => (isIdentityNumber(part) ? 'identity' : null)],
    [19, (part) => (part.startsWith('62') && isBankCard(part) ? 'card' : null)],
    [16, (part) => (part.startsWith('62') && isBankCard(part) ? 'card' : null)],
    [13, (part) => (/^861[3-9]\d{9}$/u.test(part) ? 'phone' : null)],
    [11, (part) => (/^1[3-9]\d{9}$/u.test(part) ? 'phone' : null)],
  ]
  for (const [length, kindOf] of tries) {
    for (let i = 0; i + length <= digits.length; i += 1) {
      if (!apart(i - 1, i) || !apart(i + length - 1, i + length)) continue
      if (used.slice(i, i + length).includes(true)) continue
      const kind = kindOf(digits.slice(i, i + length))
      if (kind === null) continue
      found.push({ kind, from: at[i] ?? 0, to: (at[i + length - 1] ?? 0) + 1 })
      used.fill(true, i, i + length)
    }
  }
  return found
}

function inRun(run: string, start: number): PrivateSpan[] {
  const { digits, at } = figuresOf(run)
  const kind = whole(run, digits)
  if (kind !== null) return [{ kind, from: start, to: start + run.length }]
  return inside(digits, at).map((span) => ({ ...span, from: span.from + start, to: span.to + start }))
}

const spanOf = (kind: PrivateKind, from: number, said: string): PrivateSpan => ({
  ...{ kind, from, to: from + said.length },
})

const bracketLandline = /[(（]0\d{2,3}[)）][ -]?[2-8]\d{6,7}(?!\d)/gu
const shortLandline = /(?:电话|座机|打|拨|致电|热线|联系)(?:是|为|:|：|\s){0,3}([2-8]\d{6,7})(?!\d)/gu

/** A landline of the town is the shortest of all numbers here. */
const fewestFigures = 7

/** The numbers of a text, what is surest first; they may overlap. */
const numberSpans = (text: string): readonly PrivateSpan[] => [
  ...matchesOf(text, bracketLandline).map((m) => spanOf('landline', m.index, m[0])),
  ...matchesOf(text, figureRun).flatMap((m) => inRun(m[0], m.index)),
  ...matchesOf(text, shortLandline).map((m) => {
    const figures = m[1] ?? ''
    return spanOf('landline', m.index + m[0].length - figures.length, figures)
  }),
  ...oddPhones(text).map((span) => ({ kind: 'phone' as const, ...span })),
]

/**
 * Telephone numbers (spaced, with +86, in characters, or oddly: odd-phones.ts), landlines, identity numbers with a true
 * check figure, bank cards by Luhn, and number plates in an evened text, in order, without overlap. Time is linear in the
 * length; `taken` counts the work.
 */
export function privateSpans(text: string, given?: Taken): PrivateSpan[] {
  const numbered = hasFigures(text, fewestFigures)
  if (!numbered && !plateBegins.test(text)) return []
  const taken = given ?? makeTaken(text.length)
  const found: PrivateSpan[] = []
  const add = (kind: PrivateKind, from: number, to: number): void => {
    if (taken.take(from, to)) found.push({ kind, from, to })
  }
  for (const { kind, from, to } of numbered ? numberSpans(text) : []) add(kind, from, to)
  for (const m of matchesOf(text, plate)) add('plate', m.index, m.index + m[0].length)
  return found.sort((a, b) => a.from - b.from)
}
