import { keyOf, type ReaderCorrection } from '../../intake/corrections.ts'
import { shares, sumsOf } from '../../intake/model/linear.ts'
import { appealSums, oddsOfFirst, type ReaderModel } from '../../intake/model/model.ts'
import { acts, type ReaderTown } from '../../intake/reading.ts'
import type { ModelMeasures } from '../../intake/models.ts'
import { whyNot } from './decide.ts'
import { fitHeads, type Heads } from './heads.ts'
import { figuresOf, judge } from './held-out.ts'
import { parted } from './kept-aside.ts'
import type { SignedVoice } from './learn-all.ts'
import { signerOf, type Signed } from './signed.ts'
import type { TalkCase } from './talk-file.ts'

/** A correction is a line of the centre's own rooms, and counts as so many of the corpus. */
const counted = 5
/** The corrections are judged in so many lots, each by what was learnt from the others; where fewer, one by one. */
const lots = 3

/** A correction as the model sees it. */
export interface SignedCorrection {
  /** As `keyOf` gives it: what is said anew of the same case is another. */
  key: string
  signed: Signed
}

/** What the reader can learn from: of each case the last word on whether it is an appeal. Who handles it is not read. */
export function examplesOf(
  corrections: readonly ReaderCorrection[],
  town: ReaderTown,
  leaves: readonly string[],
): readonly SignedCorrection[] {
  const sign = signerOf(town)
  const said = corrections.filter(({ move }) => move !== 'designate')
  const last = new Map(said.map((one) => [one.caseId, one]))
  return [...last.values()].map((one) => ({
    key: keyOf(one),
    signed: { ...sign(labelledOf(one, leaves)), silentOn: silentOn(one) },
  }))
}

/** How urgent it is nobody was asked, and a kind that nobody put right is the reader's own guess: it is no lesson. */
const silentOn = ({ readAs, meant }: ReaderCorrection): NonNullable<Signed['silentOn']> =>
  readAs.kind !== null && readAs.kind !== meant.kind ? ['urgency'] : ['kind', 'urgency']

/** A leaf that the model was never taught teaches that it is an appeal, and no more. */
function labelledOf({ caseId, heard, meant }: ReaderCorrection, leaves: readonly string[]) {
  const { kind, category } = meant
  const only: readonly TalkCase[] =
    kind === null || category === null || !leaves.includes(category)
      ? []
      : [
          {
            ...{
              kind,
              category,
              occurred: null,
              urgency: 'normal',
              nature: meant.nature,
              confidential: false,
            },
            place: { estate: null, building: null, unit: null, room: null, spot: null },
          },
        ]
  const { speaker, text } = heard
  const line = { id: caseId, line: 0, speaker, name: caseId, text, act: meant.act, cases: only, pii: [] }
  return { heard, line, unrelated: [] }
}

const repeated = (corrections: readonly SignedCorrection[]): readonly Signed[] =>
  corrections.flatMap(({ signed }) => Array.from({ length: counted }, () => signed))

interface Judging {
  zones: Pick<ReaderModel, 'slope' | 'offset'>
  ignore: number
}

/** Whether a correction is read as the centre said, and how far its score is off. */
function judgeOne(heads: Heads, { signed }: SignedCorrection, { zones, ignore }: Judging) {
  const sums = appealSums(heads.act, signed.act, signed.byLexicon)
  const score = 1 / (1 + Math.exp(-(zones.slope * oddsOfFirst(sums) + zones.offset)))
  const [only] = signed.line.cases
  const leaves = sumsOf(heads.leaf, signed.matter)
  const leaf = heads.leaf.classes[leaves.indexOf(Math.max(...leaves))]
  const appeal = signed.line.act === 'new'
  const heard = score >= ignore
  const right = appeal ? heard && (only === undefined || leaf === only.category) : !heard
  return { right, off: Math.abs((appeal ? 1 : 0) - (shares(sums)[acts.indexOf('new')] ?? 0)) }
}

function correctionFigures(judged: readonly { right: boolean; off: number }[]): ModelMeasures['corrections'] {
  const off = judged.reduce((sum, one) => sum + one.off, 0) / Math.max(1, judged.length)
  return {
    of: judged.length,
    right: judged.filter(({ right }) => right).length,
    off: Math.round(off * 1_000) / 1_000,
  }
}

function keptAsideFigures(heads: Heads, kept: readonly Signed[]): ModelMeasures['keptAside'] {
  const { areaUnderCurve, act, leaf, kind } = figuresOf(kept.map((one) => judge(heads, one))).model
  return { areaUnderCurve, act, leaf, kind }
}

export interface LearntFromCorrections {
  before: ModelMeasures
  after: ModelMeasures
  /** Null: it is to be taken into use. */
  whyNot: string | null
  /** Learnt from everybody and all corrections; null where it is not to be taken into use. */
  model: ReaderModel | null
}

interface Given {
  voices: readonly SignedVoice[]
  leaves: readonly string[]
  corrections: readonly SignedCorrection[]
  /** Keys of what the model in use has learnt already. */
  known: ReadonlySet<string>
  /** Where the lines of 8.1 lie in the model in use; a few examples do not move them. */
  zones: Pick<ReaderModel, 'slope' | 'offset'>
  ignore: number
}

/** What is learnt from everybody and all corrections. */
export function modelWith({ voices, leaves, corrections, zones }: Given): ReaderModel {
  const everything = voices.flatMap(({ lines }) => lines)
  return { ...fitHeads([...everything, ...repeated(corrections)], leaves), ...zones }
}

/**
 * Learns the corpus with the corrections and compares. What is in use has heard the speakers kept aside, so its like is
 * learnt from the other nine tenths and what it knew of the corrections. Both are judged on the corrections that it did not
 * know, the new one lot by lot by what was learnt without that lot.
 */
export function learnWithCorrections(given: Given): LearntFromCorrections {
  const { voices, leaves, corrections, known } = given
  const parts = voices.map(({ name, lines }) => parted(name, lines))
  const learnt = parts.flatMap((part) => part.learnt)
  const kept = parts.flatMap((part) => part.kept)
  const fit = (more: readonly SignedCorrection[], from = learnt): Heads =>
    fitHeads([...from, ...repeated(more)], leaves)
  const old = fit(corrections.filter(({ key }) => known.has(key)))
  const fresh = corrections.filter(({ key }) => !known.has(key))
  const count = Math.min(lots, fresh.length)
  const judged = Array.from({ length: count }, (_, lot) => lot).flatMap((lot) => {
    const isIn = (_: unknown, index: number): boolean => index % count === lot
    const its = new Set(fresh.filter(isIn))
    const heads = fit(corrections.filter((one) => !its.has(one)))
    return [...its].map((one) => judgeOne(heads, one, given))
  })
  const before = {
    keptAside: keptAsideFigures(old, kept),
    corrections: correctionFigures(fresh.map((one) => judgeOne(old, one, given))),
  }
  const after = {
    keptAside: keptAsideFigures(fit(corrections), kept),
    corrections: correctionFigures(judged),
  }
  const forgets = [...known].some((key) => !corrections.some((one) => one.key === key))
  const reason = whyNot(before, after, forgets)
  return { before, after, whyNot: reason, model: reason === null ? modelWith(given) : null }
}
