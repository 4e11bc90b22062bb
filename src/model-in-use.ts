import { decodeModel } from './intake/model/model-file.ts'
import type { ReaderModel } from './intake/model/model.ts'
import type { ModelStore } from './intake/models.ts'
import { reasonOf } from './kernel/errors.ts'
import type { Log } from './kernel/log.ts'
import { shippedMark, shippedModel } from './shipped-model.ts'

/** The model that this process reads with. */
export interface ModelInUse {
  /** At once, from memory. */
  model(): ReaderModel
  /** Its name; null: the one that the project brings along. */
  name(): string | null
  /** Takes up what was decided meanwhile, by any process: one small question to the database where nothing was. */
  refresh(): Promise<void>
}

/**
 * Holds the model in use and follows the decisions. What is no model of this version, or was learnt beside another model of
 * the project, is passed over with one line of the log, and the project's own reads until the next one is learnt.
 */
export function watchModel(store: Pick<ModelStore, 'inUse' | 'about' | 'bytes'>, log: Log): ModelInUse {
  let decision = '0'
  let name: string | null = null
  let model: ReaderModel | null = null

  async function load(wanted: string): Promise<ReaderModel | null> {
    try {
      const [about, bytes] = [await store.about(wanted), await store.bytes(wanted)]
      if (about === null || bytes === null) throw new Error('it is gone')
      if (about.beside !== shippedMark())
        throw new Error('it was learnt beside an older model of the project')
      return decodeModel(bytes)
    } catch (error) {
      log.warn({ model: wanted, reason: reasonOf(error) }, 'a learnt model is passed over')
      return null
    }
  }

  async function follow(): Promise<void> {
    const last = await store.inUse()
    if (last.decision === decision) return
    if (last.model !== name) {
      model = last.model === null ? null : await load(last.model)
      name = model === null ? null : last.model
      log.info({ model: name ?? 'the one of the project' }, 'the reader uses another model')
    }
    decision = last.decision
  }

  /** One look at a time, so that an older answer never takes the place of a newer one. */
  let turn: Promise<void> = Promise.resolve()
  return {
    model: () => model ?? shippedModel(),
    name: () => name,
    refresh() {
      const next = turn.then(follow, follow)
      turn = next.catch(() => undefined)
      return next
    },
  }
}
