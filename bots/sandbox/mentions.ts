/** Somebody who can be mentioned in a room, with every name that is a mention when typed behind an @. */
export interface Mentionable {
  code: string
  names: readonly string[]
}

const everybody = '所有人'

/**
 * Codes of those whom typed words mention: `@` and a whole name, the longest name that fits
 * (so @张三丰 is not 张三); two people of one name are both meant. `@所有人` means everybody but the bot.
 * A name of the bot's that the platform does not know (an alias) gives nothing, as in the real chat.
 */
export function mentionedIn(text: string, members: readonly Mentionable[], bot: string): string[] {
  const found = new Set<string>()
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const rest = text.slice(at + 1)
    if (rest.startsWith(everybody)) {
      for (const { code } of members) if (code !== bot) found.add(code)
      continue
    }
    for (const code of longestNamed(rest, members)) found.add(code)
  }
  return [...found]
}

function longestNamed(rest: string, members: readonly Mentionable[]): string[] {
  let longest = 0
  let codes: string[] = []
  for (const { code, names } of members) {
    for (const name of names) {
      if (name === '' || name.length < longest || !rest.startsWith(name)) continue
      if (name.length > longest) codes = []
      longest = name.length
      codes.push(code)
    }
  }
  return codes
}
