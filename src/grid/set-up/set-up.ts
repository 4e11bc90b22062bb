import { checkTown } from '../check-town.ts'
import { type Fault, inForce, inOrder } from '../faults.ts'
import { postTitles } from '../naming.ts'
import type { TownInForce } from '../ports.ts'
import type { TownData } from '../town.ts'
import { fillPeople, fillPlaces, fillRooms } from './fill.ts'
import { beginSetUp, spotIn, townOf } from './joining.ts'
import { type RawSheet, readSheets } from './rows.ts'

/** What three sheets come to: everything wrong with them by row and column, and the town that would be. */
export interface SheetsRead {
  faults: readonly Fault[]
  warnings: readonly Fault[]
  town: TownData
}

/**
 * Other vacancies are warnings, the next post above acts (3.4). Above the director nobody is, and only a director changes a
 * town: one set up without could not be mended by anybody.
 */
function refuseLeaderless({ areas, posts }: TownData, faults: Fault[]): void {
  for (const { code, name, level } of areas) {
    if (level !== 'township') continue
    if (posts.some(({ area, post, holders }) => area === code && post === 'director' && holders.length > 0))
      continue
    const says = `${name}没有${postTitles.director}，请至少写一位：镇的设置只有主任能改`
    faults.push({ file: '人员', line: null, field: '岗位', says, sentence: says })
  }
}

/**
 * Reads the sheets 人员, 楼栋 and 群 into the town in force (1.*): areas by name under their community, people by phone or
 * name, posts and places as the sheet names them. With `fresh` what the sheets do not name goes; else it stays. Changes
 * nothing, and a sheet may be absent.
 */
export function readSetUp(raw: readonly RawSheet[], current: TownInForce, fresh: boolean): SheetsRead {
  const faults: Fault[] = []
  const sheets = readSheets(raw, faults)
  const joined = beginSetUp(current, fresh)
  fillPlaces(joined, sheets.楼栋, faults)
  fillPeople(joined, sheets.人员, faults)
  fillRooms(joined, sheets.群, faults)
  const town = townOf(joined)
  if (faults.length === 0) refuseLeaderless(town, faults)
  if (faults.length > 0) return { faults: inOrder(faults), warnings: [], town }
  const spot = spotIn(joined)
  const rulesSpot = () => inForce
  const found = checkTown({ town, rules: current.rules, spot, rulesSpot, unread: () => new Set() })
  return { faults: found.faults, warnings: found.warnings, town }
}
