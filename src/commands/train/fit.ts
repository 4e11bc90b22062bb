import type { Head } from '../../intake/model/linear.ts'
import { bucketOf, buckets, type Vector } from '../../intake/model/vector.ts'

export interface Example {
  vector: Vector
  /** Index of the right class. */
  label: number
}

export interface FitRules {
  /** How often every example is looked at. */
  rounds: number
  /** How far a step goes at first. */
  pace: number
  /** How strongly weights are drawn back to what is known beforehand. */
  pull: number
}

/** A weight that is known beforehand: what the lexicon says is believed until examples say otherwise. */
export interface Prior {
  feature: string
  label: number
  weight: number
}

/** Weights while they are learnt: `bucket * classes + class`, and a bias per class; beside each what was learnt already. */
interface Learning {
  classes: number
  weights: Float64Array
  known: Float64Array
  seen: Float64Array
  biases: Float64Array
  seenBias: Float64Array
}

const tiny = 1e-8
const valueAt = (values: Float64Array, index: number): number => values[index] ?? 0

/** The same order each time: a linear congruence, so that the order of examples does not depend on the machine. */
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

/** What is wrong with the present answer to an example: share minus truth, class by class. */
function errorsOf({ vector, label }: Example, learning: Learning, errors: Float64Array): void {
  const { classes, weights } = learning
  errors.set(learning.biases)
  for (const [index, bucket] of vector.at.entries()) {
    const from = bucket * classes
    const by = vector.value[index] ?? 0
    for (let one = 0; one < classes; one += 1)
      errors[one] = valueAt(errors, one) + by * valueAt(weights, from + one)
  }
  const most = Math.max(...errors)
  let total = 0
  for (let one = 0; one < classes; one += 1) total += errors[one] = Math.exp(valueAt(errors, one) - most)
  for (let one = 0; one < classes; one += 1)
    errors[one] = valueAt(errors, one) / total - (one === label ? 1 : 0)
}

/** One step against the errors, shorter where much was learnt already (AdaGrad). */
function step({ vector }: Example, learning: Learning, errors: Float64Array, rules: FitRules): void {
  const { classes, weights, known, seen, biases, seenBias } = learning
  const { pace, pull } = rules
  for (let one = 0; one < classes; one += 1) {
    const slope = valueAt(errors, one)
    const before = (seenBias[one] = valueAt(seenBias, one) + slope * slope)
    biases[one] = valueAt(biases, one) - (pace * slope) / Math.sqrt(before + tiny)
  }
  for (const [index, bucket] of vector.at.entries()) {
    const by = vector.value[index] ?? 0
    for (let one = 0; one < classes; one += 1) {
      const place = bucket * classes + one
      const slope = valueAt(errors, one) * by + pull * (valueAt(weights, place) - valueAt(known, place))
      const before = (seen[place] = valueAt(seen, place) + slope * slope)
      weights[place] = valueAt(weights, place) - (pace * slope) / Math.sqrt(before + tiny)
    }
  }
}

function learn(
  examples: readonly Example[],
  classes: number,
  rules: FitRules,
  priors: readonly Prior[],
): Learning {
  const known = new Float64Array(buckets * classes)
  for (const { feature, label, weight } of priors) known[bucketOf(feature) * classes + label] = weight
  const learning: Learning = {
    ...{ classes, known, weights: Float64Array.from(known), seen: new Float64Array(buckets * classes) },
    ...{ biases: new Float64Array(classes), seenBias: new Float64Array(classes) },
  }
  const errors = new Float64Array(classes)
  for (let round = 1; round <= rules.rounds; round += 1) {
    for (const which of shuffled(examples.length, round)) {
      const example = examples[which]
      if (example === undefined) continue
      errorsOf(example, learning, errors)
      step(example, learning, errors, rules)
    }
  }
  return learning
}

/** Learnt weights in signed bytes, one scale per class. */
function small(name: string, classes: readonly string[], { weights, biases }: Learning): Head {
  const size = classes.length
  const most = new Float64Array(size)
  for (const [place, weight] of weights.entries())
    most[place % size] = Math.max(valueAt(most, place % size), Math.abs(weight))
  const steps = Float32Array.from(most, (one) => one / 127)
  const bytes = Int8Array.from(weights, (weight, place) => {
    const by = steps[place % size] ?? 0
    return by === 0 ? 0 : Math.round(weight / by)
  })
  return { name, classes, weights: bytes, steps, biases: Float32Array.from(biases) }
}

/**
 * Multinomial logistic regression, example by example in a fixed order, weights drawn back to their priors as they are
 * touched. Deterministic: the same examples give the same head.
 */
export const fitHead = (
  name: string,
  classes: readonly string[],
  examples: readonly Example[],
  rules: FitRules,
  priors: readonly Prior[] = [],
): Head => small(name, classes, learn(examples, classes.length, rules, priors))
