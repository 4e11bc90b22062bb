const fold = (text: string): string => text.normalize('NFKC').replaceAll(/[\s小区里的]/gu, '')

/** The pairs of neighbouring letters of a text, each once; signs, spaces and the smallest words do not count. */
export function letterPairs(text: string): ReadonlySet<string> {
  const letters = [...fold(text).replaceAll(/[\p{P}\p{S}]/gu, '')]
  return new Set(letters.slice(1).map((letter, index) => (letters[index] ?? '') + letter))
}

/** The share of the smaller text's letter pairs that the other has too; 0..1. */
export function wordOverlap(a: string, b: string): number {
  const [x, y] = [letterPairs(a), letterPairs(b)]
  const smaller = Math.min(x.size, y.size)
  return smaller === 0 ? 0 : [...x].filter((pair) => y.has(pair)).length / smaller
}
