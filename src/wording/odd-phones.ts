/** Figures as people write them to be read by people alone: 一, 幺, 壹, ❶; of an evened text, where ① is 1 already. */
const written: ReadonlyMap<string, number> = new Map(
  [
    '零〇○',
    '一幺壹❶➊',
    '二两贰❷➋',
    '三叁❸➌',
    '四肆❹➍',
    '五伍❺➎',
    '六陆❻➏',
    '七柒❼➐',
    '八捌❽➑',
    '九玖❾➒',
  ].flatMap((letters, value) => [...letters].map((letter) => [letter, value] as const)),
)

/** Most texts have none: a pattern sees that quicker than a look at each letter. */
const anyFigure = new RegExp(`[\\d${[...written.keys()].join('')}]`, 'u')

function valueOf(letter: string): number | null {
  if (letter <= '9') return letter >= '0' ? Number(letter) : null
  return written.get(letter) ?? null
}

/** Whether a text has so many figures at least, in whatever writing. */
export function hasFigures(text: string, least: number): boolean {
  if (!anyFigure.test(text)) return false
  let seen = 0
  for (let at = 0; at < text.length && seen < least; at += 1) if (valueOf(text[at] ?? '') !== null) seen += 1
  return seen >= least
}

/** What people put between the figures of a number. */
const between = /[\s.,，。、·•*_~^|/\\:;+=…'"“”‘’<>《》【】[\]()（）\-—–―‐]/u
/** So many of them at most stand between two figures of one number. */
const mostBetween = 3

/** How the eleven figures are grouped where something odd stands between them; years, times and amounts are grouped otherwise. */
const groupings = new Set([
  ...['11', '3-4-4', '4-3-4', '4-4-3', '3-8', '7-4', '3-3-5', '3-5-3', '5-6', '6-5', '1-10', '2-9'],
  ...['3-2-2-2-2', '3-4-2-2', '3-2-2-4', '1-2-2-2-2-2', '1-1-1-1-1-1-1-1-1-1-1'],
])
/** What follows a number that is counted, paid or lived in. */
const measured = /^\s?(?:号楼|[栋幢座]|单元|室|户|元|块|万|分|米|平|年|月|日|斤|人|票|楼|层|期|度|次)/u

interface Figure {
  value: number
  at: number
  /** Whether it is written 0 to 9. */
  plain: boolean
  /** How many letters stand between it and the figure before it in the same number; null where it begins one. */
  gap: number | null
}

/** Every figure of a text with what stands before it; one pass. */
function figuresIn(text: string): Figure[] {
  const figures: Figure[] = []
  let gap: number | null = null
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? ''
    const value = valueOf(letter)
    if (value !== null) {
      figures.push({ value, at, plain: letter >= '0' && letter <= '9', gap })
      gap = 0
    } else if (gap !== null && gap < mostBetween && between.test(letter)) gap += 1
    else gap = null
  }
  return figures
}

const long = 11

/** How the window of eleven figures is grouped, as in `groupings`; null where it is no one number. */
function groupingOf(window: readonly Figure[]): string | null {
  const groups = [1]
  for (const { gap } of window.slice(1)) {
    if (gap === null) return null
    if (gap > 0) groups.push(1)
    else groups.push((groups.pop() ?? 0) + 1)
  }
  return groups.join('-')
}

/** Two figures that stand together and are written the same way belong to one number. */
const isGlued = (figure: Figure | undefined, next: Figure | undefined): boolean =>
  figure !== undefined && next?.gap === 0 && figure.plain === next.plain

/** A code of the country before the number: 86, +86, 0086. */
const isCountry = (figures: readonly Figure[], first: number): boolean =>
  figures[first - 2]?.value === 8 &&
  figures[first - 1]?.value === 6 &&
  (figures[first - 2]?.gap === null || (figures[first - 2]?.gap ?? 0) > 0 || figures[first - 3]?.value === 0)

function isPhone(text: string, figures: readonly Figure[], first: number): boolean {
  const one = figures[first]
  const last = figures[first + long - 1]
  if (one?.value !== 1 || (figures[first + 1]?.value ?? 0) < 3 || last === undefined) return false
  const window = figures.slice(first, first + long)
  const grouping = groupingOf(window)
  if (grouping === null || !groupings.has(grouping)) return false
  const isSpoken = grouping === '11' && window.every(({ plain }) => !plain)
  if (!isSpoken) {
    if (isGlued(figures[first - 1], one) && !isCountry(figures, first)) return false
    if (isGlued(last, figures[first + long])) return false
  }
  return grouping === '11' || !measured.test(text.slice(last.at + 1, last.at + 5))
}

/**
 * Mobile numbers that are written oddly: figures of several kinds in one (1391234五六七八), odd signs between them
 * (139,1234,5678; 139*1234*5678), grouped as people group a telephone. Positions in an evened text, in order, without
 * overlap. Linear in the length: each figure is looked at in eleven windows at most.
 */
export function oddPhones(text: string): { from: number; to: number }[] {
  const figures = figuresIn(text)
  const found: { from: number; to: number }[] = []
  for (let first = 0; first + long <= figures.length; first += 1) {
    if (!isPhone(text, figures, first)) continue
    const last = figures[first + long - 1]
    found.push({ from: figures[first]?.at ?? 0, to: (last?.at ?? 0) + 1 })
    first += long - 1
  }
  return found
}
