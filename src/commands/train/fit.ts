import type { Head } from '../../intake/model/linear.ts'
import { bucketOf, type Vector } from '../../intake/model/vector.ts'

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
  /** Buckets of the head, a power of two. */
  buckets: number
}

/** From this part of the rounds on the weights are averaged: what only the last examples wanted is evened out. */
const averagedFrom = 1 / 3

/** A weight that is known beforehand: what the lexicon says is believed until examples say otherwise. */
export interface Prior {
  feature: string
  label: number
  weight: number
}

/** Weights while they are learnt: `bucket * classes + class`, and a bias per class; beside each what was learnt already. */
interface Learning {
  classes: number
  /** A feature lies in the bucket of its lower places: one less than a power of two. */
  within: number
  weights: Float64Array
  known: Float64Array
  seen: Float64Array
  biases: Float64Array
  seenBias: Float64Array
}

/** What is kept of the learning. */
type Learnt = Pick<Learning, 'weights' | 'biases'>

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
  const { classes, weights, within } = learning
  const { at, value } = vector
  errors.set(learning.biases)
  for (let index = 0; index < at.length; index += 1) {
    const from = ((at[index] ?? 0) & within) * classes
    const by = value[index] ?? 0
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
  const { classes, within, weights, known, seen, biases, seenBias } = learning
  const { pace, pull } = rules
  for (let one = 0; one < classes; one += 1) {
    const slope = valueAt(errors, one)
    const before = (seenBias[one] = valueAt(seenBias, one) + slope * slope)
    biases[one] = valueAt(biases, one) - (pace * slope) / Math.sqrt(before + tiny)
  }
  for (let index = 0; index < vector.at.length; index += 1) {
    const from = ((vector.at[index] ?? 0) & within) * classes
    const by = vector.value[index] ?? 0
    for (let one = 0; one < classes; one += 1) {
      const place = from + one
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
): Learnt {
  const size = rules.buckets * classes
  const within = rules.buckets - 1
  const known = new Float64Array(size)
  for (const { feature, label, weight } of priors)
    known[(bucketOf(feature) & within) * classes + label] = weight
  const learning: Learning = {
    ...{ classes, within, known, weights: Float64Array.from(known), seen: new Float64Array(size) },
    ...{ biases: new Float64Array(classes), seenBias: new Float64Array(classes) },
  }
  const errors = new Float64Array(classes)
  const mean = { weights: new Float64Array(size), biases: new Float64Array(classes) }
  let rounds = 0
  for (let round = 1; round <= rules.rounds; round += 1) {
    for (const which of shuffled(examples.length, round)) {
      const example = examples[which]
      if (example === undefined) continue
      errorsOf(example, learning, errors)
      step(example, learning, errors, rules)
    }
    if (round <= rules.rounds * averagedFrom) continue
    rounds += 1
    towards(mean.weights, learning.weights, rounds)
    towards(mean.biases, learning.biases, rounds)
  }
  return mean
}

/** Makes a mean of `count - 1` values that of `count`. */
function towards(mean: Float64Array, next: Float64Array, count: number): void {
  for (let at = 0; at < mean.length; at += 1)
    mean[at] = valueAt(mean, at) + (valueAt(next, at) - valueAt(mean, at)) / count
}

/** Weights that say less than this are taken for nought: the file is half as large and reads the same. */
const least = 0.004

/** Learnt weights in signed bytes, one scale per bucket. */
function small(name: string, classes: readonly string[], { weights, biases }: Learnt): Head {
  const size = classes.length
  const buckets = weights.length / size
  const steps = new Float32Array(buckets)
  const bytes = new Int8Array(weights.length)
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const row = weights.subarray(bucket * size, (bucket + 1) * size)
    const most = row.reduce((a, b) => Math.max(a, Math.abs(b)), 0)
    if (most < least) continue
    const step = (steps[bucket] = Math.fround(most / 127))
    for (let one = 0; one < size; one += 1) bytes[bucket * size + one] = Math.round(valueAt(row, one) / step)
  }
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
