import type { Directory } from '../grid/directory.ts'
import { asIfSeen, isHearsay } from '../intake/hearsay.ts'
import { normalise } from '../intake/normalise.ts'
import type { Matter } from '../intake/reading.ts'
import { hazardOf as dangerOf } from '../intake/urgency.ts'
import { type Hazard, hazardOf } from '../wording/hazards.ts'

/** The leaf of an emergency whose words name no category: a danger is nobody's "other matters". */
const leafOf: Readonly<Partial<Record<Hazard, string>>> = {
  gas: '0803',
  lift: '0204',
  missing: '0806',
  violence: '0902',
}
const anyDanger = '0805'
/** Below this the reader only guesses the category. */
const guessed = 0.3

/** Somebody who lies there hurt is neither lost nor shut in. */
const isHurtNotMissing = ({ category }: Matter, said: string): boolean =>
  category === leafOf.missing &&
  hazardOf('', said) === 'medical' &&
  !/走失|走丢|丢了|不见|找不|没找|失踪|失联|联系不上|困|锁|卡/u.test(said)

/**
 * An emergency goes to the leaf of its hazard where the reader only guesses at one, and who has fallen is not who is lost (3.8: even when the category is not
 * sure). Violence so found is answered in private like any other (6.13).
 */
export function withSureLeaf(matter: Matter, said: string, directory: Directory): Matter {
  if (matter.urgency !== 'emergency') return matter
  if (matter.certainty >= guessed && !isHurtNotMissing(matter, said)) return matter
  const leaf = directory.leaf(leafOf[hazardOf(matter.category, said)] ?? anyDanger)
  return leaf === null ? matter : { ...matter, category: leaf.code, nature: leaf.nature }
}

/** A rumour is no emergency yet: whoever is on duty looks first (6.10). */
export const withoutRumour = (matter: Matter, said: string): Matter =>
  isHearsay(said) && matter.urgency === 'emergency' ? { ...matter, urgency: 'urgent' } : matter

/** Danger to life told at second hand: the duty officer is rung at any hour (6.10). */
export const isDangerousRumour = (said: string): boolean =>
  isHearsay(said) && dangerOf(asIfSeen(normalise(said).text)) === 'emergency'
