import { evenText } from './even-text.ts'
import { privateSpans } from './private-parts.ts'
import type { PrivateKind } from './private-parts.ts'

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
  '(?:元|块|年|个|人|斤|米|号|路|度|瓦|平|万|多|名|条|点|分|秒|步|公里|天|次|户(?!型)|毫|千|百|十|票|盏|棵|桶|只|辆|部|趟|套|页|班|件|张|吨|处|根|日|月|栋|幢|单元|楼|层)'

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
const figuresOfOffices = /^(?:110|112|114|119|120|122|315|396|996)$/u

const looksLikeFlat = (figures: string): boolean => {
  const door = Number(figures.slice(-2))
  const floor = Number(figures.slice(0, -2))
  return door >= 1 && door <= 36 && floor >= 1 && floor <= 60 && !figuresOfOffices.test(figures)
}

interface Cut {
  from: number
  to: number
  shown: string
}

function flats(text: string): Cut[] {
  const cuts: Cut[] = []
  const add = (from: number, to: number, shown: string): void => {
    if (!cuts.some((other) => from < other.to && other.from < to)) cuts.push({ from, to, shown })
  }
  // What stands before the flat stays as written; only the flat with its separator goes.
  for (const pattern of [threePart, twoPart]) {
    for (const m of text.matchAll(pattern)) add(m.index + (m[1]?.length ?? 0), m.index + m[0].length, '')
  }
  for (const m of text.matchAll(marked)) add(m.index, m.index + m[0].length, '')
  for (const m of text.matchAll(behind)) add(m.index + (m[1]?.length ?? 0), m.index + m[0].length, '')
  for (const m of text.matchAll(bare)) {
    if (looksLikeFlat(m[1] ?? '')) add(m.index, m.index + m[0].length, '')
  }
  return cuts
}

/**
 * A text for a room (6.3): telephones become 138****1234, other private numbers are starred, flats disappear
 * (3-2-502 → 3-2, 502室 → nothing), and each of the `names` becomes 李**. Buildings and units stay.
 */
export function maskText(text: string, names: readonly string[] = []): string {
  const even = evenText(text)
  const cuts: Cut[] = privateSpans(even.text).map((span) => ({
    from: span.from,
    to: span.to,
    shown: stars(span.kind, even.written(span.from, span.to)),
  }))
  for (const cut of flats(even.text)) {
    if (!cuts.some((other) => cut.from < other.to && other.from < cut.to)) cuts.push(cut)
  }
  let masked = ''
  let done = 0
  for (const cut of cuts.sort((a, b) => a.from - b.from)) {
    const { from, to } = even.origin(cut.from, cut.to)
    masked +=
      text.slice(done, from) +
      (/^\d/u.test(cut.shown) || cut.shown === '' || cut.shown.includes('*')
        ? cut.shown
        : cut.shown.toUpperCase())
    done = to
  }
  masked += text.slice(done)
  return [...names]
    .filter((name) => name.trim().length > 1)
    .sort((a, b) => b.length - a.length)
    .reduce((rest, name) => rest.replaceAll(name, maskName(name)), masked)
}

const addressed = new RegExp(
  `(?:[a-h]|\\d{1,3}|[${numeral}]{1,3})\\s?(?:号楼|[栋幢座#]|单元|门洞|[楼层室])|[\\d${numeral}]{3,4}室?|[a-h]?\\d+(?:[-/.、\\s]\\d+)*`,
  'gu',
)

/**
 * A name or a nickname for a room: the address goes, the first character stays (李阿姨 → 李**, "3-2-502李" → 李**).
 * Where nothing is left of it, 邻居.
 */
export function maskName(name: string): string {
  const even = evenText(name)
  let rest = ''
  let done = 0
  for (const match of even.text.matchAll(addressed)) {
    const { from, to } = even.origin(match.index, match.index + match[0].length)
    rest += name.slice(done, from)
    done = to
  }
  rest = (rest + name.slice(done)).replace(/[\s\p{P}\p{S}\d]+/gu, '')
  const first = [...rest][0]
  return first === undefined ? '邻居' : `${first}**`
}
