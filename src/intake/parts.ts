import type { Categoriser } from './category.ts'

const another =
  /(?:^|[\s,，。！!？?;；])(?:还有|另外|再有|再就是|再一个|再说一个|顺便|顺带|其次|第二|二是|2[.、]|二、|②|以及|同时)|[。！!？?;；\n]/gu
const marking = /还有|另外|再有|再就是|再一个|再说|顺便|顺带|其次|第二|二是|2|二、|②|以及/u
/** Beyond this many cuts a message is a tale, and a tale is one matter. */
const mostCuts = 8

/**
 * Where in an evened text another matter begins; null where it is one. Both parts must name a matter clearly;
 * without a word that says so (还有, 另外), only two quite different ones are two.
 */
export function whereCut(text: string, categoriser: Categoriser): number | null {
  const cuts = [...text.matchAll(another)].filter((m) => m.index >= 5 && text.length - m.index > 6)
  for (const match of cuts.slice(0, mostCuts)) {
    const first = categoriser.rank(text.slice(0, match.index))
    const a = first[0]
    if (!a || a.score < 2.2) continue
    const b = categoriser.rank(text.slice(match.index + 1))[0]
    if (!b || a.leaf === b.leaf || b.score < 2.2) continue
    const apart = a.leaf.slice(0, 2) !== b.leaf.slice(0, 2) && a.score >= 3 && b.score >= 3
    const firstOnBoth = first.find((entry) => entry.leaf === b.leaf)?.score ?? 0
    if (firstOnBoth < 1.5 && (marking.test(match[0]) || apart)) return match.index
  }
  return null
}
