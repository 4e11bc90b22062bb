/** Words found in a picture beyond this are a page, and no matter is told in a page. */
const wordsAtMost = 600
/** Below this a line is a pattern that looks like writing. */
const sureEnough = 0.8

/** One line that a machine has read, with its sureness from 0 to 1. */
export interface ReadLine {
  text: string
  mean: number
}

/** The lines of a picture as words; null where nothing was read that is worth reading. */
export function wordsOfLines(lines: readonly ReadLine[]): string | null {
  const sure = lines.filter(({ mean }) => mean >= sureEnough).map(({ text }) => text.trim())
  const words = sure
    .join(' ')
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, wordsAtMost)
  return words.replaceAll(/[^\p{Script=Han}]/gu, '').length < 4 ? null : words
}
