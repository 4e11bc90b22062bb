import { StartFault } from '../../kernel/errors.ts'
import { acts, kinds, urgencies } from '../reading.ts'
import type { Head } from './linear.ts'
import type { ReaderModel } from './model.ts'
import { buckets, fewBuckets } from './vector.ts'

/*
 * A model as a file: one line of JSON (what it is, how many bytes each head has), then the heads. Of a head only buckets
 * that say something are written: the number of buckets passed over (one byte), the bucket's step (four bytes), its
 * weights class by class. No time, no place of making and no compression: the same corpus gives the same bytes everywhere.
 */

const version = 1

interface HeadLine {
  name: string
  classes: readonly string[]
  biases: readonly number[]
  bytes: number
  /** A power of two; models from before heads had sizes of their own name none. */
  buckets?: number
}

interface FileLine {
  linliReader: number
  buckets: number
  slope: number
  offset: number
  heads: readonly HeadLine[]
}

/** How many silent buckets one byte can pass over; a row of noughts stands in for the rest. */
const mostPassed = 255

function packed({ classes, weights, steps }: Head): Uint8Array {
  const buckets = steps.length
  const rowBytes = 5 + classes.length
  const out = new DataView(new ArrayBuffer(buckets * rowBytes))
  let at = 0
  let passed = 0
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const step = steps[bucket] ?? 0
    if (step === 0 && passed < mostPassed) {
      passed += 1
      continue
    }
    out.setUint8(at, passed)
    out.setFloat32(at + 1, step, true)
    for (let one = 0; one < classes.length; one += 1)
      out.setInt8(at + 5 + one, weights[bucket * classes.length + one] ?? 0)
    at += rowBytes
    passed = 0
  }
  return new Uint8Array(out.buffer, 0, at)
}

function unpacked(bytes: Uint8Array, classes: number, buckets: number): Pick<Head, 'weights' | 'steps'> {
  const weights = new Int8Array(buckets * classes)
  const steps = new Float32Array(buckets)
  const rowBytes = 5 + classes
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  if (bytes.length % rowBytes !== 0) throw new StartFault(cutShort)
  let bucket = 0
  for (let at = 0; at < bytes.length; at += rowBytes, bucket += 1) {
    bucket += view.getUint8(at)
    if (bucket >= buckets) throw new StartFault(cutShort)
    steps[bucket] = view.getFloat32(at + 1, true)
    weights.set(new Int8Array(bytes.buffer, bytes.byteOffset + at + 5, classes), bucket * classes)
  }
  return { weights, steps }
}

const cutShort = 'The model of the reader is cut short or was changed: npm run train makes it anew.'

const headsOf = ({ act, leaf, kind, urgency }: ReaderModel): readonly Head[] => [act, leaf, kind, urgency]

/** The model as bytes; the same model gives the same bytes on every machine. */
export function encodeModel(model: ReaderModel): Uint8Array {
  const parts = headsOf(model).map(packed)
  const line: FileLine = {
    linliReader: version,
    buckets,
    slope: model.slope,
    offset: model.offset,
    heads: headsOf(model).map((head, index) => ({
      name: head.name,
      classes: head.classes,
      biases: [...head.biases],
      bytes: parts[index]?.length ?? 0,
      buckets: head.steps.length,
    })),
  }
  return Buffer.concat([Buffer.from(`${JSON.stringify(line)}\n`), ...parts])
}

/** A size that a head may have: the lower places of every feature's bucket lead into it. */
const isSize = (size: number): boolean => size === buckets || size === fewBuckets

const same = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join()

/** Reads a model. Throws a StartFault where the bytes are no model of this version of the reader. */
export function decodeModel(bytes: Uint8Array): ReaderModel {
  const end = bytes.indexOf(10)
  const line = lineOf(bytes.subarray(0, Math.max(0, end)))
  let from = end + 1
  const heads = line.heads.map((head): Head => {
    const size = head.buckets ?? line.buckets
    if (!isSize(size)) throw new StartFault(cutShort)
    const part = unpacked(bytes.subarray(from, from + head.bytes), head.classes.length, size)
    from += head.bytes
    const { name, classes } = head
    return { name, classes, ...part, biases: Float32Array.from(head.biases) }
  })
  const [act, leaf, kind, urgency] = heads
  const fits =
    act &&
    leaf &&
    kind &&
    urgency &&
    same(act.classes, acts) &&
    same(kind.classes, kinds) &&
    same(urgency.classes, urgencies)
  if (!fits || from !== bytes.length)
    throw new StartFault('The model of the reader does not fit this version: npm run train makes it anew.')
  return { act, leaf, kind, urgency, slope: line.slope, offset: line.offset }
}

function lineOf(bytes: Uint8Array): FileLine {
  try {
    const line = JSON.parse(Buffer.from(bytes).toString('utf8')) as FileLine
    if (line.linliReader === version && isSize(line.buckets) && Array.isArray(line.heads)) return line
  } catch {
    // Said below, as for every other file that is none.
  }
  throw new StartFault('The file is no model of the reader of this version: npm run train makes it anew.')
}
