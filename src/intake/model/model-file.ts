import { buckets } from './vector.ts'
import type { Head } from './linear.ts'

/** What the reader has learnt (docs/reading.md): heads by name, and the two lines of the zones in log odds of an appeal. */
export interface Model {
  heads: Readonly<Record<string, Head>>
  /** Log odds at which a message reaches the triage line and the file line. */
  lines: { triage: number; file: number }
}

interface HeadFacts {
  name: string
  classes: readonly string[]
  steps: readonly number[]
  biases: readonly number[]
  rows: number
}

interface Facts {
  format: 1
  lines: Model['lines']
  heads: readonly HeadFacts[]
}

/** Rows of a head that hold anything: the bucket, then one signed byte for each class. */
function packed(head: Head): { rows: number; bytes: Uint8Array } {
  const size = head.classes.length
  const used: number[] = []
  for (let bucket = 0; bucket < buckets; bucket += 1)
    if (head.weights.subarray(bucket * size, (bucket + 1) * size).some((weight) => weight !== 0)) used.push(bucket)
  const bytes = new Uint8Array(used.length * (2 + size))
  for (const [row, bucket] of used.entries()) {
    const from = row * (2 + size)
    bytes[from] = bucket & 0xff
    bytes[from + 1] = bucket >> 8
    bytes.set(new Uint8Array(head.weights.buffer, bucket * size, size), from + 2)
  }
  return { rows: used.length, bytes }
}

/** A model as bytes: a line of JSON, then the rows of each head. The same model gives the same bytes. */
export function encodeModel(model: Model): Uint8Array {
  const heads = Object.values(model.heads).map((head) => ({ head, ...packed(head) }))
  const facts: Facts = {
    format: 1,
    lines: model.lines,
    heads: heads.map(({ head, rows }) => ({
      name: head.name,
      classes: head.classes,
      steps: [...head.steps],
      biases: [...head.biases],
      rows,
    })),
  }
  return Buffer.concat([Buffer.from(`${JSON.stringify(facts)}\n`), ...heads.map(({ bytes }) => bytes)])
}

function unpacked({ name, classes, steps, biases, rows }: HeadFacts, bytes: Uint8Array): Head {
  const size = classes.length
  const weights = new Int8Array(buckets * size)
  for (let row = 0; row < rows; row += 1) {
    const from = row * (2 + size)
    const bucket = (bytes[from] ?? 0) | ((bytes[from + 1] ?? 0) << 8)
    for (let one = 0; one < size; one += 1) weights[bucket * size + one] = bytes[from + 2 + one] ?? 0
  }
  return { name, classes, weights, steps: Float32Array.from(steps), biases: Float32Array.from(biases) }
}

/** The model in bytes made by `encodeModel`. */
export function decodeModel(bytes: Uint8Array): Model {
  const end = bytes.indexOf(10)
  const facts = JSON.parse(Buffer.from(bytes.subarray(0, end)).toString('utf8')) as Facts
  const heads: Record<string, Head> = {}
  let from = end + 1
  for (const one of facts.heads) {
    const length = one.rows * (2 + one.classes.length)
    heads[one.name] = unpacked(one, bytes.subarray(from, from + length))
    from += length
  }
  return { heads, lines: facts.lines }
}
