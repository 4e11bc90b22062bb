import type { Notice } from '../chat/outbox.ts'
import type { Ground } from '../grid/ground.ts'
import type { ModelFigures } from '../intake/models.ts'
import { roomFor } from '../routing/where.ts'
import * as words from '../wording/learning.ts'
import { townshipPost } from './audience.ts'
import { morningLine } from './morning-line.ts'

/** What came of a night's learning, as far as the director is told of it. */
export interface LearningOutcome {
  taken: boolean
  whyNot: string | null
  corrections: number
  figures: ModelFigures | null
}

/** 5.5: a line of the director's morning message; null where there is no director. */
function toDirector(run: string, text: string, ground: Ground, now: Date): Notice | null {
  const director = townshipPost('director', { about: [] }, ground, now)
  if (director === null) return null
  const to = roomFor(director, ground.directory)
  const { person } = director
  return morningLine({ key: `learning:${run}`, purpose: 'digest', person, to, text, brief: text }, now)
}

/** Whether the reader was changed by what was learnt, with the figures that decided it. */
export function learningNotice(
  run: string,
  { taken, whyNot, corrections, figures }: LearningOutcome,
  ground: Ground,
  now: Date,
): Notice | null {
  const fresh =
    figures === null
      ? null
      : {
          of: figures.after.corrections.of,
          before: figures.before.corrections.right,
          after: figures.after.corrections.right,
        }
  const facts = { corrections, fresh }
  const text = taken ? words.learningTaken(facts) : words.learningRefused(facts, whyNot ?? '')
  return toDirector(run, text, ground, now)
}

/** It was cut off as often as the rules allow. */
export const learningFailedNotice = (run: string, ground: Ground, now: Date): Notice | null =>
  toDirector(run, words.learningFailed(), ground, now)
