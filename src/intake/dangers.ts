import { dangerWords, type DangerName } from './lexicon/dangers.ts'
import { makeMatcher, wordsOf } from './matcher.ts'

const names = Object.keys(dangerWords) as DangerName[]
const match = makeMatcher<DangerName>(
  names.flatMap((name) => wordsOf(dangerWords[name]).map((word) => [word, name] as const)),
)
const pairs = names.flatMap((one, index) => names.slice(index + 1).map((other) => ({ one, other })))
const alone = new Map(names.map((name) => [name, `d:${name}`]))
const together = pairs.map(({ one, other }) => ({ one, other, feature: `d:${one}+${other}` }))

/**
 * What of danger is named in an evened text, and which two of it together: an old man and a door say nothing, an old man
 * who does not answer behind a door says all. Feature → value.
 */
export function dangerFeatures(text: string): ReadonlyMap<string, number> {
  const words = new Map<DangerName, Set<string>>()
  for (const { word, tags } of match(text)) {
    for (const name of tags) {
      const heard = words.get(name)
      if (heard === undefined) words.set(name, new Set([word]))
      else heard.add(word)
    }
  }
  const found = new Map<string, number>()
  for (const [name, heard] of words) found.set(alone.get(name) ?? name, Math.min(heard.size, 3) / 2)
  for (const { one, other, feature } of together)
    if (words.has(one) && words.has(other)) found.set(feature, 1)
  return found
}
