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
  `(?<![\\d.:a-z*年月-])(\\d{3,4})(?![\\d.:%*-]|\\s?${counted}(?!的?(?:业主|住户|邻居|租客)))`,
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

function flats(text: string): Shown[] {
  const cuts: Shown[] = []
  const taken = makeTaken(text.length)
  const add = (from: number, to: number, shown: string): void => {
    if (taken.take(from, to)) cuts.push({ from, to, shown })
  }
  // What stands before the flat stays as written; only the flat with its separator goes.
  const figures = /\d/u.test(text)
  for (const pattern of figures ? [threePart, twoPart] : []) {
    for (const m of matchesOf(text, pattern)) add(m.index + (m[1]?.length ?? 0), m.index + m[0].length, '')
  }
  for (const m of matchesOf(text, marked)) add(m.index, m.index + m[0].length, '')
  for (const m of matchesOf(text, behind)) add(m.index + (m[1]?.length ?? 0), m.index + m[0].length, '')
  for (const m of matchesOf(text, inWords)) add(m.index, m.index + m[0].length, '')
  for (const m of matchesOf(text, door)) add(m.index, m.index + m[0].length, '')
  for (const m of figures ? matchesOf(text, bare) : []) {
    if (looksLikeFlat(m[1] ?? '')) add(m.index, m.index + m[0].length, '')
  }
  return cuts
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
  const cuts: PrivateCut[] = []
  const taken = makeTaken(text.length)
  const add = (kind: PrivateCut['kind'], more: readonly Shown[]): void => {
    for (const cut of more) if (taken.take(cut.from, cut.to)) cuts.push({ ...cut, kind })
  }
  for (const { kind, from, to } of privateSpans(text))
    add(kind, [{ from, to, shown: stars(kind, even.written(from, to)) }])
  add(
    'name',
    nameSpans(text, names, spoken).map(({ from, to, first }) => ({ from, to, shown: `${first}**` })),
  )
  // Neither is without one of these.
  for (const pattern of /[a-z\d_@-]/u.test(text) ? [contacts, longFigures] : [])
    add(
      'contact',
      [...matchesOf(text, pattern)].map((m) => ({ from: m.index, to: m.index + m[0].length, shown: '****' })),
    )
  // 502张伟: with the name out of the way, the figure before it counts nothing (502张).
  const named = cuts.filter(({ kind }) => kind === 'name')
  const bare = named.reduce(
    (said, { from, to }) => said.slice(0, from) + '某'.repeat(to - from) + said.slice(to),
    text,
  )
  add('flat', flats(bare))
  return cuts.sort((a, b) => a.from - b.from)
}

/**
 * A text for a room (6.3): telephones become 138****1234, other private numbers are starred, flats disappear
 * (3-2-502 → 3-2, 502室 → nothing), each of the `names` becomes 李**, and so does whoever is named as one names a
 * neighbour. Buildings and units stay, and `spoken`: names of staff and of places.
 */
export function maskText(
  text: string,
  names: readonly string[] = [],
  spoken: readonly string[] = [],
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
