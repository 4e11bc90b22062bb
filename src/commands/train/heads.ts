import type { ReaderModel } from '../../intake/model/model.ts'
import { acts, kinds, urgencies } from '../../intake/reading.ts'
import { buckets, fewBuckets } from '../../intake/model/vector.ts'
import { fitHead, type Example, type FitRules, type Prior } from './fit.ts'
import type { Signed } from './signed.ts'

/** What is learnt; where the lines lie is found afterwards (calibrate.ts). */
export type Heads = Omit<ReaderModel, 'slope' | 'offset'>

/** Chosen on held-out voices; the figures hardly move around them. */
const rules: FitRules = { rounds: 12, pace: 0.05, pull: 0.001, buckets: fewBuckets }
/** There are several examples of each line. Its classes are few: letters that are rare need not share a bucket. */
export const rulesOfAct: FitRules = { ...rules, rounds: 8, buckets }
const rulesOfKind: FitRules = { ...rules, pace: 0.1, buckets }

/** What the turns of phrase and the lexicon say is believed at first. */
const actPriors: readonly Prior[] = [
  ...acts.map((act, label) => ({ feature: `ruled:${act}`, label, weight: 1 })),
  { feature: 'lexicon', label: acts.indexOf('new'), weight: 0.7 },
]

const leafPriors = (leaves: readonly string[]): readonly Prior[] =>
  leaves.flatMap((leaf, label) => [
    { feature: `lex:${leaf}`, label, weight: 1.2 },
    { feature: `best:${leaf}`, label, weight: 0.6 },
  ])

/** Learns the act alone: enough to find where the lines lie. */
export const fitAct = (set: readonly Signed[]): Heads['act'] =>
  fitHead(
    'act',
    acts,
    set.flatMap(({ line, act, actElsewhere }) =>
      [act, ...actElsewhere].map((vector) => ({ vector, label: acts.indexOf(line.act) })),
    ),
    rulesOfAct,
    actPriors,
  )

/** Learns act, leaf, kind and urgency; all but the act from messages with one matter alone. */
export function fitHeads(set: readonly Signed[], leaves: readonly string[]): Heads {
  const alone = set.flatMap(({ line, matter, danger, silentOn }) => {
    const [only, ...more] = line.cases
    return only === undefined || more.length > 0 ? [] : [{ only, matter, danger, silentOn }]
  })
  const labelled = (
    head: 'leaf' | 'kind' | 'urgency',
    labelOf: (one: (typeof alone)[number]['only']) => number,
  ): readonly Example[] =>
    alone
      .filter(({ silentOn }) => silentOn?.includes(head) !== true)
      .map(({ only, matter, danger }) => ({
        vector: head === 'urgency' ? danger : matter,
        label: labelOf(only),
      }))
  return {
    act: fitAct(set),
    leaf: fitHead(
      'leaf',
      leaves,
      labelled('leaf', ({ category }) => leaves.indexOf(category)),
      rules,
      leafPriors(leaves),
    ),
    kind: fitHead(
      'kind',
      kinds,
      labelled('kind', ({ kind }) => kinds.indexOf(kind)),
      rulesOfKind,
    ),
    urgency: fitHead(
      'urgency',
      urgencies,
      labelled('urgency', ({ urgency }) => urgencies.indexOf(urgency)),
      rulesOfKind,
    ),
  }
}
