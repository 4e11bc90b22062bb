import { decideSame } from '../../cases/same-matter.ts'
import type { OfflineReader } from '../../intake/read-offline.ts'
import type { Matter } from '../../intake/reading.ts'
import { type Pair, type Truth, truths } from './pairs.ts'

export type Decided = 'join' | 'ask' | 'new'

export interface DecidedPair extends Pair {
  decided: Decided
  because: string
}

/**
 * What becomes of the second message of a pair where the first is an open case of another resident in the same community.
 * Both are read by the offline reader: what it misreads counts. A message that is no matter to it is `new`.
 */
export function decidePairs(pairs: readonly Pair[], reader: OfflineReader): readonly DecidedPair[] {
  const matterOf = (text: string): Matter | null =>
    reader.readNow({ text, room: 'community', speaker: 'resident', name: null, context: [] }).matters[0] ??
    null
  return pairs.map((pair) => {
    const [earlier, later] = [matterOf(pair.earlier), matterOf(pair.later)]
    if (earlier === null || later === null) return { ...pair, decided: 'new', because: 'not_read' }
    const known = { ...earlier, words: pair.earlier, state: 'dispatched' as const }
    const { is, because } = decideSame({ matter: later, words: pair.later, own: false }, known)
    return { ...pair, decided: is, because }
  })
}

const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1000) / 1000

/** Precision and recall of join and ask; everything a share from 0 to 1. */
export function figuresOf(pairs: readonly DecidedPair[]) {
  const count = (truth: Truth | null, decided: Decided | null): number =>
    pairs.filter((one) => (truth ?? one.truth) === one.truth && (decided ?? one.decided) === one.decided)
      .length
  const same = count('same', null)
  return {
    pairs: pairs.length,
    table: Object.fromEntries(
      truths.map((truth) => [
        truth,
        { join: count(truth, 'join'), ask: count(truth, 'ask'), new: count(truth, 'new') },
      ]),
    ),
    join: {
      /** Of those joined, truly the same. */
      precision: share(count('same', 'join'), count(null, 'join')),
      /** Of the same, joined without asking anybody. */
      recall: share(count('same', 'join'), same),
      /** Another matter, joined silently: the worst defect. */
      wrong: count('other', 'join'),
    },
    ask: {
      /** Of those asked about, the same or such that nobody could say. */
      worthIt: share(count('same', 'ask') + count('unsure', 'ask'), count(null, 'ask')),
      /** Of the same, joined or asked about: nobody has to find them by themselves. */
      found: share(count('same', 'join') + count('same', 'ask'), same),
      /** Of those nobody could say, asked about. */
      ofUnsure: share(count('unsure', 'ask'), count('unsure', null)),
    },
  }
}
