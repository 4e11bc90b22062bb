/** Turns a recording into words. */
export interface VoiceReader {
  /**
   * The words heard in a recording, cleaned; null where there are none, the recording cannot be read, or the service
   * does not answer in time. Never rejects: without words a voice is heard as if nothing were configured (6.12).
   */
  wordsOf(recording: Uint8Array): Promise<string | null>
}

/** A transcript beyond this is no voice message of a chat. */
const transcriptAtMost = 2_000

/**
 * What speech models trained on subtitles write where nobody speaks. Only whole answers count: 订阅 within a sentence may
 * have been said.
 */
const phantoms = [
  /^(?:请不吝点赞|請不吝點贊)/u,
  /(?:字幕|中文字幕).{0,12}(?:提供|志愿者|志願者|制作|校对|by)/iu,
  /^(?:谢谢|感谢)(?:大家|您|你)?(?:的)?(?:观看|收看|收听)/u,
  /^(?:MING PAO|Amara|Thank you\.?$|Thanks for watching)/iu,
]

/**
 * The words of a transcript as they may be read: one line, without control signs, at most 2,000 characters. Null where
 * nothing was said: nothing but signs, one of the sentences that models make up of silence, or the names that were sent
 * along as a help (`hints`) and come back as an echo.
 */
export function cleanTranscript(heard: string, hints = ''): string | null {
  const words = heard
    .normalize('NFC')
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, transcriptAtMost)
  const letters = words.replaceAll(/[^\p{L}\p{N}]/gu, '')
  if (letters === '' || phantoms.some((phantom) => phantom.test(words))) return null
  return hints !== '' && hints.replaceAll(/[^\p{L}\p{N}]/gu, '').includes(letters) && letters.length > 6
    ? null
    : words
}
