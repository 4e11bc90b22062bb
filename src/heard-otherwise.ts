import type { AttachmentBytes } from './attachments.ts'
import type { DeskDeps } from './desk/ports.ts'
import type { Ground } from './grid/ground.ts'
import type { Log } from './kernel/log.ts'
import type { EndpointGate } from './model-endpoints.ts'
import type { Settings } from './settings.ts'

/**
 * How the desk gets at the words of a voice message (6.12): from its bytes, by the service that the
 * settings name. Null where they name none. The service's client is loaded with the first voice.
 */
function wordsOfVoice(
  { transcribe }: Pick<Settings, 'transcribe'>,
  attachments: AttachmentBytes,
  ground: () => Ground,
  gate: EndpointGate,
  log: Log,
): ((messageId: string) => Promise<string | null>) | null {
  if (transcribe === null) return null
  const names = (): readonly string[] =>
    ground()
      .directory.gazetteer()
      .map(({ canonical }) => canonical)
  let reader: Promise<{ wordsOf(recording: Uint8Array): Promise<string | null> }> | null = null
  return async (messageId) => {
    const bytes = await attachments.get(messageId)
    if (bytes === null || !(await gate.mayUse('voices'))) return null
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
  { ocr }: Pick<Settings, 'ocr'>,
  attachments: AttachmentBytes,
  log: Log,
): Promise<((messageId: string) => Promise<string | null>) | null> {
  if (!ocr) return null
  const { loadOcr, makePictureReader } = await import('./llm/pictures.ts')
  const read = makePictureReader(await loadOcr(), log)
  return (messageId) => attachments.opened(messageId, read)
}

export type HeardOtherwise = Pick<DeskDeps, 'wordsOfVoice' | 'wordsOfPicture'>

/** What the desk has beside written words, as the settings say. Throws a StartFault where they ask for what is missing. */
export const heardOtherwise = async (
  settings: Settings,
  attachments: AttachmentBytes,
  ground: () => Ground,
  gate: EndpointGate,
  log: Log,
): Promise<HeardOtherwise> => ({
  wordsOfVoice: wordsOfVoice(settings, attachments, ground, gate, log),
  wordsOfPicture: await wordsOfPicture(settings, attachments, log),
})
