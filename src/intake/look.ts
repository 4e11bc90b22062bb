import type { Categoriser, LeafScore } from './category.ts'
import { privateSpans } from '../wording/private-parts.ts'
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

/** Numbers of people say nothing about the matter: 身份证 before a number asks for no identity card. */
function withoutPrivate(text: string): string {
  const spans = privateSpans(text)
  if (spans.length === 0) return text
  return spans
    .reduce((rest, { from, to }) => rest.slice(0, from) + '0'.repeat(to - from) + rest.slice(to), text)
    .replace(/(?:身份证|电话|手机|车牌|卡号)(?:号码?)?[是:：\s]{0,2}0{5,}/gu, '')
}

export type Looker = (text: string) => Look

/** A looker for one town. */
export function makeLooker(categoriser: Categoriser, gazetteer: Gazetteer): Looker {
  return (said) => {
    const plain = normalise(said.trim())
    const named = gazetteer.find(plain.text)
    const addresses = findAddresses(plain)
    return {
      plain,
      text: plain.text,
      cues: hearCues(plain.text),
      ranked: categoriser.rank(withoutPrivate(plain.text)),
      addresses,
      estate: gazetteer.estate(plain, named),
      spot: findSpot(plain, named, addresses),
      times: findTimes(plain),
    }
  }
}
