import { acts, kinds, type Act, type Kind, urgencies, type Urgency } from '../reading.ts'
import type { Look } from '../look.ts'
import type { Heard } from '../reading.ts'
import type { FirstGlance } from './above.ts'
import { shares, sumsOf, type Head } from './linear.ts'
import { actSigns, dangerSigns, matterSigns } from './signs.ts'
import type { Vector } from './vector.ts'

/** What was learnt from the corpus: four heads over the same kind of features, and where the lines of 8.1 lie. */
export interface ReaderModel {
  act: Head
  leaf: Head
  kind: Head
  urgency: Head
  /** Score = logistic(slope × log odds of an appeal + offset): calibrated so that the default zones mean what they say. */
  slope: number
  offset: number
}

/** What the model says of a message: how likely an appeal, and every act by its share, likeliest first. */
export interface ActJudgement {
  /** 0..1, calibrated. */
  score: number
  acts: readonly { act: Act; share: number }[]
}

/** How much of what the lexicon surely hears is believed whatever was learnt: plain words stand rarely in the corpus. */
const lexiconShare = 0.4
const mostOfLexicon = 5

/** What the lexicon's own word adds to the log odds of an appeal; nothing where it doubts. */
export function wordOfLexicon({ score }: Pick<FirstGlance, 'score'>): number {
  const odds = Math.log((score + 1e-6) / (1 - score + 1e-6))
  return lexiconShare * Math.min(mostOfLexicon, Math.max(0, odds))
}

/** Log odds of the first class against all others. */
export function oddsOfFirst(sums: Float64Array): number {
  const first = shares(sums)[0] ?? 0
  return Math.log((first + 1e-12) / (1 - first + 1e-12))
}

/** Classes with their shares, likeliest first. */
function ordered<T extends string>(names: readonly T[], parts: Float64Array): { name: T; share: number }[] {
  return names
    .map((name, index) => ({ name, share: parts[index] ?? 0 }))
    .sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1))
}

/**
 * How much more is believed of a share in an earlier matter that the turns of phrase name (log odds), and how much more
 * still where the bot itself spoke above: in the corpus it rarely does, and under its receipts and notices the turns of
 * phrase are nearly always right.
 */
const trust: Readonly<Partial<Record<Act, number>>> = {
  ...{ join: 1.5, supplement: 2.5, progress: 2.5, withdraw: 2.5, rating: 2.5 },
}
const trustUnderTheBot = 3

/** The sums of the acts, what the lexicon says of an appeal added. */
export function appealSums(head: Head, signs: Vector, byLexicon: number): Float64Array {
  const sums = sumsOf(head, signs)
  sums[0] = (sums[0] ?? 0) + byLexicon
  return sums
}

export function judgeAct(model: ReaderModel, look: Look, heard: Heard, above: FirstGlance): ActJudgement {
  const sums = appealSums(model.act, actSigns(look, heard, above), wordOfLexicon(above))
  const trusted = Float64Array.from(sums)
  const ruled = acts.indexOf(above.ruled)
  const more = trust[above.ruled]
  if (more !== undefined)
    trusted[ruled] = (trusted[ruled] ?? 0) + more + (above.botSpoke ? trustUnderTheBot : 0)
  return {
    score: 1 / (1 + Math.exp(-(model.slope * oddsOfFirst(sums) + model.offset))),
    acts: ordered(acts, shares(trusted)).map(({ name, share }) => ({ act: name, share })),
  }
}

/** What the model says of a matter. Leaves are those it was taught, whatever the town's table. */
export interface MatterJudgement {
  leaves: readonly { leaf: string; share: number }[]
  kinds: readonly { kind: Kind; share: number }[]
  /** Share of each urgency. */
  urgency: Readonly<Record<Urgency, number>>
}

export function judgeMatter(
  model: ReaderModel,
  look: Look,
  heard: Pick<Heard, 'room' | 'speaker'>,
): MatterJudgement {
  const signs = matterSigns(look, heard)
  const dangers = shares(sumsOf(model.urgency, dangerSigns(look, signs)))
  const of = (urgency: Urgency): number => dangers[urgencies.indexOf(urgency)] ?? 0
  return {
    leaves: ordered(model.leaf.classes, shares(sumsOf(model.leaf, signs))).map(({ name, share }) => ({
      leaf: name,
      share,
    })),
    kinds: ordered(kinds, shares(sumsOf(model.kind, signs))).map(({ name, share }) => ({
      kind: name,
      share,
    })),
    urgency: { normal: of('normal'), urgent: of('urgent'), emergency: of('emergency') },
  }
}
