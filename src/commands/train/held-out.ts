import { shares, sumsOf } from '../../intake/model/linear.ts'
import { appealSums } from '../../intake/model/model.ts'
import { acts, kinds } from '../../intake/reading.ts'
import { fitHeads, type Heads } from './heads.ts'
import { rankingOf } from './ranking.ts'
import type { Signed } from './signed.ts'

/** One held-out line with what was said of it. */
interface Judged {
  line: Signed['line']
  hasContext: boolean
  /** 0..1 that it is an appeal. */
  score: number
  act: string
  leaf: string
  kind: string
  byHand: Signed['byHand']
}

const likeliest = (names: readonly string[], sums: Float64Array): string =>
  names[sums.indexOf(Math.max(...sums))] ?? ''

/** A line with what these heads make of it. */
export function judge({ act, leaf, kind }: Heads, one: Signed): Judged {
  const sums = appealSums(act, one.act, one.byLexicon)
  return {
    line: one.line,
    hasContext: one.hasContext,
    score: shares(sums)[acts.indexOf('new')] ?? 0,
    act: likeliest(acts, sums),
    leaf: likeliest(leaf.classes, sumsOf(leaf, one.matter)),
    kind: likeliest(kinds, sumsOf(kind, one.matter)),
    byHand: one.byHand,
  }
}

const percent = (part: number, whole: number): number => Math.round((1_000 * part) / Math.max(1, whole)) / 10

const share = <T>(all: readonly T[], holds: (one: T) => boolean): number =>
  percent(all.filter(holds).length, all.length)

/** How well the judgements hold, beside what the lexicon alone would have said. */
export function figuresOf(all: readonly Judged[]) {
  const appeals = all.filter(({ line }) => line.act === 'new')
  const chatter = all.filter(({ line }) => line.act === 'chatter')
  const alone = appeals.filter(({ line }) => line.cases.length === 1)
  const ranking = (score: (one: Judged) => number) => rankingOf(appeals.map(score), chatter.map(score))
  return {
    messages: all.length,
    appeals: appeals.length,
    model: {
      ...ranking(({ score }) => score),
      act: share(all, (one) => one.act === one.line.act),
      actWithContext: share(
        all.filter(({ hasContext }) => hasContext),
        (one) => one.act === one.line.act,
      ),
      leaf: share(alone, (one) => one.leaf === one.line.cases[0]?.category),
      group: share(alone, (one) => one.leaf.slice(0, 2) === one.line.cases[0]?.category.slice(0, 2)),
      kind: share(alone, (one) => one.kind === one.line.cases[0]?.kind),
    },
    lexiconAlone: {
      ...ranking(({ byHand }) => byHand.score),
      act: share(all, (one) => one.byHand.act === one.line.act),
      leaf: share(alone, (one) => one.byHand.leaf === one.line.cases[0]?.category),
    },
  }
}

/** Learns from all voices but one and judges that one, voice by voice: what a new room may expect. */
export function heldOutFigures(voices: readonly (readonly Signed[])[], leaves: readonly string[]) {
  const judged = voices.flatMap((kept) => {
    const heads = fitHeads(voices.filter((voice) => voice !== kept).flat(), leaves)
    return kept.map((one) => judge(heads, one))
  })
  return figuresOf(judged)
}
