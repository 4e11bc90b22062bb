import type { Spot } from '../../kernel/sealing.ts'

/** Where the private parts of what the office writes and says lie. */
export const noticeSpot = (column: 'text' | 'brief', id: string): Spot => ({
  place: `outbox.${column}`,
  row: id,
})
export const visitSpot = (column: 'place' | 'words', id: string): Spot => ({
  place: `visits.${column}`,
  row: id,
})
export const noteSpot = (id: string): Spot => ({ place: 'case_notes.words', row: id })
export const followUpSpot = (key: string): Spot => ({ place: 'follow_ups.words', row: key })
export const questionSpot = (conversationKey: string, contactId: string): Spot => ({
  place: 'desk_questions.facts',
  row: `${conversationKey}/${contactId}`,
})
export const beforeSpot = (eventId: string): Spot => ({ place: 'before_moves.record', row: eventId })
/** What a revision of the town says of a person beside their code. */
export const townPrivateSpot = (id: string): Spot => ({ place: 'town_private.value', row: id })
