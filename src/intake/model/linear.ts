import type { Vector } from './vector.ts'

/** A row of classes over one vector of features: softmax of weighted sums. */
export interface Head {
  name: string
  classes: readonly string[]
  /** Weights, class by class within each bucket: `bucket * classes + class`. */
  weights: Int8Array
  /**
   * What one step of a bucket's weights means: common words have large weights, rare letters small ones. As many as the
   * head has buckets, a power of two; a feature lies in the bucket of its lower places.
   */
  steps: Float32Array
  biases: Float32Array
}

/** The weighted sums of each class. */
export function sumsOf(head: Head, { at, value }: Vector): Float64Array {
  const size = head.classes.length
  const { weights, steps, biases } = head
  const within = steps.length - 1
  const sums = Float64Array.from(biases)
  for (let index = 0; index < at.length; index += 1) {
    const bucket = (at[index] ?? 0) & within
    const by = (value[index] ?? 0) * (steps[bucket] ?? 0)
    if (by === 0) continue
    const from = bucket * size
    for (let one = 0; one < size; one += 1) sums[one] = (sums[one] ?? 0) + by * (weights[from + one] ?? 0)
  }
  return sums
}

/** Sums as shares of one. */
export function shares(sums: Float64Array): Float64Array {
  let most = -Infinity
  for (const sum of sums) if (sum > most) most = sum
  const raised = new Float64Array(sums.length)
  let total = 0
  for (let one = 0; one < raised.length; one += 1) total += raised[one] = Math.exp((sums[one] ?? 0) - most)
  for (let one = 0; one < raised.length; one += 1) raised[one] = (raised[one] ?? 0) / total
  return raised
}
