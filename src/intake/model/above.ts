import { readAct } from '../act.ts'
import type { Look, Looker } from '../look.ts'
import { isOwnLine } from '../own-line.ts'
import type { Act, ContextLine, Heard } from '../reading.ts'
import { appealScore } from '../score.ts'

/** What stood above and what the lexicon alone makes of the message: the model starts from it. */
export interface FirstGlance {
  /** The act that the turns of phrase alone would read (act.ts). */
  ruled: Act
  /** 0..1: how much the message by itself sounds like an appeal, by the lexicon. */
  score: number
  /** 0..1: how much the likeliest line above sounds like an appeal, the speaker's own and others'. */
  own: number
  others: number
  last: ContextLine | null
  /** How many lines stood above. */
  count: number
  /** Whether the bot itself spoke above. */
  botSpoke: boolean
}

/** Of a line above so many letters are looked at: what an earlier matter was is said by then, and six lines come with each message. */
export const mostAbove = 300

/** Looks at a message and at what stood above it with the lexicon. A line above at or above `ignore` counts as an appeal. */
export function glance(look: Look, heard: Heard, looker: Looker, ignore: number): FirstGlance {
  const scored = new Map<ContextLine, number>()
  const scoreOf = (line: ContextLine): number => {
    const { speaker, name, text } = line
    const known = scored.get(line)
    if (known !== undefined) return known
    const alone = {
      text,
      room: heard.room,
      speaker: speaker === 'bot' ? 'staff' : speaker,
      name,
      context: [],
    }
    const score =
      speaker === 'bot' ? 0 : appealScore({ look: looker(text.slice(0, mostAbove)), heard: alone })
    scored.set(line, score)
    return score
  }
  const own = heard.context.filter((line) => isOwnLine(line, heard))
  // Where the speaker has no name, a line of their sort may be anybody's.
  const others = heard.context.filter((line) => heard.name === null || !own.includes(line))
  const most = (lines: readonly ContextLine[]): number => Math.max(0, ...lines.map(scoreOf))
  const score = appealScore({ look, heard })
  const wasAppeal = (line: ContextLine): boolean => scoreOf(line) >= ignore
  return {
    ruled: readAct({ text: look.text, heard, cues: look.cues, wasAppeal }, score >= ignore),
    score,
    own: most(own),
    others: most(others),
    last: heard.context.at(-1) ?? null,
    count: heard.context.length,
    botSpoke: heard.context.some(({ speaker }) => speaker === 'bot'),
  }
}
