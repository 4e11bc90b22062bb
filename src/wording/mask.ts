import { type EvenText, evenText } from './even-text.ts'
import { matchesOf } from './matches.ts'
import { nameSpans, nameSpansOf, partsOfName } from './names-in-text.ts'
import { privateSpans } from './private-parts.ts'
import type { PrivateKind } from './private-parts.ts'
import { makeTaken } from './taken.ts'

/** What stands in a room for a private part; a telephone keeps both ends so that its owner knows it. */
function stars(kind: PrivateKind, written: string): string {
  const figures = written.normalize('NFKC').replace(/\D/gu, '')
  if (kind === 'phone') {
    const own = figures.slice(-11)
    return own.length === 11 ? `${own.slice(0, 3)}****${own.slice(-4)}` : '***********'
  }
  if (kind === 'landline') return `****${figures.slice(-4)}`
  return kind === 'plate'
    ? `${[...written].slice(0, 2).join('')}****`
    : `****${written.normalize('NFKC').slice(-2)}`
}

const numeral = '零〇一二三四五六七八九十百'
/** What follows a figure that counts something and is no flat. */
const counted =
  '(?:元|块|年|个|人|斤|米|号|路|度|瓦|平|万|多|名|条|点|分|秒|步|公里|天|次|户(?!型|主)|毫|千|百|十|票|盏|棵|桶|只|辆|部|趟|套|页|班|件|张|吨|处|根|日|月|栋|幢|单元|楼|层)'

