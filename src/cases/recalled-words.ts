import type { CaseRecord } from './case.ts'

/** What stands where recalled words stood (6.9). */
export const recalledMark = '（居民已撤回原话）'

/** Marks of messages without words. */
const kindMark = /\[(?:image|picture|voice|audio|video|file|location)\]/gu

/** Shorter words stand everywhere by chance ("3号楼"): they give way only where they are quoted. */
const tellingLetters = 6

/**
 * The words of a case without a message that was recalled: as whole lines, since parts are joined by line breaks.
 * `phrases` are the ways in which the message may have been written down. Null where the words do not hold it.
 */
export function wordsWithout(words: string, phrases: readonly string[]): string | null {
  const lines = `\n${words}\n`
  const held = phrases.find((phrase) => phrase !== '' && lines.includes(`\n${phrase}\n`))
  if (held === undefined) return null
  const rest = lines.replace(`\n${held}\n`, '\n').trim()
  return rest.replace(kindMark, '').trim() === '' ? recalledMark : rest
}

/**
 * What the case says after a message of it was recalled: the other parts, or the mark alone. Where the message opened the
 * case and cannot be told apart from the rest, all of its words go: nothing recalled may stay.
 */
export function wordsAfterRecall(
  record: Pick<CaseRecord, 'words'>,
  phrases: readonly string[],
  opened: boolean,
): string {
  return wordsWithout(record.words, phrases) ?? (opened ? recalledMark : record.words)
}

/** Takes recalled phrases out of a sentence of the bot: where they are quoted, and wherever they can be nothing else. */
export function sentenceWithout(text: string, phrases: readonly string[]): string {
  return phrases
    .filter((phrase) => phrase !== '')
    .toSorted((a, b) => b.length - a.length)
    .reduce(
      (rest, phrase) =>
        rest
          .replaceAll(`“${phrase}”`, `“${recalledMark}”`)
          .replaceAll(phrase, phrase.length >= tellingLetters ? recalledMark : phrase),
      text,
    )
}

/** Letters and figures alone: how words are spaced and pointed is changed on the way. */
const bare = (text: string): string => text.replaceAll(/[\s\p{P}]/gu, '')

/** Whether these words were taken from one of the phrases; a single letter stands everywhere by chance. */
export const takenFrom = (words: string, phrases: readonly string[]): boolean =>
  [...bare(words)].length > 1 && phrases.some((phrase) => bare(phrase).includes(bare(words)))
