import type { PlaceSaid } from '../grid/directory.ts'
import type { CaseRecord } from './case.ts'

/** What was said later fills what was left open. */
export const mergePlaces = (known: PlaceSaid, told: PlaceSaid): PlaceSaid => ({
  estate: known.estate ?? told.estate,
  building: known.building ?? told.building,
  unit: known.unit ?? told.unit,
  room: known.room ?? told.room,
  spot: known.spot ?? told.spot,
  ...alsoOf(known.building === null ? told : known),
})

const alsoOf = ({ also }: PlaceSaid): Pick<PlaceSaid, 'also'> => (also === undefined ? {} : { also })

/** Every house has one: nobody who hurries there knows which. */
const inEveryHouse =
  /^(?:.{0,2}楼道|楼梯.?|走廊|过道|大厅|电梯.{0,2}|门口|单元门.?|楼[上下顶]|[隔对][壁面]|(?:我|他|她|人)?(?:家|屋|房间)[里中]?|里面|厨房|客厅|卧室|阳台|卫生间|厕所|(?:\d+|[一二三四五六七八九十]+)[楼层]|这里|那里|小区里?)$/u

/** Whether somebody who hurries there finds it: a house, or a spot that is not in every house (3.8). */
export const saysWhereToGo = ({ building, spot }: PlaceSaid): boolean =>
  building !== null || (spot !== null && !inEveryHouse.test(spot))

const sameAs = (a: PlaceSaid, b: PlaceSaid): boolean =>
  (['estate', 'building', 'unit', 'room', 'spot'] as const).every((slot) => a[slot] === b[slot])

/** The speaker takes back what was said of the place before. */
const takesBack = /说错|写错|打错|搞错|看错|更正|(?:不是|不对).{0,8}(?:是|在)/u

/**
 * The place of a case after a further word of where it is; null where it stays as it was. What nobody works at yet is
 * filled; where an emergency is may still be told while the helpers are on their way (3.8), and put right: a spot that
 * every house has gives way, and so does all of it where the words say that it was wrong. Otherwise what the first
 * reporter said stays.
 */
export function placeAfter(
  record: Pick<CaseRecord, 'place' | 'state' | 'urgency'>,
  told: PlaceSaid,
  said: string,
): PlaceSaid | null {
  const undecided = record.state === 'triage' || record.state === 'filed'
  if (!undecided && record.urgency !== 'emergency') return null
  const wrong = record.urgency === 'emergency' && takesBack.test(said) && saysWhereToGo(told)
  const vague = !saysWhereToGo(record.place) && told.spot !== null
  const known = vague ? { ...record.place, spot: told.spot } : record.place
  const place = wrong ? mergePlaces(told, { ...told, estate: record.place.estate }) : mergePlaces(known, told)
  return sameAs(place, record.place) ? null : place
}
