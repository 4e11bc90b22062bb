import { EntitySchema } from 'typeorm'
import type { PlaceQuestion } from '../../cases/place-questions.ts'
import type { RaisedHotSpot } from '../../ledger/hot-spots.ts'
import { id, text, textOrNull, texts, time, timeOrNull } from './columns.ts'

export interface LeftOutRow {
  contactId: string
  /** Sealed; found by its digest. */
  name: string
  nameDigest: string | null
  since: Date
}

/** Who said 别记我: the account, and the name it had, by which quotes of it are known (8.8). */
export const leftOutSpeakers = new EntitySchema<LeftOutRow>({
  name: 'left_out_speakers',
  columns: { contactId: { ...text, primary: true }, name: text, nameDigest: textOrNull, since: time },
  indices: [{ name: 'left_out_speakers_name', columns: ['nameDigest'] }],
})

/** What the bot asked a reporter and nobody has answered yet (8.3, 8.5). */
export const placeQuestions = new EntitySchema<PlaceQuestion>({
  name: 'place_questions',
  columns: {
    caseId: { ...id, primary: true },
    reporter: { ...text, primary: true },
    what: text,
    room: textOrNull,
    askedAt: time,
  },
  indices: [{ name: 'place_questions_reporter', columns: ['reporter', 'askedAt'] }],
})

/** Hot spots that were raised, each once (8.7). */
export const hotSpots = new EntitySchema<RaisedHotSpot>({
  name: 'hot_spots',
  columns: {
    key: { ...text, primary: true },
    kind: text,
    community: text,
    category: text,
    caseIds: texts,
    raisedAt: time,
    settledAt: timeOrNull,
    settledBy: textOrNull,
    settlement: textOrNull,
  },
  indices: [
    { name: 'hot_spots_raised', columns: ['raisedAt'] },
    { name: 'hot_spots_open', columns: ['raisedAt'], where: 'settled_at IS NULL' },
  ],
})
