import type { Directory, PlaceSaid } from '../grid/directory.ts'

const leading = /^((?:\d{1,2}|[一二三四五六七八九十]{1,3})[组队社])(.*)$/u

/**
 * In a village the group stands where elsewhere the building does (3.3): 四组路口 is the crossing of the fourth group. Only
 * where the town knows that group around there; anywhere else the words stay as they were said.
 */
export function withVillageGroup(
  place: PlaceSaid,
  from: { room: string | null; home: string | null },
  directory: Pick<Directory, 'locate'>,
): PlaceSaid {
  const [, building, spot = ''] = leading.exec(place.spot ?? '') ?? []
  if (building === undefined || place.building !== null) return place
  const grouped = { ...place, building, spot: spot === '' ? null : spot }
  return directory.locate(grouped, from).found === 'grid' ? grouped : place
}
