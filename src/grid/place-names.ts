import type { Place } from './town.ts'

export type PlaceNameKind = 'estate' | 'road' | 'landmark' | 'community'

/** Words that mean the place one stands in, whatever it is called: no name. */
const nameless = /^(?:我们?|咱们?|本|这个?|全)?(?:小区|社区|村|村里|院里|院子)里?$/u

/** A name as it is compared: half-width, no blanks, capitals. */
export const plainName = (name: string): string => name.normalize('NFKC').replace(/\s+/gu, '').toUpperCase()

/** The name a place goes by, of whatever kind. */
export const placeName = (place: Place): string => place.estate ?? place.road ?? place.landmark ?? ''

export const placeKind = (place: Place): Exclude<PlaceNameKind, 'community'> =>
  place.estate !== null ? 'estate' : place.road !== null ? 'road' : 'landmark'

export const placeNames = (place: Place): readonly string[] => [placeName(place), ...place.aliases]

/** Finds known names in what people say: the whole name, the name with 小区 behind it, or the longest names inside a phrase. */
export interface NameFinder<T> {
  find(said: string): readonly T[]
}

/** Answers in the order of the phrase; a name inside a longer name that was found is not found again. */
export function makeNameFinder<T>(entries: Iterable<readonly [string, T]>): NameFinder<T> {
  const byName = new Map<string, T[]>()
  let longest = 0
  for (const [name, meant] of entries) {
    const plain = plainName(name)
    if (plain === '') continue
    longest = Math.max(longest, plain.length)
    const known = byName.get(plain)
    if (known === undefined) byName.set(plain, [meant])
    else if (!known.includes(meant)) known.push(meant)
  }
  const inside = (said: string): readonly T[] => {
    const found: T[] = []
    for (let at = 0; at < said.length;) {
      let length = Math.min(longest, said.length - at)
      while (length > 1 && !byName.has(said.slice(at, at + length))) length -= 1
      if (length > 1) found.push(...(byName.get(said.slice(at, at + length)) ?? []))
      at += Math.max(length, 1)
    }
    return found
  }
  return {
    find: (said) => {
      const plain = plainName(said)
      if (plain === '' || nameless.test(plain)) return []
      return byName.get(plain) ?? byName.get(plain.replace(/(?:住宅)?小区$/u, '')) ?? inside(plain)
    },
  }
}

/** True where the words name no place of their own (小区, 我们村里). */
export const isNameless = (said: string): boolean => nameless.test(plainName(said))
