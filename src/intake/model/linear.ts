import type { Vector } from './vector.ts'

/** A row of classes over one vector of features: softmax of weighted sums. */
export interface Head {
  name: string
  classes: readonly string[]
  /** Weights, class by class within each bucket: `bucket * classes + class`. */
  weights: Int8Array
  /** What one step of a bucket's weights means: common words have large weights, rare letters small ones. */
  steps: Float32Array
  biases: Float32Array
}

/** The weighted sums of each class. */
export function sumsOf(head: Head, { at, value }: Vector): Float64Array {
  const size = head.classes.length
  const sums = new Float64Array(size)
  for (let index = 0; index < at.length; index += 1) {
    const from = (at[index] ?? 0) * size
    const by = (value[index] ?? 0) * (head.steps[at[index] ?? 0] ?? 0)
    if (by === 0) continue
    for (let one = 0; one < size; one += 1)
      sums[one] = (sums[one] ?? 0) + by * (head.weights[from + one] ?? 0)
  }
  for (let one = 0; one < size; one += 1) sums[one] = (sums[one] ?? 0) + (head.biases[one] ?? 0)
  return sums
}

/** Sums as shares of one. */
export function shares(sums: Float64Array): Float64Array {
  const most = Math.max(...sums)
  const raised = sums.map((sum) => Math.exp(sum - most))
  const total = raised.reduce((a, b) => a + b, 0)
  return raised.map((one) => one / total)
}
