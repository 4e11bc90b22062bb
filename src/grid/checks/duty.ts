import { further, spotText } from '../faults.ts'
import type { Shift } from '../town.ts'
import { writtenTime } from '../written-time.ts'
import { knownCodes, located, refuse, warn } from './draft.ts'
import type { Check, Draft, Findings, Spot } from './draft.ts'

type Located = readonly [Shift, Spot]

/** Neighbours in time: overlaps are refused, gaps told (1.6). The longest shift so far is what the next one is held against. */
function compareShifts(shifts: readonly Located[], zone: string, findings: Findings): void {
  const written = (at: Date): string => writtenTime(at, zone)
  const [first, ...others] = shifts.toSorted(
    ([a], [b]) => a.from.getTime() - b.from.getTime() || a.to.getTime() - b.to.getTime(),
  )
  if (first === undefined) return
  let [last, there] = first
  for (const [shift, spot] of others) {
    if (shift.from.getTime() < last.to.getTime()) {
      const both = `${last.holder} (${spotText(there)}) and ${shift.holder} (${spotText(spot, there)})`
      refuse(findings, further(there, spot), `${both} are both ${shift.post} from ${written(shift.from)}`)
    } else if (shift.from.getTime() > last.to.getTime()) {
      const gap = `from ${written(last.to)} to ${written(shift.from)}`
      warn(findings, spot, `nobody is ${shift.post} by the roster ${gap}`)
    }
    if (shift.to.getTime() > last.to.getTime()) [last, there] = [shift, spot]
  }
}

function refuseHolders(draft: Draft, findings: Findings): void {
  const isPerson = knownCodes(draft, 'people')
  const posts = draft.unread('posts')
  for (const [{ post, holder }, spot] of located(draft, 'roster')) {
    const holds = draft.town.posts.some((one) => one.post === post && one.holders.includes(holder))
    if (!isPerson(holder)) refuse(findings, spot, `the holder ${holder} of the roster is none of the people`)
    else if (!holds && posts?.size === 0)
      refuse(findings, spot, `${holder} is on the roster as ${post} but does not hold that post`)
  }
}

/** The duty roster (1.6). */
export const checkRoster: Check = (draft, findings) => {
  refuseHolders(draft, findings)
  for (const shifts of Map.groupBy(located(draft, 'roster'), ([{ post }]) => post).values()) {
    compareShifts(shifts, draft.town.timezone, findings)
  }
}

/** Leave and who stands in (3.4). */
export const checkAbsences: Check = (draft, findings) => {
  const isPerson = knownCodes(draft, 'people')
  for (const [{ person, delegate }, spot] of located(draft, 'absences')) {
    if (!isPerson(person)) refuse(findings, spot, `${person}, who is absent, is none of the people`)
    if (delegate === person) refuse(findings, spot, `${person} is absent and cannot be the own delegate`)
    else if (delegate !== null && !isPerson(delegate))
      refuse(findings, spot, `the delegate ${delegate} of ${person} is none of the people`)
  }
}
