import { attachmentPath, readAttachment } from './attachments.ts'
import type { DeskDeps } from './desk/ports.ts'
import type { Ground } from './grid/ground.ts'
import type { Log } from './kernel/log.ts'
import type { Settings } from './settings.ts'

/**
 * How the desk gets at the words of a voice message (6.12): from the bytes under the data folder, by the service that the
 * settings name. Null where they name none. The service's client is loaded with the first voice.
 */
function wordsOfVoice(
  settings: Pick<Settings, 'transcribe' | 'dataFolder'>,
  ground: () => Ground,
  log: Log,
): ((messageId: string) => Promise<string | null>) | null {
  const { transcribe, dataFolder } = settings
  if (transcribe === null) return null
  const names = (): readonly string[] =>
    ground()
      .directory.gazetteer()
      .map(({ canonical }) => canonical)
  let reader: Promise<{ wordsOf(recording: Uint8Array): Promise<string | null> }> | null = null
  return async (messageId) => {
    const bytes = await readAttachment(dataFolder, messageId)
    if (bytes === null) return null
    reader ??= import('./llm/transcribe.ts').then(({ makeTranscriber }) =>
      makeTranscriber({ ...transcribe, names, log }),
    )
    return (await reader).wordsOf(bytes)
  }
}

/**
 * How the desk gets at the words of a picture; null where the settings leave pictures alone. Throws a StartFault where they
 * do not and the package is missing.
 */
async function wordsOfPicture(
  { ocr, dataFolder }: Pick<Settings, 'ocr' | 'dataFolder'>,
  log: Log,
): Promise<((messageId: string) => Promise<string | null>) | null> {
  if (!ocr) return null
  const { loadOcr, makePictureReader } = await import('./llm/pictures.ts')
  const read = makePictureReader(await loadOcr(), log)
  return async (messageId) => {
    const path = await attachmentPath(dataFolder, messageId)
    return path === null ? null : read(path)
  }
}

export type HeardOtherwise = Pick<DeskDeps, 'wordsOfVoice' | 'wordsOfPicture'>

/** What the desk has beside written words, as the settings say. Throws a StartFault where they ask for what is missing. */
export const heardOtherwise = async (
  settings: Settings,
  ground: () => Ground,
  log: Log,
): Promise<HeardOtherwise> => ({
  wordsOfVoice: wordsOfVoice(settings, ground, log),
  wordsOfPicture: await wordsOfPicture(settings, log),
})
