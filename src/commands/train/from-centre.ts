import { keyOf } from '../../intake/corrections.ts'
import { encodeModel } from '../../intake/model/model-file.ts'
import type { LearningTask, Learnt } from '../../learning-task.ts'
import { townOfReader } from '../reading/reader-of.ts'
import { readCorpus } from './corpus.ts'
import { signedIn } from './signed.ts'
import { examplesOf, learnWithCorrections } from './with-corrections.ts'

/**
 * Learns the corpus with what the centre has said, and measures. One to three minutes of one core and some hundred
 * megabytes: never in the process that talks.
 */
export async function learnFromCentre({
  corrections: said,
  town,
  known,
  zones,
}: LearningTask): Promise<Learnt> {
  const plain = await townOfReader(null)
  const leaves = plain.leaves.map(({ code }) => code)
  const corrections = examplesOf(said, town, leaves)
  const voices = (await readCorpus()).map(({ name, talks }) => ({
    name,
    lines: talks.flatMap((talk) => signedIn(talk, plain)),
  }))
  const { model, whyNot, before, after } = learnWithCorrections({
    ...{ voices, leaves, corrections, known: new Set(known), zones, ignore: town.zones.ignore },
  })
  return {
    bytes: model === null ? null : encodeModel(model),
    // Also those of which another word was the last: they were looked at, and need not be again.
    learnt: said.map(keyOf),
    ...{ whyNot, figures: { before, after } },
  }
}
