import { makeDirectory } from '../../grid/make-directory.ts'
import { readerTownOf } from '../../intake/reader-town.ts'
import { StartFault } from '../../kernel/errors.ts'
import { silentLog } from '../../kernel/log.ts'
import { aboutModel, nameInUse, takeIntoUse, takeModelBack, watchModel } from '../../model-in-use.ts'
import type { Settings } from '../../settings.ts'
import type { SignedVoice } from './learn-all.ts'
import { examplesOf, learnWithCorrections } from './with-corrections.ts'

/**
 * Learns the corpus and the corrections of the configured database; a model that is no worse on the speakers kept aside and
 * better on the corrections is taken into use. Gives what was measured. Throws a StartFault where no town is in force.
 */
export async function learnFromCentre(
  settings: Settings,
  voices: readonly SignedVoice[],
  leaves: readonly string[],
): Promise<object> {
  const { withStores } = await import('../with-stores.ts')
  const { said, inForce } = await withStores(settings, async (stores) => ({
    said: await stores.corrections.all(),
    inForce: await stores.town.load(),
  }))
  if (inForce === null) throw new StartFault('No town is in force yet: start the product once.')
  const town = readerTownOf(makeDirectory(inForce.town), inForce.rules)
  const corrections = examplesOf(said, town, leaves)
  const { dataFolder } = settings
  const inUse = nameInUse(dataFolder)
  const known = new Set(inUse === null ? [] : aboutModel(dataFolder, inUse)?.learnt)
  const { slope, offset } = watchModel(dataFolder, silentLog)()
  if (corrections.every(({ caseId }) => known.has(caseId)))
    return { corrections: corrections.length, takenIntoUse: null, whyNot: 'there are no new corrections' }
  const { model, ...measured } = learnWithCorrections({
    ...{ voices, leaves, corrections, known, zones: { slope, offset }, ignore: town.zones.ignore },
  })
  const learnt = corrections.map(({ caseId }) => caseId)
  const taken = model === null ? null : await takeIntoUse(dataFolder, model, { learnt, ...measured })
  return { corrections: corrections.length, takenIntoUse: taken, ...measured }
}

/** Returns to the model in use before this one. */
export async function returnToBefore(dataFolder: string): Promise<object> {
  const now = await takeModelBack(dataFolder)
  return { inUse: now ?? 'the one of the project', takenBack: now !== undefined }
}
