import { isSaidOpenly, takesMoney } from '../intake/bounds.ts'
import { isHearsay } from '../intake/hearsay.ts'
import { normalise } from '../intake/normalise.ts'
import type { Act, Heard, Reading, ReaderTown, Zone } from '../intake/reading.ts'
import type { Answer } from './answer.ts'

/** What the model's own word is worth, as the chance that the message is an appeal. */
const worth: Readonly<Record<Answer['sure'], { appeal: number; none: number }>> = {
  high: { appeal: 0.95, none: 0.03 },
  middle: { appeal: 0.8, none: 0.15 },
  low: { appeal: 0.6, none: 0.35 },
}

const logit = (chance: number): number => {
  const inside = Math.min(0.999, Math.max(0.001, chance))
  return Math.log(inside / (1 - inside))
}

/**
 * The score of a message that both have read: half way between the two, on the scale of odds. Where they contradict each
 * other that is in the middle, and a person looks (8.1). The model alone never silences what the offline reader would
 * file, what calls itself an appeal (8.2) or speaks of bribes; and hearsay is never filed alone (6.10), nor is what the
 * offline reader took for chatter.
 */
export function weighed(
  answer: Pick<Answer, 'act' | 'sure'>,
  offline: Pick<Reading, 'score' | 'zone'>,
  heard: Heard,
  zones: ReaderTown['zones'],
): number {
  const { text } = normalise(heard.text)
  const { appeal, none } = worth[answer.sure]
  const middle = (logit(answer.act === 'new' ? appeal : none) + logit(offline.score)) / 2
  const score = 1 / (1 + Math.exp(-middle))
  const held =
    offline.zone === 'file' || (offline.zone === 'triage' && isSaidOpenly(text)) || takesMoney(text)
  const least = held ? zones.ignore : 0
  const alone = offline.zone === 'ignore' || isHearsay(text)
  const most = alone ? Math.max(zones.ignore, zones.file - 0.01) : 1
  return Math.min(most, Math.max(least, score))
}

export function zoneOf(score: number, zones: ReaderTown['zones']): Zone {
  if (score >= zones.file) return 'file'
  return score >= zones.ignore ? 'triage' : 'ignore'
}

/**
 * The act of a message that is no appeal of its own. Shares in an earlier matter are believed where something stands
 * above; 撤回 and ratings move a case, so the words alone say them: never a model.
 */
export function lesserAct(answered: Act, offline: Act, heard: Heard): Act {
  const shares = answered === 'join' || answered === 'supplement' || answered === 'progress'
  if (shares && (heard.context.length > 0 || heard.room === 'private')) return answered
  return offline === 'new' ? 'chatter' : offline
}
