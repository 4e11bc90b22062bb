import { keyOf } from '../../intake/corrections.ts'
import { systemClock } from '../../kernel/clock.ts'
import { StartFault } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { decideLearnt, prepareLearning } from '../../learning-task.ts'
import { takeModelBack } from '../../intake/taking-back.ts'
import type { Settings } from '../../settings.ts'
import { learnFromCentre } from './from-centre.ts'

const theProjects = 'the one of the project'

/**
 * Learns the corpus and the corrections of the configured database; a model that is no worse on the speakers kept aside and
 * better on the corrections is taken into use. Gives what was measured. Throws a StartFault where no town is in force.
 */
export async function learnNow(settings: Settings): Promise<object> {
  const { withStores } = await import('../with-stores.ts')
  const prepared = await withStores(settings, prepareLearning)
  if (prepared === null) throw new StartFault('No town is in force yet: start the product once.')
  const { corrections, known } = prepared.task
  const keys = corrections.map(keyOf)
  if (keys.every((key) => known.includes(key)) && known.every((key) => keys.includes(key)))
    return { corrections: keys.length, takenIntoUse: null, whyNot: 'nothing_new' }
  const learnt = await learnFromCentre(prepared.task)
  const by = { run: `terminal:${newId()}`, who: 'terminal', at: systemClock.now() }
  const decided = await withStores(settings, (stores) => decideLearnt(stores, prepared, learnt, by))
  const { whyNot, figures } = learnt
  return {
    corrections: keys.length,
    takenIntoUse: decided?.outcome === 'taken' ? decided.model : null,
    whyNot: decided === null ? 'overtaken' : whyNot,
    ...figures,
  }
}

/** Returns to the model in use before this one. */
export async function takeBackNow(settings: Settings): Promise<object> {
  const { withStores } = await import('../with-stores.ts')
  const by = { run: `terminal:${newId()}`, who: 'terminal', at: systemClock.now() }
  const found = await withStores(settings, async ({ models, audit }) => {
    const back = await takeModelBack(models, by)
    if (back !== null)
      await audit.add({
        ...{ at: by.at, who: by.who, action: 'reader.model_taken_back', subject: back.model },
        ...{ address: '', requestId: by.run, before: null, after: { model: back.model } },
      })
    return back
  })
  return { inUse: found?.model ?? theProjects, takenBack: found !== null }
}
