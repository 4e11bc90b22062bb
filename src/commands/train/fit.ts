import type { Head } from '../../intake/model/linear.ts'
import { bucketOf, buckets, type Vector } from '../../intake/model/vector.ts'

export interface Example {
  vector: Vector
  /** Index of the right class. */
  label: number
  weight: number
}

export interface FitRules {
  rounds: number
  /** How far a step goes at first. */
  pace: number
  /** How strongly weights are drawn to nothing. */
  pull: number
}

/** A weight that is known beforehand: what the lexicon says is believed until examples say otherwise. */
export interface Prior {
  feature: string
  label: number
  weight: number
}

/** Weights before they are made small: `bucket * classes + class`, and a bias per class. */
interface Fitted {
  weights: Float64Array
  biases: Float64Array
}

/** The same order each time: a linear congruence, as the order of examples must not depend on the machine. */
function shuffled(count: number, seed: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index)
  let state = seed >>> 0
  for (let left = count - 1; left > 0; left -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const other = state % (left + 1)
    const kept = order[left] ?? 0
    order[left] = order[other] ?? 0
    order[other] = kept
  }
  return order
}

/**
 * Multinomial logistic regression by AdaGrad, example by example in a fixed order, weights drawn to nothing as they are
 * touched. Deterministic: the same examples give the same weights.
 */
function descend(
  examples: readonly Example[],
  classes: number,
  rules: FitRules,
  priors: readonly Prior[],
): Fitted {
  const weights = new Float64Array(buckets * classes)
  for (const { feature, label, weight } of priors) weights[bucketOf(feature) * classes + label] = weight
  const known = Float64Array.from(weights)
  const seen = new Float64Array(buckets * classes)
  const biases = new Float64Array(classes)
  const seenBias = new Float64Array(classes)
  const sums = new Float64Array(classes)
  for (let round = 0; round < rules.rounds; round += 1) {
    for (const which of shuffled(examples.length, round + 1)) {
      const example = examples[which]
      if (example === undefined) continue
      const { at, value } = example.vector
      sums.set(biases)
      for (let index = 0; index < at.length; index += 1) {
        const from = (at[index] ?? 0) * classes
        const by = value[index] ?? 0
        for (let one = 0; one < classes; one += 1) sums[one]! += by * weights[from + one]!
      }
      let most = -Infinity
      for (let one = 0; one < classes; one += 1) most = Math.max(most, sums[one]!)
      let total = 0
      for (let one = 0; one < classes; one += 1) total += sums[one] = Math.exp(sums[one]! - most)
      for (let one = 0; one < classes; one += 1) {
        const slope = example.weight * (sums[one]! / total - (one === example.label ? 1 : 0))
        sums[one] = slope
        seenBias[one]! += slope * slope
        biases[one]! -= (rules.pace * slope) / Math.sqrt(seenBias[one]! + 1e-8)
      }
      for (let index = 0; index < at.length; index += 1) {
        const from = (at[index] ?? 0) * classes
        const by = value[index] ?? 0
        for (let one = 0; one < classes; one += 1) {
          const slope = sums[one]! * by + rules.pull * (weights[from + one]! - known[from + one]!)
          seen[from + one]! += slope * slope
          weights[from + one]! -= (rules.pace * slope) / Math.sqrt(seen[from + one]! + 1e-8)
        }
      }
    }
  }
  return { weights, biases }
}

/** A fitted head in signed bytes, one scale per class. */
function small(name: string, classes: readonly string[], { weights, biases }: Fitted): Head {
  const size = classes.length
  const steps = new Float32Array(size)
  for (let one = 0; one < size; one += 1) {
    let most = 0
    for (let from = one; from < weights.length; from += size) most = Math.max(most, Math.abs(weights[from]!))
    steps[one] = most / 127
  }
  const bytes = new Int8Array(weights.length)
  for (let from = 0; from < weights.length; from += 1) {
    const step = steps[from % size]!
    bytes[from] = step === 0 ? 0 : Math.round(weights[from]! / step)
  }
  return { name, classes, weights: bytes, steps, biases: Float32Array.from(biases) }
}

export const fitHead = (
  name: string,
  classes: readonly string[],
  examples: readonly Example[],
  rules: FitRules,
  priors: readonly Prior[] = [],
): Head => small(name, classes, descend(examples, classes.length, rules, priors))
