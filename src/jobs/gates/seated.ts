import { go, type Gate } from './gate.ts'

/** Somebody without a chat account, or a room that is bound to none, cannot be told anything: parked, never forgotten. */
export const seated: Gate = async ({ notice, where }, { log }) => {
  if (where !== null) return go
  log.warn({ notice: notice.id, to: notice.to, purpose: notice.purpose }, 'nobody to say it to: parked')
  return { verdict: 'park', why: 'no chat account or room is tied to the addressee' }
}
