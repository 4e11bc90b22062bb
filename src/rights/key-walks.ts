/** Where the fingers go: a row of keys lies half a key or a quarter further right than the one above it. */
const keyboard: readonly (readonly [row: string, shift: number])[] = [
  ['1234567890-=', 0],
  ['qwertyuiop[]', 0.5],
  ["asdfghjkl;'", 0.75],
  ['zxcvbnm,./', 1.25],
]
const figureBlock: readonly (readonly [row: string, shift: number])[] = [
  ['789', 0],
  ['456', 0],
  ['123', 0],
  ['0', 0],
]

const spotsOf = (rows: typeof keyboard): ReadonlyMap<string, readonly [x: number, y: number]> =>
  new Map(rows.flatMap(([row, shift], y) => [...row].map((key, x) => [key, [x + shift, y]] as const)))
const boards = [keyboard, figureBlock].map(spotsOf)

const areNeighbours = (a: string, b: string, board: (typeof boards)[number]): boolean => {
  const [from, to] = [board.get(a), board.get(b)]
  if (from === undefined || to === undefined || a === b) return false
  return Math.abs(from[0] - to[0]) <= 1 && Math.abs(from[1] - to[1]) <= 1
}

/** Signs that follow each other in the alphabet or as figures, up or down, all by the same step. */
const countsOn = (before: string, a: string, b: string): boolean => {
  const step = (b.codePointAt(0) ?? 0) - (a.codePointAt(0) ?? 0)
  return (
    Math.abs(step) === 1 && (before === '' || (a.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0) === step)
  )
}

export interface Span {
  from: number
  /** Not included. */
  to: number
}

/** Stretches in which each sign leads to the next; they touch, and do not overlap. */
function stretches(
  signs: readonly string[],
  leads: (before: string, a: string, b: string) => boolean,
): readonly Span[] {
  const found: Span[] = []
  for (let from = 0; from < signs.length;) {
    let to = from + 1
    while (
      to < signs.length &&
      leads(to - 2 < from ? '' : (signs[to - 2] ?? ''), signs[to - 1] ?? '', signs[to] ?? '')
    )
      to += 1
    found.push({ from, to })
    from = to
  }
  return found
}

const lengthOf = ({ from, to }: Span): number => to - from

/**
 * Walks over the keys: six keys that lie side by side (1q2w3e, zaq12wsx), or several short walks one behind the other, three
 * keys each (qweasdzxc, 147258369). Shorter ones stand in words.
 */
function walks(signs: readonly string[]): readonly Span[] {
  return boards.flatMap((board) => {
    const all = stretches(signs, (_before, a, b) => areNeighbours(a, b, board))
    const joined: Span[] = []
    for (const one of all.filter((each) => lengthOf(each) >= 3)) {
      const last = joined.at(-1)
      if (last?.to === one.from) last.to = one.to
      else joined.push({ ...one })
    }
    return joined.filter((one) => lengthOf(one) >= 6)
  })
}

const straight: readonly string[] = [
  ...['1234567890-=', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1qaz', '2wsx', '3edc', '4rfv', '5tgb', '6yhn'],
  '7ujm',
]
const bothWays = straight.flatMap((keys) => [keys, [...keys].toReversed().join('')])

/** Four keys and more of one row or column, and four signs and more that count on (abcd, 9876). */
function runs(signs: readonly string[]): readonly Span[] {
  const counted = stretches(signs, countsOn).filter((one) => lengthOf(one) >= 4)
  const rowed: Span[] = []
  for (let from = 0; from + 4 <= signs.length;) {
    let to = from + 4
    while (to <= signs.length && bothWays.some((row) => row.includes(signs.slice(from, to).join('')))) to += 1
    if (to > from + 4) rowed.push({ from, to: to - 1 })
    from = to > from + 4 ? to - 1 : from + 1
  }
  return [...counted, ...rowed]
}

/** What of these signs the fingers write by themselves. */
export const keyWalks = (signs: readonly string[]): readonly Span[] => [...runs(signs), ...walks(signs)]
