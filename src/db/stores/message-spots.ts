import type { Spot } from '../../kernel/sealing.ts'

/** Where the private parts of a message lie; a reading is kept by the running number, the rest by the platform's id. */
export const messageSpot = (
  column: 'text' | 'sender_name' | 'quote' | 'location',
  platformId: string,
): Spot => ({
  place: `messages.${column}`,
  row: platformId,
})
export const readingSpot = (seq: string): Spot => ({ place: 'messages.reading', row: seq })
