import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Place } from '../../cases/lists.ts'
import { instant } from '../../kernel/clock.ts'
import { RequestFault } from '../problems.ts'

const written = z.strictObject({
  at: z.iso.datetime().nullable(),
  id: z.string().min(1).max(300),
  of: z.string(),
})

/** Of the query without its page: a cursor belongs to one caller's one query. It is no secret and gives no right. */
function digestOf(query: unknown): string {
  return createHash('sha256').update(JSON.stringify(query)).digest('base64url').slice(0, 16)
}

/** Where the next page begins, as a text for the caller to bring back. */
export const cursorOf = (place: Place, query: unknown): string =>
  Buffer.from(
    JSON.stringify({ at: place.at?.toISOString() ?? null, id: place.id, of: digestOf(query) }),
  ).toString('base64url')

/** The place a cursor names; refused where it belongs to another query, or is none. */
export function placeOf(cursor: string, query: unknown): Place {
  try {
    const { at, id, of } = written.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    if (of !== digestOf(query)) throw new RequestFault('cursor_of_another_query')
    return { at: at === null ? null : instant(at), id }
  } catch (error) {
    throw new RequestFault('cursor_of_another_query', { cause: error })
  }
}
