import { sumsOf } from '../../intake/model/linear.ts'
import { appealSums, oddsOfFirst } from '../../intake/model/model.ts'
import { addFeature, addGrams, lotOf, buckets, emptyVector, type Vector } from '../../intake/model/vector.ts'
import { acts, type Heard } from '../../intake/reading.ts'
import { fitHead } from './fit.ts'
import { fitAct, rulesOfAct } from './heads.ts'
import type { Signed } from './signed.ts'

/** A reader reduced to one number: how likely a line is an appeal, in any scale that ranks. */
export type Ranker = (one: Signed) => number

/** Letters of the message and of the line above, who speaks and where: what a model without our lexicon sees. */
function lettersOnly({ text, speaker, room, context }: Heard): Vector {
  const vector = emptyVector()
  addGrams(vector, 't:', text.slice(0, 600), 5)
  addFeature(vector, `speaker:${speaker} ${room}`, 1)
  const last = context.at(-1)
  if (last !== undefined) addGrams(vector, 'c:', last.text.slice(0, 120), 2, 2)
  return vector
}

/** Multinomial naive Bayes over the letters, appeal against all else, one added everywhere. */
function naiveBayes(set: readonly Signed[]): Ranker {
  const counts = [new Float64Array(buckets).fill(1), new Float64Array(buckets).fill(1)] as const
  const totals = [buckets, buckets]
  const seen = [1, 1]
  for (const { heard, line } of set) {
    const which = line.act === 'new' ? 1 : 0
    seen[which] = (seen[which] ?? 0) + 1
    for (const bucket of lettersOnly(heard).at) {
      counts[which][bucket] = (counts[which][bucket] ?? 0) + 1
      totals[which] = (totals[which] ?? 0) + 1
    }
  }
  const logOf = (which: 0 | 1, bucket: number): number =>
    Math.log((counts[which][bucket] ?? 1) / (totals[which] ?? 1))
  const prior = Math.log((seen[1] ?? 1) / (seen[0] ?? 1))
  return ({ heard }) =>
    lettersOnly(heard).at.reduce((sum, bucket) => sum + logOf(1, bucket) - logOf(0, bucket), prior)
}

/** Words of trouble in the way of a filter list: how many of them stand in the message. */
function keywords(): Ranker {
  const words =
    /坏|漏|堵|停[水电]|没人管|投诉|举报|噪音|垃圾|违[建停]|积水|路灯|井盖|求助|反映|维修|扰民|危险/gu
  return ({ heard }) => heard.text.match(words)?.length ?? 0
}

function lettersModel(set: readonly Signed[]): Ranker {
  const head = fitHead(
    'letters',
    acts,
    set.map(({ heard, line }) => ({ vector: lettersOnly(heard), label: acts.indexOf(line.act) })),
    rulesOfAct,
  )
  return ({ heard }) => oddsOfFirst(sumsOf(head, lettersOnly(heard)))
}

function fullModel(set: readonly Signed[]): Ranker {
  const head = fitAct(set)
  return ({ act, byLexicon }) => oddsOfFirst(appealSums(head, act, byLexicon))
}

/** One speaker in so many, always the same ones. */
const oneIn = (set: readonly Signed[], many: number): readonly Signed[] =>
  set.filter(({ line }) => lotOf(`part of: ${line.id.split(':')[0] ?? ''} ${line.name}`) % many === 0)

/** What the reader is compared with, by name; each learns from the same lines. */
export function alternatives(set: readonly Signed[]): readonly { name: string; ranker: Ranker }[] {
  return [
    { name: 'keyword list', ranker: keywords() },
    { name: 'naive Bayes on letters', ranker: naiveBayes(set) },
    { name: 'lexicon without model', ranker: ({ byHand }) => byHand.score },
    { name: 'model without lexicon', ranker: lettersModel(set) },
    { name: 'model, a quarter of the corpus', ranker: fullModel(oneIn(set, 4)) },
    { name: 'model, half of the corpus', ranker: fullModel(oneIn(set, 2)) },
    { name: 'model with lexicon', ranker: fullModel(set) },
  ]
}
