import { readAttachment } from './attachments.ts'
import type { Ground } from './grid/ground.ts'
import type { Log } from './kernel/log.ts'
import type { Settings } from './settings.ts'

/**
 * How the desk gets at the words of a voice message (6.12): from the bytes under the data folder, by the service that the
 * settings name. Null where they name none. The service's client is loaded with the first voice.
 */
export function wordsOfVoice(
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
