/** One occurrence of a listed word. */
export interface Hit<T> {
  word: string
  from: number
  to: number
  tags: readonly T[]
}

interface Knot<T> {
  next: Map<number, Knot<T>>
  word: string | null
  tags: T[]
}

/**
 * Finds every listed word in a text, overlaps included, in order of beginning. Time is the length of the text times
 * the longest word, whatever the text: there is no backtracking.
 */
export function makeMatcher<T>(words: Iterable<readonly [string, T]>): (text: string) => Hit<T>[] {
  const knot = (): Knot<T> => ({ next: new Map(), word: null, tags: [] })
  const root = knot()
  for (const [word, tag] of words) {
    let here = root
    for (let i = 0; i < word.length; i += 1) {
      const code = word.charCodeAt(i)
      let there = here.next.get(code)
      if (!there) here.next.set(code, (there = knot()))
      here = there
    }
    here.word = word
    if (!here.tags.includes(tag)) here.tags.push(tag)
  }
  return (text) => {
    const hits: Hit<T>[] = []
    for (let from = 0; from < text.length; from += 1) {
      let here = root.next.get(text.charCodeAt(from))
      for (let to = from + 1; here; to += 1) {
        if (here.word !== null) hits.push({ word: here.word, from, to, tags: here.tags })
        here = here.next.get(text.charCodeAt(to))
      }
    }
    return hits
  }
}

/** The words of a list separated by white space. */
export function wordsOf(list: string): string[] {
  return list.split(/\s+/u).filter((word) => word !== '')
}
