import { readAct } from '../../intake/act.ts'
import { makeCategoriser } from '../../intake/category.ts'
import { makeGazetteer } from '../../intake/gazetteer.ts'
import { makeLooker, type Look, type Looker } from '../../intake/look.ts'
import { actSigns, type AboveSigns, matterSigns } from '../../intake/model/signs.ts'
import type { Vector } from '../../intake/model/vector.ts'
import type { ContextLine, Heard, ReaderTown } from '../../intake/reading.ts'
import { appealScore } from '../../intake/score.ts'
import { heardIn, townOfTalk } from './examples.ts'
import type { Talk, TalkLine } from './talk-file.ts'

/** A labelled line with the features that the model sees. */
export interface Signed {
  line: TalkLine
  hasContext: boolean
  act: Vector
  matter: Vector
  /** What the lexicon alone says: 0..1 that it is an appeal, and the act. */
  byHand: { score: number; act: string }
}

function isOwn(line: ContextLine, { name, speaker }: Heard): boolean {
  if (line.speaker === 'bot') return false
  if (line.name === '我') return true
  return name === null ? line.speaker === speaker : line.name === name
}

/** What stood above, judged by the lexicon: a line above was an appeal where it sounds like one by itself. */
function aboveOf(look: Look, heard: Heard, looker: Looker, ignore: number): AboveSigns & { score: number } {
  const scoreOf = ({ speaker, name, text }: ContextLine): number =>
    speaker === 'bot'
      ? 0
      : appealScore({ look: looker(text), heard: { text, room: heard.room, speaker, name, context: [] } })
  const scored = heard.context.map((line) => ({ own: isOwn(line, heard), score: scoreOf(line) }))
  const most = (own: boolean): number =>
    Math.max(0, ...scored.filter((one) => one.own === own).map(({ score }) => score))
  const score = appealScore({ look, heard })
  const signs = {
    text: look.text,
    heard,
    cues: look.cues,
    wasAppeal: (line: ContextLine) => scoreOf(line) >= ignore,
  }
  return {
    ruled: readAct(signs, score >= ignore),
    own: most(true),
    others: most(false),
    last: heard.context.at(-1) ?? null,
    count: heard.context.length,
    score,
  }
}

/** The lines of a talk with their features, place names as the talk's head gives them. */
export function signedIn(talk: Talk, town: ReaderTown): readonly Signed[] {
  const looker = makeLooker(makeCategoriser(town.leaves), makeGazetteer(townOfTalk(town, talk).gazetteer))
  return heardIn(talk).map(({ heard, line }) => {
    const look = looker(heard.text)
    const above = aboveOf(look, heard, looker, town.zones.ignore)
    return {
      line,
      hasContext: heard.context.length > 0,
      act: actSigns(look, heard, above),
      matter: matterSigns(look, heard),
      byHand: { score: above.score, act: above.ruled },
    }
  })
}
