import { LRUCache } from 'lru-cache'
import type { Categoriser, LeafScore } from './category.ts'
import { privateSpans } from '../wording/private-parts.ts'
import type { PrivateSpan } from '../wording/private-parts.ts'
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
import { hazardOf } from './urgency.ts'
import type { Urgency } from './reading.ts'

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
  /** What the words alone say of danger. */
  hazard: Urgency
}

/** What is only feared or supposed names no matter: 万一着火 says that the way out is blocked, not that it burns. */
const feared =
  /(?:万一|要是|如果|真要?是?|一旦|怕|担心|容易|会不会|引起|引发|造成|导致|等着?|以防|防止).{0,6}(?:着火|起火|失火|火灾|着起来|烧起来|爆炸|触电|出事|出人命|地震|塌|跳楼)/gu

/** Numbers of people say nothing about the matter either: 身份证 before a number asks for no identity card. */
function aboutTheMatter(text: string): string {
  const spans = privateSpans(text)
  const blank = (rest: string, { from, to }: PrivateSpan): string =>
    rest.slice(0, from) + '0'.repeat(to - from) + rest.slice(to)
  return spans
    .reduce(blank, text)
    .replace(/(?:身份证|电话|手机|车牌|卡号)(?:号码?)?[是:：\s]{0,2}0{5,}/gu, '')
    .replace(feared, '')
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
      ranked: categoriser.rank(aboutTheMatter(plain.text)),
      addresses,
      estate: gazetteer.estate(plain, named),
      spot: findSpot(plain, named, addresses),
      times: findTimes(plain),
      hazard: hazardOf(plain.text),
    }
  }
}

/** How many texts are remembered with what was seen in them: the lines above come again with every message. */
const mostRemembered = 300

/** Looks once at a text that comes again soon. */
export function remembered(looker: Looker): Looker {
  const seen = new LRUCache<string, Look>({ max: mostRemembered })
  return (text) => {
    const known = seen.get(text)
    if (known !== undefined) return known
    const made = looker(text)
    seen.set(text, made)
    return made
  }
}
