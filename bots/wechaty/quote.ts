import type { Quote } from '../../src/chat/inbound.ts'

/** The end of a quoted part: its closing bracket, a line of dashes, then the reply. */
const bars = /」[ \t]*(?:\r?\n|<br ?\/?>)[ \t]*(?:[-—–][ \t]?){5,}[ \t]*(?:\r?\n|<br ?\/?>|$)/gu

/**
 * A quoted text may itself hold a quote, or a lone bracket. The quote ends at the first line of dashes where as
 * many brackets have closed as opened; where none fits, at the first one.
 */
function endOfQuote(text: string): { at: number; length: number } | null {
  let first: { at: number; length: number } | null = null
  let open = 0
  let counted = 0
  for (const found of text.matchAll(bars)) {
    const end = { at: found.index, length: found[0].length }
    first ??= end
    for (; counted <= end.at; counted += 1) {
      if (text[counted] === '「') open += 1
      if (text[counted] === '」') open -= 1
    }
    if (open === 0) return end
  }
  return first
}

/**
 * Takes a message apart that quotes another: the platform sends both as one text, `「name：words」`, a line of
 * dashes, the reply (wechaty#2387). Anybody can type that by hand, so a quote proves nothing.
 */
export function withoutQuote(text: string): { quote: Quote | null; reply: string } {
  const whole = text.trimStart()
  if (!whole.startsWith('「')) return { quote: null, reply: text }
  const end = endOfQuote(whole)
  if (end === null) return { quote: null, reply: text }
  const quoted = whole.slice(1, end.at)
  const colon = quoted.search(/[：:]/u)
  const name = colon < 0 ? '' : quoted.slice(0, colon).trim()
  const words = colon < 0 ? quoted : quoted.slice(colon + 1)
  return { quote: { name, text: words.trim() }, reply: whole.slice(end.at + end.length) }
}
