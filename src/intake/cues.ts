import { makeTaken, type Taken } from '../wording/taken.ts'
import { cueWords } from './lexicon/cues.ts'
import type { CueName } from './lexicon/cues.ts'
import { makeMatcher, wordsOf } from './matcher.ts'

/** How often each group of cues is heard, and the words. */
export type Cues = Readonly<Record<CueName, readonly { word: string; from: number; to: number }[]>>

/** Every group of cues, in a fixed order. */
export const cueNames = Object.keys(cueWords) as CueName[]
const names = cueNames
const match = makeMatcher<CueName>(
  names.flatMap((name) => wordsOf(cueWords[name]).map((word) => [word.toLowerCase(), name] as const)),
)

/** A word is not heard where the words around it turn it round. */
const turned: Partial<Record<CueName, { before?: RegExp; after?: RegExp }>> = {
  fixed: {
    before:
      /(?:没|未|不|别|没有|何时|什么时候|啥时候|几时|能|才能|才算|还没|为什么不|怎么还不|什么时候能|赶紧|快点|尽快|受不|够|把|给|帮)$/u,
    after: /^(?:没|吗|么|又|但|可是|不过|结果|几天|两天|一天|没几天|没两天|才|就|不到)/u,
  },
  trouble: { before: /(?:没有|不会|不|没|已经不|再也不|别)$/u },
  neglect: { before: /(?:别|不能|不会)$/u },
}

/** Hears every group of cues in an evened text; of overlapping words of one group only the longest counts. */
export function hearCues(text: string): Cues {
  const cues = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    CueName,
    { word: string; from: number; to: number }[]
  >
  const taken = new Map<CueName, Taken>()
  const hits = match(text).sort((a, b) => b.to - b.from - (a.to - a.from))
  for (const hit of hits) {
    for (const name of hit.tags) {
      const rule = turned[name]
      if (rule?.before?.test(text.slice(Math.max(0, hit.from - 5), hit.from))) continue
      if (rule?.after?.test(text.slice(hit.to, hit.to + 4))) continue
      let ofName = taken.get(name)
      if (ofName === undefined) taken.set(name, (ofName = makeTaken(text.length)))
      if (ofName.take(hit.from, hit.to)) cues[name].push({ word: hit.word, from: hit.from, to: hit.to })
    }
  }
  return cues
}

/** 0, 1, 1.5, 1.75 …: the second word of a group says less than the first. */
export function force(heard: readonly { word: string }[]): number {
  const different = new Set(heard.map((hit) => hit.word)).size
  return different === 0 ? 0 : 2 - 2 ** (1 - different)
}
