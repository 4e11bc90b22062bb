import type { Head } from '../../intake/model/linear.ts'
import { acts, kinds } from '../../intake/reading.ts'
import { fitHead, type FitRules, type Prior } from './fit.ts'
import type { Signed } from './signed.ts'

export interface Heads {
  act: Head
  leaf: Head
  kind: Head
}

/** Chosen on held-out voices; the figures hardly move around them. */
const rules: FitRules = { rounds: 12, pace: 0.05, pull: 0.001 }

/** What the turns of phrase and the lexicon say is believed at first. */
const actPriors: readonly Prior[] = acts.map((act, label) => ({ feature: `ruled:${act}`, label, weight: 1 }))

const leafPriors = (leaves: readonly string[]): readonly Prior[] =>
  leaves.flatMap((leaf, label) => [
    { feature: `lex:${leaf}`, label, weight: 2 },
    { feature: `best:${leaf}`, label, weight: 1 },
  ])

/** Learns act, leaf and kind; leaf and kind from messages with one matter alone. */
export function fitHeads(set: readonly Signed[], leaves: readonly string[]): Heads {
  const alone = set.flatMap(({ line, matter }) => {
    const [only, ...more] = line.cases
    return only === undefined || more.length > 0 ? [] : [{ only, vector: matter }]
  })
  return {
    act: fitHead(
      'act',
      acts,
      set.map(({ line, act }) => ({ vector: act, label: acts.indexOf(line.act) })),
      rules,
      actPriors,
    ),
    leaf: fitHead(
      'leaf',
      leaves,
      alone.map(({ only, vector }) => ({ vector, label: leaves.indexOf(only.category) })),
      rules,
      leafPriors(leaves),
    ),
    kind: fitHead(
      'kind',
      kinds,
      alone.map(({ only, vector }) => ({ vector, label: kinds.indexOf(only.kind) })),
      rules,
    ),
  }
}
