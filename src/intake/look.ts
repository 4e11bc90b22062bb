import type { Categoriser, LeafScore } from './category.ts'
import { hearCues } from './cues.ts'
import type { Cues } from './cues.ts'
import type { Gazetteer } from './gazetteer.ts'
import { normalise } from './normalise.ts'
import type { Plain } from './normalise.ts'
import { findAddresses } from './place.ts'
import type { Address } from './place.ts'
import { findSpot } from './spot.ts'
import { findTimes } from './time.ts'
import type { TimeSaid } from './time.ts'

/** All that is seen in a text at one look, so that nothing is looked for twice. */
export interface Look {
  plain: Plain
  /** The evened text. */
  text: string
  cues: Cues
  /** Leaves by weight, heaviest first. */
  ranked: readonly LeafScore[]
  addresses: readonly Address[]
  estate: string | null
  spot: string | null
  times: readonly TimeSaid[]
}

export type Looker = (text: string) => Look

/** A looker for one town. */
export function makeLooker(categoriser: Categoriser, gazetteer: Gazetteer): Looker {
  return (said) => {
    const plain = normalise(said.trim())
    const named = gazetteer.find(plain.text)
    return {
      plain,
      text: plain.text,
      cues: hearCues(plain.text),
      ranked: categoriser.rank(plain.text),
      addresses: findAddresses(plain),
      estate: gazetteer.estate(plain, named),
      spot: findSpot(plain, named),
      times: findTimes(plain),
    }
  }
}
