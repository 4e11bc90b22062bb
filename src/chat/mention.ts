/**
 * Who is spoken to, read from the words alone: puppets do not always tell whom a message mentions, and people
 * also type the name by hand. `names` are the bot's name and its aliases; order and letter case do not matter.
 */

const sign = '[@＠]'
/** A name ends at U+2005 (what the platform puts there), any space, a mark, an emoji, or the end of the words. */
const nameEnd = String.raw`(?=\s|$|[^\P{P}_\-·]|\p{S}|\p{Extended_Pictographic})`
/** `ok@bot.example` is an e-mail address, `好的@bot` is not: only Latin words run on into a Latin name. */
const wordBefore = '(?<![A-Za-z0-9._-])'
const everyone = new RegExp(`${sign}(?:所有人|全体成员|all${nameEnd})`, 'iu')
const separators = String.raw`[\s,，、:：;；.。!！~～]*`
const mentionRun = /^(?:@[^\u2005\n]{1,64}\u2005)+/u

const escaped = (name: string): string => name.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)

function anyOf(names: readonly string[]): string | null {
  const known = [...new Set(names.map((name) => name.trim()))].filter((name) => name !== '')
  if (known.length === 0) return null
  const longestFirst = known.toSorted((a, b) => b.length - a.length)
  const patterns = longestFirst.map((name) => {
    const before = /^[A-Za-z0-9]/.test(name) ? wordBefore : ''
    return `${before}${sign}${escaped(name)}${nameEnd}`
  })
  return `(?:${patterns.join('|')})`
}

/** True where the words call everybody in the room; that is never a call to the bot. */
export const mentionsEveryone = (text: string): boolean => everyone.test(text)

/** True where one of the names stands behind a half- or full-width @ and ends there. */
export function mentionsByName(text: string, names: readonly string[]): boolean {
  const mention = anyOf(names)
  return mention !== null && new RegExp(mention, 'iu').test(text)
}

/**
 * The words without the mentions of the bot at their beginning and end, as a command wants them. A mention in the
 * middle of a sentence belongs to the sentence and stays; so do mentions of anybody else.
 */
export function withoutBotMention(text: string, names: readonly string[]): string {
  const mention = anyOf(names)
  const trimmed = text.trim()
  if (mention === null) return trimmed
  const atStart = new RegExp(String.raw`^(?:${mention}${separators})+`, 'iu')
  const atEnd = new RegExp(String.raw`(?:\s*${mention})+\s*$`, 'iu')
  return trimmed.replace(atStart, '').replace(atEnd, '').trim()
}

/** The words without any mention of the bot, wherever it stands: a command means the same with one in the middle. */
export function withoutAnyBotMention(text: string, names: readonly string[]): string {
  const mention = anyOf(names)
  return mention === null
    ? text.trim()
    : text.replace(new RegExp(String.raw`\s*${mention}`, 'giu'), ' ').trim()
}

/**
 * The words of an echo without the @names that the adapter wrote in front of them (each closed by U+2005), so that
 * what a room gives back can be compared with what was meant to be said.
 */
export const withoutMentionsInFront = (text: string): string => text.replace(mentionRun, '')
