import type { EntityManager } from 'typeorm'
import { type Naming, namingOf } from '../../cases/person-named.ts'
import type { Whose } from '../../cases/person-traces.ts'
import type { Spot } from '../../kernel/sealing.ts'
import { sealingOf } from '../sealing.ts'
import { wordsSpot } from './event-rows.ts'
import { messageSpot } from './message-spots.ts'
import { townPrivateSpot } from './office-spots.ts'
import { rowsOf } from './rows.ts'

interface Kept {
  key: string
  value: string
}

/** Names, own words and numbers of a person, before anything of them is erased. `others`: names that must stay. */
export async function namingIn(
  manager: EntityManager,
  { key, contactId }: Whose,
  ids: readonly string[],
  others: ReadonlySet<string>,
): Promise<Naming> {
  const sealing = sealingOf(manager)
  const texts = async (sql: string, values: readonly unknown[], spot: (row: string) => Spot) =>
    (await rowsOf<Kept>(manager, sql, values)).map((one) => sealing.open(one.value, spot(one.key)))
  const speaker = [key, contactId ?? key]
  const names = await texts(
    `SELECT case_id || '/' || key AS key, name AS value FROM case_reporters WHERE key = $1 OR contact_id = $2`,
    speaker,
    (row) => ({ place: 'case_reporters.name', row }),
  )
  const shown = await texts(
    'SELECT platform_id AS key, sender_name AS value FROM messages WHERE contact_id = $1 AND NOT self',
    [contactId],
    (row) => messageSpot('sender_name', row),
  )
  const said = await texts(
    'SELECT platform_id AS key, text AS value FROM messages WHERE contact_id = $1 AND NOT self',
    [contactId],
    (row) => messageSpot('text', row),
  )
  const phones = await texts(
    `SELECT case_id || '/' || reporter AS key, phone AS value FROM callers WHERE reporter IN ($1, $2) AND phone IS NOT NULL`,
    speaker,
    (row) => ({ place: 'callers.phone', row }),
  )
  const resident = await texts(
    `SELECT id AS key, value FROM town_private WHERE subject = $1 AND kind = 'resident'`,
    [key],
    townPrivateSpot,
  )
  const own = await texts(
    `SELECT w.event_id AS key, w.words AS value FROM event_words w JOIN case_events e ON e.id = w.event_id
     WHERE e.case_id = ANY($1::text[]) AND (e.moved_by IN ($2, $3) OR e.facts->>'reporter' IN ($2, $3)
       OR (e.move = 'receive' AND (SELECT count(*) FROM case_reporters r WHERE r.case_id = e.case_id) = 1))`,
    [[...ids], ...speaker],
    wordsSpot,
  )
  const called = resident.map((json) => (JSON.parse(json) as { name: string }).name)
  return namingOf([...names, ...shown, ...phones, ...called], [...said, ...own], others)
}
