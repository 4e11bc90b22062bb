import type { Look, Looker } from './look.ts'
import { mostAbove } from './model/above.ts'
import { isOwnLine } from './own-line.ts'
import type { Heard } from './reading.ts'

/** The speaker says that something more comes; 还有谁 and 还有没有 ask. */
const opening =
  /^(?:@\S{1,8}\s?)?(?:对了|哦对|噢对|诶对|哎)?[,，\s]{0,2}(?:还有(?!谁|人|没|多少|几|票|位)|另外?[,，说]?|再(?:说|报|反映|来|讲|问)(?:一?个|一?件|一下)|再就是|再一个|顺便|顺带|其次|第二)/u
/** From this weight on a leaf is named clearly, and from that on it is thought of at all. */
const clear = 2
const faint = 1

/**
 * A second matter told below the speaker's own first: they say that something more comes, and name clearly what
 * none of their lines above was about. What names the same again adds to the first.
 */
export function isAnotherMatter(seen: Look, heard: Heard, looker: Looker): boolean {
  const [named] = seen.ranked
  if (heard.speaker !== 'resident' || named === undefined || named.score < clear) return false
  if (!opening.test(seen.text)) return false
  const above = heard.context
    .filter((line) => isOwnLine(line, heard))
    .flatMap(({ text }) => looker(text.slice(0, mostAbove)).ranked.slice(0, 1))
    .filter(({ score }) => score >= faint)
  const said = new Set(seen.ranked.filter(({ score }) => score >= faint).map(({ leaf }) => leaf))
  return above.length > 0 && above.every(({ leaf }) => !said.has(leaf))
}
