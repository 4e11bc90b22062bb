import type { Ground } from '../grid/ground.ts'
import { Refusal } from '../kernel/errors.ts'
import { asksFor } from './asks.ts'
import type { CaseRecord } from './case.ts'
import { moveCase, type Moved, type Mover } from './moving.ts'
import { upholdObjection } from './orders.ts'
import { type CaseStores, receiveCase } from './receive.ts'

/**
 * 7.1: the director takes the objection up. A refused case stays refused (2.1); what its reporters said becomes a new
 * one by the director's word, which names the refused number and goes its way like any other.
 */
export async function takeUpAgain(
  stores: CaseStores,
  record: CaseRecord,
  mover: Mover,
  ground: Ground,
  now: Date,
): Promise<Moved> {
  const askers = asksFor('objection', record).map(({ by }) => by)
  const [first, ...others] = record.reporters.filter(({ key }) => askers.includes(key))
  if (first === undefined) throw new Refusal('wrong_state', '这件没有等着答复的请求。')
  const [received] = await stores.events.ofCase(record.id)
  const privateWords = received === undefined ? null : await stores.events.words(received.id)
  const { kind, category, nature, urgency, confidential, place, occurred, title } = record
  const { words, room, homeEstate, about, source } = record
  const again = (one: typeof first) => ({ ...one, joinedAt: now, withdrawn: false, rating: null })
  const created = await receiveCase(
    stores,
    {
      matter: { kind, category, nature, urgency, confidential, place, occurred, title },
      ...{ words, room, homeEstate, about, source, addressed: true, takesUp: record.number },
      privateWords: privateWords ?? words,
      reporter: again(first),
    },
    'filed',
    mover,
    ground,
    now,
  )
  for (const other of others) await stores.cases.addReporter(created.record.id, again(other))
  return moveCase(stores, record.id, upholdObjection(created.record.number, askers), mover, ground, now)
}
