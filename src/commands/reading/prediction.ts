import type { PlaceSaid } from '../../grid/directory.ts'
import type { Act, Heard, Matter, Reading, Zone } from '../../intake/reading.ts'
import type { MessageLine } from './message-files.ts'

/** A reading in the words of annotation.md, with `score` and `zone` (doors.md). */
export interface Prediction {
  act: Act
  cases: readonly Pick<
    Matter,
    'kind' | 'category' | 'place' | 'occurred' | 'urgency' | 'nature' | 'confidential'
  >[]
  pii: readonly string[]
  score: number
  zone: Zone
}

export const heardOf = ({ text, room, speaker, name, context }: MessageLine): Heard => ({
  text,
  room,
  speaker,
  name,
  context,
})

/** The slots of annotation.md alone. */
const slotsOf = ({ estate, building, unit, room, spot }: PlaceSaid): PlaceSaid => ({
  estate,
  building,
  unit,
  room,
  spot,
})

export const predictionOf = (reading: Reading): Prediction => ({
  act: reading.act,
  cases: reading.matters.map(({ kind, category, place, occurred, urgency, nature, confidential }) => ({
    kind,
    category,
    place: slotsOf(place),
    occurred,
    urgency,
    nature,
    confidential,
  })),
  pii: reading.pii,
  score: Math.round(reading.score * 10_000) / 10_000,
  zone: reading.zone,
})
