import type { Heard, ReaderTown } from '../../intake/reading.ts'
import type { Talk, TalkLine } from './talk-file.ts'

/** A labelled line as the reader would hear it. */
export interface Labelled {
  heard: Heard
  /** Among single lines: what stands above in the file and has nothing to do with it. */
  unrelated: Heard['context']
  line: TalkLine
  talk: Talk
}

/** How many lines above a line the reader is given. */
const above = 6

/** The lines of a talk as they are heard one after the other; the bot's own are only context. */
export function heardIn(talk: Talk): readonly Labelled[] {
  return talk.lines.flatMap((line, index) => {
    if (line.speaker === 'bot') return []
    const lines = talk.lines
      .slice(Math.max(0, index - above), index)
      .map(({ speaker, name, text }) => ({ speaker, name, text }))
    const [context, unrelated] = talk.singles ? [[], lines] : [lines, []]
    const { text, speaker, name } = line
    return [{ heard: { text, room: talk.room, speaker, name, context }, unrelated, line, talk }]
  })
}

/** The town of a talk: the category table of the example, the place names that the talk's head gives. */
export const townOfTalk = (town: ReaderTown, talk: Talk): ReaderTown => ({
  ...town,
  gazetteer: talk.estates.map((name) => ({
    name,
    kind: /[路街巷道]$/u.test(name) ? ('road' as const) : ('estate' as const),
    canonical: name,
  })),
})
