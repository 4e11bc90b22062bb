/** Buckets into which features are hashed; two features in one bucket are one to the model. */
export const buckets = 262_144

/** The fewest buckets of a head: one of many classes is kept small, its buckets are these by their lower places. */
export const fewBuckets = 65_536

/** Features of a message: bucket and value, in the order of their adding. */
export interface Vector {
  readonly at: number[]
  readonly value: number[]
}

export const emptyVector = (): Vector => ({ at: [], value: [] })

const emptyHash = 0x811c9dc5
/** FNV-1a, one UTF-16 unit further. */
const further = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193)
const bucketAt = (hash: number): number => ((hash >>> 16) ^ hash) & (buckets - 1)

function hashOf(name: string): number {
  let hash = emptyHash
  for (let index = 0; index < name.length; index += 1) hash = further(hash, name.charCodeAt(index))
  return hash
}

/** The bucket of a feature by its name. */
export const bucketOf = (name: string): number => bucketAt(hashOf(name))

/** A number below 65,536 by which speakers and lines are drawn; it stays the same whatever the buckets are. */
export const lotOf = (name: string): number => bucketOf(name) & 0xffff

export function addFeature(vector: Vector, name: string, value: number): void {
  if (value === 0) return
  vector.at.push(bucketOf(name))
  vector.value.push(value)
}

/** Digits are alike, spaces say nothing, and a letter said three times or more says no more than twice. */
const plainFor = (text: string): string =>
  text
    .replace(/\d/gu, '0')
    .replace(/\s+/gu, '')
    .replace(/(.)\1{2,}/gu, '$1$1')

/** In which round a bucket was added last: each gram counts once, without a set of strings. */
const addedIn = new Uint32Array(buckets)
let round = 0

/**
 * The letters of a text by ones, twos and threes, each once, its beginning and end marked. The block as a whole weighs
 * `weight`, however long the text is. `kind` keeps the grams of a message apart from those of what stood above.
 */
export function addGrams(vector: Vector, kind: string, text: string, weight: number, longest = 3): void {
  const letters = `^${plainFor(text)}$`
  const before = hashOf(kind)
  const first = vector.at.length
  round = (round + 1) >>> 0
  for (let from = 0; from < letters.length; from += 1) {
    const end = Math.min(letters.length, from + longest)
    let hash = before
    for (let at = from; at < end; at += 1) {
      hash = further(hash, letters.charCodeAt(at))
      const bucket = bucketAt(hash)
      if (addedIn[bucket] === round) continue
      addedIn[bucket] = round
      vector.at.push(bucket)
    }
  }
  const value = weight / Math.sqrt(vector.at.length - first)
  while (vector.value.length < vector.at.length) vector.value.push(value)
}
