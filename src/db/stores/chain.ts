import { createHash } from 'node:crypto'
import type { CaseEvent } from '../../cases/event.ts'

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** JSON with the keys of every object in order, so that one value has one spelling. Instants in ISO, UTC. */
export function canonicalJson(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value.toISOString())
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
    return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(',')}}`
  }
  return value === undefined ? 'null' : JSON.stringify(value)
}

/** The link's own hash: over everything the event says, and the hash of the one before. */
export const hashOf = (event: Omit<CaseEvent, 'hash'>): string => sha256(canonicalJson(event))

/** What the event keeps of private words: without the salt nobody can try words against it. */
export const digestOf = (salt: string, words: string): string => sha256(salt + words)