const threePart =
  /(?<![\d.a-z-])((?:\d{1,3}|[a-h]\d{0,2})\s?[-/.、#]\s?\d{1,2})\s?[-/.、#]\s?\d{3,4}(?!\d)(?:室|房)?/gu
const twoPart = /(?<![\d.a-z:-])(\d{1,2}|[a-h]\d?)\s?[-/#]\s?\d{3,4}(?![\d:.年月-])(?:室|房)?/gu
const marked = new RegExp(
  `(?<![\\d.])(?:\\d{3,4}|[${numeral}]{3,5})\\s?(?:室|号房|房(?![子价东产租贷管屋间]))`,
  'gu',
)
const behind = new RegExp(
  `((?:号楼|[栋幢座]|单元|门洞|门|#楼?)\\s?的?\\s?)(?:\\d{3,4}|[零〇一二三四五六七八九]{3,4})(?![\\d${numeral}]|\\s?${counted})`,
  'gu',
)
const bare = new RegExp(
  `(?<![\\d.:a-z*年月-])\\d{3,4}(?![\\d.:%*-]|\\s?${counted}(?!的?(?:业主|住户|邻居|租客)))`,
  'gu',
)
/** Said without a word beside it: 五零二, 5零2; not a year, not an amount. */
const inWords =
  /(?<![\d零〇一二三四五六七八九十百千万])(?:[一二三四五六七八九]{1,2}|\d{1,2})[零〇](?:[一二三四五六七八九]|\d)(?![\d零〇一二三四五六七八九十百千万]|[年月日元块天个户])/gu
/** Which door of a floor: 11楼西户. */
const door = /(?<=[楼层元])(?:靠?[东西中南北左右](?:手|边|头|侧)?|中间)户/gu
/** Longer than any telephone and with a false check figure: still nobody's business. */
const longFigures = /(?<![\da-z-])\d(?:[ -]?\d){8,24}x?/gu
const contacts = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<=(?:微信号?|qq号?|vx|wx)\s?[:：是为]?\s?)[a-z\d_-]{5,20}/giu
const contactWritings: readonly { pattern: RegExp; needs: RegExp }[] = [
  { pattern: contacts, needs: /@|信|qq|vx|wx/u },
  { pattern: longFigures, needs: /\d/u },
]
const figuresOfOffices = /^(?:110|112|114|119|120|122|315|396|996)$/u

const looksLikeFlat = (figures: string): boolean => {
  const door = Number(figures.slice(-2))
  const floor = Number(figures.slice(0, -2))
  return door >= 1 && door <= 36 && floor >= 1 && floor <= 60 && !figuresOfOffices.test(figures)
}

interface Shown {
  from: number
  to: number
  /** What stands in a room instead. */
  shown: string
}

/** A part of an evened text that is private: a number or an address to reach somebody by, a name, a flat. */
export interface PrivateCut extends Shown {
  kind: PrivateKind | 'contact' | 'name' | 'flat'
}

/** A flat by its writing: what the pattern's group has in front of it stays. Without `needs` it finds nothing. */
const flatWritings: readonly { pattern: RegExp; needs: RegExp }[] = [
  { pattern: threePart, needs: /\d/u },
  { pattern: twoPart, needs: /\d/u },
  { pattern: marked, needs: /[室房]/u },
  { pattern: behind, needs: /[楼栋幢座元洞门#]/u },
  { pattern: inWords, needs: /[零〇]/u },
  { pattern: door, needs: /户/u },
]

function flats(text: string): readonly Shown[] {
  // What stands before the flat stays as written; only the flat with its separator goes.
  const found = flatWritings
    .filter(({ needs }) => needs.test(text))
    .flatMap(({ pattern }) =>
      matchesOf(text, pattern).map((m) => ({
        ...{ from: m.index + (m[1]?.length ?? 0), to: m.index + m[0].length, shown: '' },
      })),
    )
  for (const m of /\d{3}/u.test(text) ? matchesOf(text, bare) : [])
    if (looksLikeFlat(m[0])) found.push({ from: m.index, to: m.index + m[0].length, shown: '' })
  if (found.length < 2) return found
  const taken = makeTaken(text.length)
  return found.filter(({ from, to }) => taken.take(from, to))
}

/** Numbers to reach somebody by, then names, then other contacts and long figures: what is surest first. */
function numbersAndNames(
  even: EvenText,
  names: readonly string[],
  spoken: readonly string[],
): readonly PrivateCut[] {
  const { text } = even
  const found: PrivateCut[] = []
  for (const { kind, from, to } of privateSpans(text))
    found.push({ kind, from, to, shown: stars(kind, even.written(from, to)) })
  for (const { from, to, first } of nameSpans(text, names, spoken))
    found.push({ kind: 'name', from, to, shown: `${first}**` })
  for (const { pattern, needs } of contactWritings)
    for (const m of needs.test(text) ? matchesOf(text, pattern) : [])
      found.push({ kind: 'contact', from: m.index, to: m.index + m[0].length, shown: '****' })
  return found
}

const standApart = (cuts: readonly PrivateCut[], length: number): readonly PrivateCut[] => {
  if (cuts.length < 2) return cuts
  const taken = makeTaken(length)
  return cuts.filter(({ from, to }) => taken.take(from, to))
}

/**
 * Everything in an evened text that must not stand in a room nor leave the house, in order and without overlap; numbers
 * first, then names, then flats. `names` and `spoken` as in `maskText`.
 */
export function privateCuts(
  even: EvenText,
  names: readonly string[],
  spoken: readonly string[],
): readonly PrivateCut[] {
  const { text } = even
  const firm = standApart(numbersAndNames(even, names, spoken), text.length)
  // 502张伟: with the name out of the way, the figure before it counts nothing (502张).
  const bare = firm.reduce(
    (said, { kind, from, to }) =>
      kind === 'name' ? said.slice(0, from) + '某'.repeat(to - from) + said.slice(to) : said,
    text,
  )
  const all = [...firm, ...flats(bare).map((flat) => ({ ...flat, kind: 'flat' as const }))]
  return standApart(all, text.length).toSorted((a, b) => a.from - b.from)
}

/** Always the same list: what is known of a list is kept with it. */
const nobody: readonly string[] = []

/**
 * A text for a room (6.3): telephones become 138****1234, other private numbers are starred, flats disappear
 * (3-2-502 → 3-2, 502室 → nothing), each of the `names` becomes 李**, and so does whoever is named as one names a
 * neighbour. Buildings and units stay, and `spoken`: names of staff and of places.
 */
export function maskText(
  text: string,
  names: readonly string[] = nobody,
  spoken: readonly string[] = nobody,
): string {
  if (text === '') return ''
  const even = evenText(text)
  let masked = ''
  let done = 0
  for (const cut of privateCuts(even, names, spoken)) {
    const { from, to } = even.origin(cut.from, cut.to)
    masked += text.slice(done, from) + (cut.shown.includes('*') ? cut.shown.toUpperCase() : cut.shown)
    done = to
  }
  return (masked + text.slice(done)).replace(/[(（]\s*[)）]/gu, '')
}

/** Names alone, and whatever else was given as somebody's own; everything else of the text stays, flats and telephones too. */
export function maskNamed(text: string, names: readonly string[], values: readonly string[] = []): string {
  const bare = values.filter((one) => one.length > 4)
  const plain = bare.reduce((said, one) => said.replaceAll(one, '****'), text)
  const even = evenText(plain)
  let masked = ''
  let done = 0
  for (const { from, to, first } of nameSpansOf(even.text, names).toSorted((a, b) => a.from - b.from)) {
    const at = even.origin(from, to)
    if (at.from < done) continue
    masked += `${plain.slice(done, at.from)}${first.toUpperCase()}**`
    done = at.to
  }
  return masked + plain.slice(done)
}

/**
 * A name or a nickname for a room: the address goes, the first character stays (李阿姨 → 李**, "3-2-502李" → 李**).
 * Where nothing is left of it, 邻居.
 */
export function maskName(name: string): string {
  const first = [...(partsOfName(evenText(name).text)[0] ?? '')][0]
  return first === undefined ? '邻居' : `${first.toUpperCase()}**`
}
