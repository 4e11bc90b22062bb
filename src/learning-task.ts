import { createHash } from 'node:crypto'
import type { Stores } from './db/stores.ts'
import { makeDirectory } from './grid/make-directory.ts'
import { keyOf, type ReaderCorrection } from './intake/corrections.ts'
import type { ReaderModel } from './intake/model/model.ts'
import type { ModelFigures, ModelOutcome } from './intake/models.ts'
import { readerTownOf } from './intake/reader-town.ts'
import type { ReaderTown } from './intake/reading.ts'
import { shippedMark, shippedModel } from './shipped-model.ts'

/** What is handed to whoever learns; plain data, so that it may be another process. */
export interface LearningTask {
  corrections: readonly ReaderCorrection[]
  town: ReaderTown
  /** Keys of what the model in use has learnt already. */
  known: readonly string[]
  /** Where the lines of 8.1 lie; a few examples do not move them. */
  zones: Pick<ReaderModel, 'slope' | 'offset'>
}

/** What came of it. */
export interface Learnt {
  /** Null: it is not to be taken into use. */
  bytes: Uint8Array | null
  /** Keys of the corrections it was learnt from. */
  learnt: readonly string[]
  whyNot: string | null
  figures: ModelFigures
}

/** A task with what it was made of, to be looked at again before anything is decided. */
export interface Prepared {
  task: LearningTask
  /** The decision that stood when the task was made. */
  since: string
  /** What was in use then. */
  before: string | null
  learntFrom: string
  /** There is nothing to learn, or exactly this was learnt, and decided on, before. */
  nothingNew: boolean
}

const digestOf = (keys: readonly string[]): string =>
  createHash('sha256')
    .update([shippedMark(), ...keys].join('\n'))
    .digest('hex')

/** Gathers what there is to learn; null where no town is in force. */
export async function prepareLearning(
  stores: Pick<Stores, 'corrections' | 'models' | 'town'>,
): Promise<Prepared | null> {
  const inForce = await stores.town.load()
  if (inForce === null) return null
  const corrections = (await stores.corrections.all()).filter(({ move }) => move !== 'designate')
  const inUse = await stores.models.inUse()
  const about = inUse.model === null ? null : await stores.models.about(inUse.model)
  const known = about?.beside === shippedMark() ? about.learnt : []
  const keys = corrections.map(keyOf)
  const learntFrom = digestOf(keys)
  const { slope, offset } = shippedModel()
  return {
    task: {
      ...{ corrections, known, zones: { slope, offset } },
      town: readerTownOf(makeDirectory(inForce.town), inForce.rules),
    },
    ...{ since: inUse.decision, before: inUse.model, learntFrom },
    nothingNew:
      (keys.length === 0 && known.length === 0) ||
      (await stores.models.lastLearnt())?.learntFrom === learntFrom,
  }
}

/** Models that are kept beside the one in use, so that there is one to return to. */
const keptBefore = 5

/** What was decided, for whoever tells of it. */
export interface Decided {
  outcome: ModelOutcome
  model: string | null
  whyNot: string | null
  corrections: number
  figures: ModelFigures | null
}

/**
 * Decides on what was learnt, in the caller's transaction: taken into use, or kept out with the reason; written down in
 * history and audit. Null where this attempt was decided on before, or where what it was compared with is no longer in use.
 */
export async function decideLearnt(
  stores: Pick<Stores, 'models' | 'audit'>,
  prepared: Prepared,
  { bytes, learnt, whyNot, figures }: Learnt,
  by: { run: string; who: string; at: Date },
): Promise<Decided | null> {
  const { models, audit } = stores
  await models.lock()
  if (await models.decided(by.run)) return null
  if ((await models.inUse()).decision !== prepared.since) return null
  const { before, learntFrom } = prepared
  const model =
    bytes === null ? null : await models.keep({ madeAt: by.at, before, learnt, beside: shippedMark() }, bytes)
  const outcome = model === null ? 'refused' : 'taken'
  const inUse = model ?? before
  const corrections = learnt.length
  await models.decide({ ...by, outcome, model: inUse, whyNot, corrections, learntFrom, figures })
  if (model !== null) await models.forgetOlder(keptBefore)
  await audit.add({
    ...{ at: by.at, who: by.who, action: `reader.model_${outcome}`, subject: inUse },
    ...{
      address: '',
      requestId: by.run,
      before: { model: before },
      after: { model: inUse, whyNot, corrections },
    },
  })
  return { outcome, model: inUse, whyNot, corrections, figures }
}
