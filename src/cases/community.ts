import type { Directory } from '../grid/directory.ts'
import type { CaseRecord } from './case.ts'

type Placed = Pick<CaseRecord, 'grid' | 'area' | 'place' | 'room' | 'homeEstate'>

/**
 * The community a case belongs to: of its grid or area, before it has one by its place, its room, or in private talk the
 * reporter's home (3.3). Null where none of them says.
 */
export function communityOfCase(record: Placed, directory: Directory): string | null {
  const known = [record.grid, record.area].find((area) => area !== null)
  const community = known === undefined ? null : directory.communityOf(known)
  if (community !== null) return community
  const found = directory.locate(record.place, { room: record.room, home: record.homeEstate })
  if (found.found === 'grid') return directory.communityOf(found.grid)
  if (found.found === 'community') return found.community
  const ofRoom = record.room === null ? undefined : directory.room(record.room)?.areas[0]
  return ofRoom === undefined ? null : directory.communityOf(ofRoom)
}
