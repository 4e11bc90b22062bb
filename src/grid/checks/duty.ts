import { further, spotSaid, spotText } from '../faults.ts'
import type { Shift } from '../town.ts'
import { writtenTime } from '../written-time.ts'
import { knownCodes, located, named, refuse, warn } from './draft.ts'
import type { Check, Draft, Findings, Spot } from './draft.ts'

type Located = readonly [Shift, Spot]

/** Neighbours in time: overlaps are refused, gaps told (1.6). The longest shift so far is what the next one is held against. */
function compareShifts(shifts: readonly Located[], draft: Draft, findings: Findings): void {
  const zone = draft.town.timezone
  const written = (at: Date): string => writtenTime(at, zone)
  const [first, ...others] = shifts.toSorted(
    ([a], [b]) => a.from.getTime() - b.from.getTime() || a.to.getTime() - b.to.getTime(),
  )
  if (first === undefined) return
  let [last, there] = first
  for (const [shift, spot] of others) {
    if (shift.from.getTime() < last.to.getTime()) {
      const both = `${last.holder} (${spotText(there)}) and ${shift.holder} (${spotText(spot, there)})`
      const who = [last.holder, shift.holder].map((code) => named(draft, 'people', code))
      refuse(
        findings,
        further(there, spot),
        `${both} are both ${shift.post} from ${written(shift.from)}`,
        `值班重叠：${who[0] ?? ''}（${spotSaid(there)}）和${who[1] ?? ''}（${spotSaid(spot, there)}）从${written(shift.from)}起都在值班`,
      )
    } else if (shift.from.getTime() > last.to.getTime()) {
      const gap = `from ${written(last.to)} to ${written(shift.from)}`
      warn(
        findings,
        spot,
        `nobody is ${shift.post} by the roster ${gap}`,
        `值班表从${written(last.to)}到${written(shift.from)}没有人`,
      )
    }
    if (shift.to.getTime() > last.to.getTime()) [last, there] = [shift, spot]
  }
}

function refuseHolders(draft: Draft, findings: Findings): void {
  const isPerson = knownCodes(draft, 'people')
  const posts = draft.unread('posts')
  for (const [{ post, holder }, spot] of located(draft, 'roster')) {
    const holds = draft.town.posts.some((one) => one.post === post && one.holders.includes(holder))
    if (!isPerson(holder))
      refuse(
        findings,
        spot,
        `the holder ${holder} of the roster is none of the people`,
        `值班表里的“${holder}”不在人员里`,
      )
    else if (!holds && posts?.size === 0)
      refuse(
        findings,
        spot,
        `${holder} is on the roster as ${post} but does not hold that post`,
        `${named(draft, 'people', holder)}排了值班，但不是值班人员，请先改值班表`,
      )
  }
}

/** The duty roster (1.6). */
export const checkRoster: Check = (draft, findings) => {
  refuseHolders(draft, findings)
  for (const shifts of Map.groupBy(located(draft, 'roster'), ([{ post }]) => post).values()) {
    compareShifts(shifts, draft, findings)
  }
}

/** Leave and who stands in (3.4). */
export const checkAbsences: Check = (draft, findings) => {
  const isPerson = knownCodes(draft, 'people')
  for (const [{ person, delegate }, spot] of located(draft, 'absences')) {
    const name = named(draft, 'people', person)
    if (!isPerson(person))
      refuse(findings, spot, `${person}, who is absent, is none of the people`, `请假的“${person}”不在人员里`)
    if (delegate === person)
      refuse(
        findings,
        spot,
        `${person} is absent and cannot be the own delegate`,
        `${name}请假，不能由本人代`,
      )
    else if (delegate !== null && !isPerson(delegate))
      refuse(
        findings,
        spot,
        `the delegate ${delegate} of ${person} is none of the people`,
        `${name}的代办人“${delegate}”不在人员里`,
      )
  }
}
