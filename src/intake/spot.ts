import { positionWords, spotWords } from './lexicon/spots.ts'
import type { Named } from './gazetteer.ts'
import { makeMatcher, wordsOf } from './matcher.ts'
import type { Plain } from './normalise.ts'

type Atom = 'site' | 'object' | 'position' | 'named' | 'floor' | 'lead'

interface Piece {
  atom: Atom
  from: number
  to: number
}

const leads = wordsOf(
  '小区 村 村里 我家 我们家 自家 俺家 楼下 楼上 单元 东侧 西侧 南侧 北侧 东边 西边 南边 北边 小区南边 中间 前面 后面 边上 旁边 地下',
)
const match = makeMatcher<Atom>([
  ...wordsOf(spotWords.sites).map((word) => [word, 'site'] as const),
  ...wordsOf(spotWords.objects).map((word) => [word, 'object'] as const),
  ...wordsOf(positionWords).map((word) => [word, 'position'] as const),
  ...leads.map((word) => [word, 'lead'] as const),
])
const floor =
  /(?<![\d.a-z])(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:楼(?!\s?[\d一二三四五六七八九十]{1,3}\s?单元|[上下道梯顶长盘])|层(?!层))|负[一二三123][层楼]|-[123][层楼]|[ab][1-4](?![\d栋座幢单号])(?:层|区)?)/gu
const joins = /^(?:的|那个|这个|那|这|与|和|到|至|通往|\s|进|处){0,2}$/u

function piecesOf(text: string, named: readonly Named[]): Piece[] {
  const hits: Piece[] = []
  for (const hit of match(text)) for (const atom of hit.tags) hits.push({ atom, from: hit.from, to: hit.to })
  for (const hit of named) {
    if (hit.kind === 'road' || hit.kind === 'landmark')
      hits.push({ atom: 'named', from: hit.from, to: hit.to })
  }
  for (const hit of text.matchAll(floor)) {
    if (!/[号#]$/u.test(text.slice(0, hit.index)))
      hits.push({ atom: 'floor', from: hit.index, to: hit.index + hit[0].length })
  }
  // Longest first where they overlap; among equals a site before a mere position.
  const rank: Readonly<Record<Atom, number>> = {
    named: 0,
    floor: 1,
    site: 2,
    object: 3,
    lead: 4,
    position: 5,
  }
  hits.sort((a, b) => b.to - b.from - (a.to - a.from) || rank[a.atom] - rank[b.atom])
  const kept: Piece[] = []
  for (const hit of hits) if (!kept.some((o) => hit.from < o.to && o.from < hit.to)) kept.push(hit)
  return kept.sort((a, b) => a.from - b.from)
}

interface Phrase {
  from: number
  to: number
  worth: number
}

/** A phrase is worth saying when it holds a place by itself, or an object with its position. */
function worthOf(atoms: readonly Atom[]): number {
  if (atoms.includes('named')) return 4
  if (atoms.includes('site')) return 3
  if (atoms.includes('floor')) return 2
  if (atoms.includes('object') && atoms.includes('position')) return 2
  return 0
}

function phrasesOf(text: string, pieces: readonly Piece[]): Phrase[] {
  const phrases: Phrase[] = []
  let run: Piece[] = []
  const close = (): void => {
    while (run.at(-1)?.atom === 'lead' || (run.length > 1 && run.at(-1)?.atom === 'object')) run.pop()
    while (run[0]?.atom === 'position') run.shift()
    const first = run[0]
    const last = run.at(-1)
    if (first && last) phrases.push({ from: first.from, to: last.to, worth: worthOf(run.map((p) => p.atom)) })
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

/** The literal phrase for anywhere that is no address: 东门, 人民路菜场门口, 地下车库b2, 楼道; null where none is said. */
export function findSpot(plain: Plain, named: readonly Named[]): string | null {
  const phrases = phrasesOf(plain.text, piecesOf(plain.text, named))
  const best = phrases.sort((a, b) => b.worth - a.worth || a.from - b.from)[0]
  return best ? plain.written(best.from, best.to) : null
}
