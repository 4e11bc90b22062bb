/** Buckets into which features are hashed; two features in one bucket are one to the model. */
export const buckets = 65_536

/** Features of a message: bucket and value, in the order of their adding. */
export interface Vector {
  readonly at: number[]
  readonly value: number[]
}

export const emptyVector = (): Vector => ({ at: [], value: [] })

/** FNV-1a over the UTF-16 units of a name. */
export function bucketOf(name: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < name.length; index += 1) {
    hash ^= name.charCodeAt(index)
    hash = Math.imul(hash, 0x01000193)
  }
  return ((hash >>> 16) ^ hash) & (buckets - 1)
}

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

/**
 * The letters of a text by ones, twos and threes, each once, its beginning and end marked. The block as a whole weighs
 * `weight`, however long the text is. `kind` keeps the grams of a message apart from those of what stood above.
 */
export function addGrams(vector: Vector, kind: string, text: string, weight: number, longest = 3): void {
  const letters = `^${plainFor(text)}$`
  const found = new Set<string>()
  for (let from = 0; from < letters.length; from += 1) {
    for (let size = 1; size <= longest && from + size <= letters.length; size += 1)
      found.add(letters.slice(from, from + size))
  }
  const value = weight / Math.sqrt(found.size)
  for (const gram of found) addFeature(vector, kind + gram, value)
}
