import { makeTaken } from '../wording/taken.ts'
import { positionWords, shopWords, spotWords } from './lexicon/spots.ts'
import type { Named } from './gazetteer.ts'
import { makeMatcher, wordsOf } from './matcher.ts'
import type { Plain } from './normalise.ts'

type Atom = 'site' | 'shop' | 'object' | 'position' | 'named' | 'floor' | 'lead'

interface Piece {
  atom: Atom
  from: number
  to: number
  /** The same word may also stand behind a site (边上, 前面). */
  alsoPosition: boolean
}

const leads = wordsOf(
  '小区 村 村里 我家 我们家 自家 俺家 楼下 楼上 单元 东侧 西侧 南侧 北侧 东边 西边 南边 北边 小区南边 小区北边 小区东边 小区西边 中间 前面 后面 边上 旁边 地下 废弃 老 旧 新',
)
const match = makeMatcher<Atom>([
  ...wordsOf(spotWords.sites).map((word) => [word, 'site'] as const),
  ...wordsOf(spotWords.objects).map((word) => [word, 'object'] as const),
  ...wordsOf(positionWords).map((word) => [word, 'position'] as const),
  ...leads.map((word) => [word, 'lead'] as const),
])
const floor =
  /(?<![\d.a-z])(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:(?:和|到|至|-|、)(?:\d{1,2}|[一二三四五六七八九十]{1,3}))?(?:楼(?!\s?[\d一二三四五六七八九十]{1,3}\s?单元|[上下道梯顶长盘])|层(?!层))|负[一二三123][层楼]|-[123][层楼]|[ab][1-4](?![\d栋座幢单号])(?:层|区)?|[a-f]区)/gu
/** A village's own part, which leads to what lies in it: 四组路口, 三队晒场. 组长 is somebody, 第二组 anything. */
const villageGroup =
  /(?<![\d第网格工作小])(?:\d{1,2}|[一二三四五六七八九十]{1,3})[组队社](?![长员织建团合成级部])/gu
const shop = new RegExp(`(?:${wordsOf(shopWords).join('|')})(?:店|馆|铺|摊)`, 'gu')
const joins = /^(?:的|那个|这个|那|这|与|和|到|至|通往|\s|进|处){0,2}$/u
/** 门口的下水井: 下 belongs to what follows. */
const notPosition = /^[水面楼来去雨班学次个天门头边车电午课场挖通滑坡落]/u

interface Stretch {
  from: number
  to: number
}

function piecesOf(text: string, named: readonly Named[], taken: readonly Stretch[]): Piece[] {
  const hits: Piece[] = []
  const isTaken = new Uint8Array(text.length)
  for (const { from, to } of taken) isTaken.fill(1, from, to)
  const put = (atom: Atom, from: number, to: number, alsoPosition = false): void => {
    if (!isTaken.subarray(from, to).includes(1)) hits.push({ atom, from, to, alsoPosition })
  }
  for (const hit of match(text)) {
    const alsoPosition = hit.tags.includes('position')
    for (const atom of hit.tags) {
      const single = atom === 'position' && hit.to - hit.from === 1
      if (!single || !notPosition.test(text.slice(hit.to, hit.to + 1)))
        put(atom, hit.from, hit.to, alsoPosition)
    }
  }
  for (const hit of named) if (hit.kind === 'road' || hit.kind === 'landmark') put('named', hit.from, hit.to)
  for (const hit of text.matchAll(floor)) {
    if (!/[号#]/u.test(text.slice(Math.max(0, hit.index - 1), hit.index)))
      put('floor', hit.index, hit.index + hit[0].length)
  }
  for (const hit of text.matchAll(villageGroup)) put('lead', hit.index, hit.index + hit[0].length)
  for (const hit of text.matchAll(shop)) put('shop', hit.index, hit.index + hit[0].length)
  return longest(hits, text.length)
}

/** Longest first where they overlap; among equals a site before a mere position. */
function longest(hits: Piece[], length: number): Piece[] {
  const rank: Readonly<Record<Atom, number>> = {
    named: 0,
    floor: 1,
    site: 2,
    shop: 3,
    object: 4,
    lead: 5,
    position: 6,
  }
  hits.sort((a, b) => b.to - b.from - (a.to - a.from) || rank[a.atom] - rank[b.atom])
  const taken = makeTaken(length)
  return hits.filter(({ from, to }) => taken.take(from, to)).sort((a, b) => a.from - b.from)
}

interface Phrase extends Stretch {
  worth: number
}

/** A phrase is worth saying when it holds a place by itself, or an object with its position or with what leads to it. */
function worthOf(run: readonly Piece[], afterAddress: boolean): number {
  const has = (atom: Atom): boolean => run.some((piece) => piece.atom === atom)
  if (has('named')) return 4
  if (has('site')) return 3
  if (has('floor') || (has('shop') && run.length > 1)) return 2
  if (has('object') && (has('position') || run.some((piece) => piece.alsoPosition))) return 2
  return afterAddress && run.some((piece) => piece.alsoPosition) && run.length === 1 ? 1 : 0
}

function phrasesOf(text: string, pieces: readonly Piece[], addresses: readonly Stretch[]): Phrase[] {
  const phrases: Phrase[] = []
  const ends = new Set(addresses.map(({ to }) => to))
  let run: Piece[] = []
  const close = (): void => {
    while (run.at(-1)?.atom === 'lead' && (run.length === 1 || run.at(-1)?.alsoPosition !== true)) {
      if (run.length === 1 && run[0]?.alsoPosition === true) break
      run.pop()
    }
    while (run.length > 1 && run.at(-1)?.atom === 'object') run.pop()
    while (run[0]?.atom === 'position' && !run[0].alsoPosition) run.shift()
    if (run[1]?.atom === 'floor' && run[0]?.atom === 'lead') run.shift()
    const first = run[0]
    const last = run.at(-1)
    if (first && last) {
      const afterAddress = ends.has(first.from) || ends.has(first.from - 1)
      phrases.push({ from: first.from, to: last.to, worth: worthOf(run, afterAddress) })
    }
    run = []
  }
  for (const piece of pieces) {
    const last = run.at(-1)
    if (last && !joins.test(text.slice(last.to, piece.from))) close()
    run.push(piece)
  }
  close()
  return phrases.filter((phrase) => phrase.worth > 0)
}

/**
 * The literal phrase for anywhere that is no address: 东门, 人民路菜场门口, 地下车库b2, 楼道; null where none is said.
 * What stands in an address or an estate's name is no part of it.
 */
export function findSpot(
  plain: Plain,
  named: readonly Named[],
  addresses: readonly Stretch[],
): string | null {
  const taken = [...addresses, ...named.filter((hit) => hit.kind === 'estate' || hit.kind === 'community')]
  const phrases = phrasesOf(plain.text, piecesOf(plain.text, named, taken), addresses)
  const best = phrases.sort((a, b) => b.worth - a.worth || a.from - b.from)[0]
  return best ? plain.written(best.from, best.to) : null
}
