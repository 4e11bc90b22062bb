import type { PlaceSaid } from '../grid/directory.ts'
import { wordOverlap } from './word-overlap.ts'

/**
 * How two places stand to each other: `same` beyond doubt; `part`, one says less than the other, or nearly the same;
 * `unsaid`, one names no place that could be compared; `apart`, both name one and they differ; `differ`, they contradict.
 */
export type PlaceRelation = 'same' | 'part' | 'unsaid' | 'apart' | 'differ'

interface Placed {
  place: PlaceSaid
  /** All that was said: gates, groups and roads are not always in the place that was read. */
  words: string
}

const fold = (text: string): string => text.normalize('NFKC').replaceAll(/[\s小区里的口外面边那个这]/gu, '')

/** Every building has one of these: without the building the word names no place. */
const inEveryBuilding =
  /^(?:.{0,2}楼道|.?电梯.?|楼梯.?|走廊|门口|单元门.?|楼下|楼顶|大厅|过道|[一二三四五六七八九十\d]+楼|楼上|家|屋|前|后|学校|路|马路|地库|车库|绿化带?|消防通道|工地|广场|墙上)$/u

const figures: Readonly<Record<string, string>> = {
  ...{ 一: '1', 二: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9', 十: '10' },
}

/** Names in the words of which two different ones are two places. */
const marks: readonly RegExp[] = [
  /[东南西北]{1,2}(?=门)/gu,
  /[一二三四五六七八九十]{1,3}(?=[组队])|\d{1,2}(?=[组队])/gu,
  /(?<![\p{Script=Han}])[\p{Script=Han}]{2}(?=路)|(?<=[在到从去，。、])[\p{Script=Han}]{2}(?=路)/gu,
]
/** 马路, 半条路: no names. */
const noRoad = /^(?:.马|一条|半条|这条|那条|走|.走|.修|村|.村|门口|.道|.公|满|.上|在半|把|的)$/u

const found = (words: string, mark: RegExp): ReadonlySet<string> =>
  new Set(
    [...words.normalize('NFKC').matchAll(mark)]
      .map(([one]) => figures[one] ?? one)
      .filter((one) => !noRoad.test(one)),
  )

type Compared = 'same' | 'differ' | 'unsaid'

function compareMarks(a: Placed, b: Placed): Compared {
  let result: Compared = 'unsaid'
  for (const mark of marks) {
    const [x, y] = [found(a.words, mark), found(b.words, mark)]
    if (x.size === 0 || y.size === 0) continue
    if (![...x].some((one) => y.has(one))) return 'differ'
    result = 'same'
  }
  return result
}

/** Slots are the same or not: 1 is no part of 12. */
const slots = (a: string | null, b: string | null): Compared =>
  a === null || b === null ? 'unsaid' : fold(a) === fold(b) ? 'same' : 'differ'

function estates(a: string | null, b: string | null): Compared {
  if (a === null || b === null) return 'unsaid'
  const [x, y] = [fold(a), fold(b)]
  return x.includes(y) || y.includes(x) ? 'same' : 'differ'
}

const housesOf = ({ building, also = [] }: PlaceSaid): readonly string[] =>
  building === null ? [] : [building, ...also].map(fold)

function houses(a: PlaceSaid, b: PlaceSaid): Compared {
  const [x, y] = [housesOf(a), housesOf(b)]
  if (x.length === 0 || y.length === 0) return 'unsaid'
  return x.some((one) => y.includes(one)) ? 'same' : 'differ'
}

const spotName = (place: PlaceSaid): string | null =>
  place.spot === null || inEveryBuilding.test(fold(place.spot)) ? null : fold(place.spot)

const isUnplaced = (place: PlaceSaid): boolean => place.building === null && spotName(place) === null

function namedSpots(a: Placed, b: Placed, marked: Compared): PlaceRelation {
  const [x, y] = [spotName(a.place), spotName(b.place)]
  if (marked === 'same') return 'same'
  if (x === null || y === null) return 'unsaid'
  if (x === y) return 'same'
  const [short, long] = x.length < y.length ? [x, y] : [y, x]
  if (long.includes(short)) return short.length >= 4 ? 'same' : 'part'
  return wordOverlap(x, y) >= halfOfName ? 'part' : 'apart'
}

/** 学府路小学 and 学府小学: shortened, not another. */
const halfOfName = 0.5

/** What reaches over a whole estate where no house is named: its water, its books, its gates. */
const wholeEstate = /整个?小区|全小区|我们小区|小区/u

/**
 * The relation of two places of one community. A building, unit or room that both name and that is not the same
 * contradicts; so do gates, village groups and roads.
 */
export function relatePlaces(a: Placed, b: Placed): PlaceRelation {
  const [p, q] = [a.place, b.place]
  const house = houses(p, q)
  const contradicts = [estates(p.estate, q.estate), house, slots(p.unit, q.unit), slots(p.room, q.room)]
  const marked = compareMarks(a, b)
  if (contradicts.includes('differ') || marked === 'differ') return 'differ'
  if (house === 'same') {
    const alike = (p.unit === null) === (q.unit === null) && (p.room === null) === (q.room === null)
    return alike ? 'same' : 'part'
  }
  if (p.building !== null && q.building === null && spotName(q) !== null) return 'apart'
  if (q.building !== null && p.building === null && spotName(p) !== null) return 'apart'
  if (p.building === null && q.building === null && (spotName(p) !== null || spotName(q) !== null))
    return namedSpots(a, b, marked)
  if (isUnplaced(p) && isUnplaced(q)) {
    if (marked === 'same') return 'same'
    const both = estates(p.estate, q.estate)
    return both === 'same'
      ? 'part'
      : wholeEstate.test(a.words) && wholeEstate.test(b.words)
        ? 'part'
        : 'unsaid'
  }
  return 'unsaid'
}
