import { leafRules } from './lexicon/leaf-rules.ts'
import { leafWords } from './lexicon/leaves.ts'
import { makeMatcher, wordsOf } from './matcher.ts'
import type { Hit } from './matcher.ts'
import type { ReaderTown } from './reading.ts'

type Sign = 'phrase' | 'thing' | 'hint' | 'trouble'
interface Tag {
  leaf: string
  sign: Sign
  /** How many leaves share the word in this role: a word of all is a sign of none. */
  shared: number
}

/** A leaf with its weight for one text and the words it rests on. */
export interface LeafScore {
  leaf: string
  score: number
  words: readonly string[]
}

/** Whose fault it is said to be is rarely what it is about: these leaves yield to a named matter. */
const blame = new Set(['0301', '1503', '1504'])

function tagged(): [string, Tag][] {
  const words = new Map<string, Map<Sign, Set<string>>>()
  for (const entry of leafWords) {
    const put = (list: string, sign: Sign): void => {
      for (const word of wordsOf(list.toLowerCase())) {
        const roles = words.get(word) ?? new Map<Sign, Set<string>>()
        words.set(word, roles)
        roles.set(sign, (roles.get(sign) ?? new Set()).add(entry.leaf))
      }
    }
    put(entry.phrases, 'phrase')
    put(entry.things, 'thing')
    put(entry.hints ?? '', 'hint')
    put(entry.troubles, 'trouble')
  }
  return [...words].flatMap(([word, roles]) =>
    [...roles].flatMap(([sign, leaves]) =>
      [...leaves].map((leaf): [string, Tag] => [word, { leaf, sign, shared: leaves.size }]),
    ),
  )
}

const match = makeMatcher<Tag>(tagged())

interface Found {
  sign: Sign
  word: string
  from: number
  to: number
  shared: number
}

/** The hits of each leaf, longest first where they overlap; what is only a trouble of a leaf does not name it. */
function byLeaf(hits: readonly Hit<Tag>[]): Map<string, Found[]> {
  const found = new Map<string, Found[]>()
  const longest = [...hits].sort((a, b) => b.to - b.from - (a.to - a.from))
  for (const { word, from, to, tags } of longest) {
    for (const { leaf, sign, shared } of tags) {
      if (sign === 'trouble') continue
      const list = found.get(leaf) ?? []
      if (list.some((other) => from < other.to && other.from < to)) continue
      list.push({ sign, word, from, to, shared })
      found.set(leaf, list)
    }
  }
  for (const { word, from, to, tags } of hits) {
    for (const { leaf, sign, shared } of tags) {
      if (sign === 'trouble') found.get(leaf)?.push({ sign, word, from, to, shared })
    }
  }
  return found
}

const weights: Readonly<Record<Sign, number>> = { phrase: 2, thing: 1, hint: 0.4, trouble: 0.12 }

function weigh(found: readonly Found[]): number {
  let total = 0
  const seen = new Map<Sign, number>()
  for (const hit of found) {
    const times = seen.get(hit.sign) ?? 0
    if (times >= 3) continue
    seen.set(hit.sign, times + 1)
    const length = hit.sign === 'trouble' ? 0 : Math.max(0, hit.word.length - 2) * 0.25
    total += ((weights[hit.sign] + length) / Math.sqrt(hit.shared)) * (times === 0 ? 1 : 0.5)
  }
  return total + pairsOf(found)
}

/** A thing and what goes wrong with it in one breath are nearly a phrase; further apart they are still a pair. */
function pairsOf(found: readonly Found[]): number {
  const things = found.filter((hit) => hit.sign !== 'trouble')
  const pairs = found
    .filter((hit) => hit.sign === 'trouble')
    .map((hit) => {
      const gaps = things
        .filter((thing) => hit.from >= thing.to || thing.from >= hit.to)
        .map((thing) => ({
          gap: Math.max(hit.from - thing.to, thing.from - hit.to),
          hint: thing.sign === 'hint',
        }))
        .filter(({ gap }) => gap <= 9)
      if (gaps.length === 0) return 0
      const best = gaps.reduce((a, b) => (b.gap < a.gap ? b : a))
      return (best.gap <= 4 ? 0.9 : 0.5) * (best.hint ? 0.6 : 1) * (hit.word.length >= 3 ? 1.2 : 1)
    })
    .sort((a, b) => b - a)
  return (pairs[0] ?? 0) + (pairs[1] ?? 0) * 0.6
}

/** Leaves by weight, heaviest first. */
export function rankLeaves(text: string): LeafScore[] {
  const scores = new Map<string, { score: number; words: string[] }>()
  for (const [leaf, found] of byLeaf(match(text))) {
    const score = weigh(found) * (blame.has(leaf) ? 0.6 : 1)
    scores.set(leaf, { score, words: found.filter((hit) => hit.sign !== 'trouble').map((hit) => hit.word) })
  }
  for (const rule of leafRules) {
    if (!rule.when.test(text)) continue
    const before = scores.get(rule.leaf) ?? { score: 0, words: [] }
    scores.set(rule.leaf, { score: before.score + rule.add, words: before.words })
  }
  return [...scores]
    .map(([leaf, { score, words }]) => ({ leaf, score, words }))
    .sort((a, b) => b.score - a.score || (a.leaf < b.leaf ? -1 : 1))
}

const bigrams = (name: string): string[] =>
  Array.from({ length: Math.max(0, name.length - 1) }, (_, i) => name.slice(i, i + 2))

export interface Categoriser {
  /** Leaves of the town by weight, heaviest first. */
  rank(text: string): readonly LeafScore[]
  /** The leaf for what fits nowhere. */
  readonly other: string
}

/**
 * Reads the category with the town's own leaves: those the lexicon knows by their words, those a centre has added
 * by the parts of their names.
 */
export function makeCategoriser(leaves: ReaderTown['leaves']): Categoriser {
  const codes = new Set(leaves.map((leaf) => leaf.code))
  const known = new Set(leafWords.map((entry) => entry.leaf))
  const added = leaves
    .filter((leaf) => !known.has(leaf.code) && leaf.code !== '9999')
    .map((leaf) => ({ code: leaf.code, parts: bigrams(leaf.name) }))
  const other = codes.has('9999') ? '9999' : (leaves.at(-1)?.code ?? '9999')

  const rank = (text: string): LeafScore[] => {
    const ranked = rankLeaves(text).filter((entry) => codes.has(entry.leaf))
    for (const { code, parts } of added) {
      const words = parts.filter((part) => text.includes(part))
      if (words.length > 0) ranked.push({ leaf: code, score: words.length * 1.2, words })
    }
    return added.length > 0 ? ranked.sort((a, b) => b.score - a.score) : ranked
  }
  return { rank, other }
}
