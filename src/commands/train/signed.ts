import { makeCategoriser } from '../../intake/category.ts'
import { makeGazetteer } from '../../intake/gazetteer.ts'
import { makeLooker, remembered } from '../../intake/look.ts'
import { glance } from '../../intake/model/above.ts'
import { wordOfLexicon } from '../../intake/model/model.ts'
import { actSigns, dangerSigns, matterSigns } from '../../intake/model/signs.ts'
import type { Vector } from '../../intake/model/vector.ts'
import type { Heard, ReaderTown } from '../../intake/reading.ts'
import { heardIn, type Labelled, townOfTalk } from './examples.ts'
import type { Talk, TalkLine } from './talk-file.ts'

/** A labelled line with the features that the model sees. */
export interface Signed {
  /** What the label of its matter says nothing of: a person put right something else. Absent: it says all. */
  silentOn?: readonly ('leaf' | 'kind' | 'urgency')[]
  line: TalkLine
  heard: Heard
  hasContext: boolean
  act: Vector
  /** The same line with other words above it, to learn from. */
  actElsewhere: readonly Vector[]
  /** How much the lexicon's own word adds to an appeal (log odds). */
  byLexicon: number
  matter: Vector
  danger: Vector
  /** What the lexicon alone says: 0..1 that it is an appeal, the act, and the likeliest leaf. */
  byHand: { score: number; act: string; leaf: string }
}

/**
 * The same line in other rooms, to learn from: with less above it (a share needs what it is a share in, an appeal and
 * chatter do not), and a single line below lines that have nothing to do with it.
 */
function elsewhere({ heard, line, unrelated }: Omit<Labelled, 'talk'>): readonly Heard[] {
  const { context } = heard
  const short = context.length > 2 ? [{ ...heard, context: context.slice(-2) }] : []
  if (line.act !== 'new' && line.act !== 'chatter') return short
  const alone = context.length > 0 ? [{ ...heard, context: [] }] : []
  const below = unrelated.length > 0 ? [{ ...heard, context: unrelated.slice(-3) }] : []
  return [...short, ...alone, ...below]
}

/** Sees labelled lines as the model does, with the place names of one town. */
export function signerOf(town: ReaderTown): (labelled: Omit<Labelled, 'talk'>) => Signed {
  const looker = remembered(makeLooker(makeCategoriser(town.leaves), makeGazetteer(town.gazetteer)))
  return (labelled) => {
    const { heard, line } = labelled
    const look = looker(heard.text)
    const glanceAt = (one: Heard) => glance(look, one, looker, town.zones.ignore)
    const above = glanceAt(heard)
    const matter = matterSigns(look, heard)
    return {
      line,
      heard,
      hasContext: heard.context.length > 0,
      act: actSigns(look, heard, above),
      actElsewhere: elsewhere(labelled).map((other) => actSigns(look, other, glanceAt(other))),
      byLexicon: wordOfLexicon(above),
      matter,
      danger: dangerSigns(look, matter),
      byHand: {
        score: above.score,
        act: above.ruled,
        leaf: look.ranked[0]?.leaf ?? '9999',
      },
    }
  }
}

/** The lines of a talk as the model sees them, place names as the talk's head gives them. */
export const signedIn = (talk: Talk, town: ReaderTown): readonly Signed[] =>
  heardIn(talk).map(signerOf(townOfTalk(town, talk)))
