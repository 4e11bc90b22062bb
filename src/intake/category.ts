import { makeTaken } from '../wording/taken.ts'
import { leafRules } from './lexicon/leaf-rules.ts'
import { leafWords } from './lexicon/leaves.ts'
import { makeMatcher, wordsOf } from './matcher.ts'
import { quick } from './needs.ts'
import type { Hit } from './matcher.ts'
import type { ReaderTown } from './reading.ts'

type Sign = 'phrase' | 'thing' | 'hint' | 'trouble'
interface Tag {
  leaf: string
  sign: Sign
  /** What the word says for the leaf: more the longer it is, less the more leaves share it. */
  weight: number
}

const weights: Readonly<Record<Sign, number>> = { phrase: 2, thing: 1, hint: 0.4, trouble: 0.12 }

/** A leaf with its weight for one text and the words it rests on. */
export interface LeafScore {
  leaf: string
  score: number
  words: readonly string[]
}

/** Whose fault it is said to be is rarely what it is about: these leaves yield to a named matter. */
const blame = new Set(['0301', '1503', '1504'])

/** A longer word says more, unless it is only a trouble; a word of many leaves is a sign of none. */
function weightOf(sign: Sign, word: string, shared: number): number {
  const length = sign === 'trouble' ? 0 : Math.max(0, word.length - 2) * 0.25
  return (weights[sign] + length) / Math.sqrt(shared)
}

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
      [...leaves].map((leaf): [string, Tag] => [
        word,
        { leaf, sign, weight: weightOf(sign, word, leaves.size) },
      ]),
    ),
  )
}

const match = makeMatcher<Tag>(tagged())

interface Found {
  sign: Sign
  word: string
  from: number
  to: number
  weight: number
}

/** What names a leaf, the heaviest first and without overlap, and what goes wrong with it. */
interface Signs {
  named: Found[]
  troubles: Found[]
}

function byLeaf(hits: readonly Hit<Tag>[]): Map<string, Signs> {
  const found = new Map<string, Signs>()
  for (const { word, from, to, tags } of hits) {
    for (const { leaf, sign, weight } of tags) {
      let signs = found.get(leaf)
      if (!signs) found.set(leaf, (signs = { named: [], troubles: [] }))
      const list = sign === 'trouble' ? signs.troubles : signs.named
      list.push({ sign, word, from, to, weight })
    }
  }
  return found
}

function withoutOverlap(named: Found[], length: number): Found[] {
  if (named.length < 2) return named
  const taken = makeTaken(length)
  return named
    .sort((a, b) => b.weight - a.weight || a.from - b.from)
    .filter(({ from, to }) => taken.take(from, to))
}

function sumOf(found: readonly Found[]): number {
  let total = 0
  const times: Record<Sign, number> = { phrase: 0, thing: 0, hint: 0, trouble: 0 }
  for (const { sign, weight } of found) {
    if (times[sign] >= 3) continue
    total += weight * (times[sign] === 0 ? 1 : 0.5)
    times[sign] += 1
  }
  return total
}

/** A thing and what goes wrong with it in one breath are nearly a phrase; further apart they are still a pair. */
function pairsOf(named: readonly Found[], troubles: readonly Found[]): number {
  let best = 0
  let second = 0
  for (const hit of troubles) {
    let near = 10
    let hint = false
    for (const thing of named) {
      const gap = Math.max(hit.from - thing.to, thing.from - hit.to)
      if (gap >= 0 && gap < near) {
        near = gap
        hint = thing.sign === 'hint'
      }
    }
    if (near > 9) continue
    const worth = (near <= 4 ? 0.9 : 0.5) * (hint ? 0.6 : 1) * (hit.word.length >= 3 ? 1.2 : 1)
    if (worth > best) [best, second] = [worth, best]
    else if (worth > second) second = worth
  }
  return best + second * 0.6
}

const rules = leafRules.map(({ leaf, when, add }) => ({ leaf, add, when: quick(when) }))

/** Leaves by weight, heaviest first. */
export function rankLeaves(text: string): LeafScore[] {
  const scores = new Map<string, { score: number; words: string[] }>()
  for (const [leaf, signs] of byLeaf(match(text))) {
    // What is only a trouble of a leaf does not name it.
    if (signs.named.length === 0) continue
    const named = withoutOverlap(signs.named, text.length)
    const sum = sumOf(named) + sumOf(signs.troubles) + pairsOf(named, signs.troubles)
    scores.set(leaf, { score: sum * (blame.has(leaf) ? 0.6 : 1), words: named.map((hit) => hit.word) })
  }
  for (const rule of rules) {
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
