import type { CaseRecord } from '../cases/case.ts'
import { moveCase } from '../cases/moving.ts'
import { supplementCase } from '../cases/orders.ts'
import { supplementKept } from '../wording/residents.ts'
import { placeSaid } from './places.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { replyTo } from './replies.ts'
import { moverOf, type Settled, type Spoken, wordsForStaff } from './spoken.ts'
import { saidAt } from './told-place.ts'

/** What a speaker adds to a matter; what was not read a second time comes without a reading. */
export type Added = Pick<Spoken, 'message' | 'setting' | 'said'> & Partial<Pick<Spoken, 'reading'>>

/** The words go into the case as a supplement, and so does the place that they name. */
export async function addWords(
  deps: DeskDeps,
  stores: DeskStores,
  record: CaseRecord,
  spoken: Added,
  now: Date,
): Promise<void> {
  const ground = deps.ground()
  const told = spoken.reading?.matters[0]?.place ?? placeSaid(spoken.said, ground)
  const order = saidAt(supplementCase(wordsForStaff(spoken), {}), record, told, spoken, ground, now)
  await moveCase(stores, record.id, order, moverOf(spoken.setting), ground, now)
}

/** In the room it is heard in silence (6.2); in private, and to whoever addressed the bot, it is thanked for. */
export async function thankForWords(
  stores: DeskStores,
  { message, setting }: Added,
  record: CaseRecord,
  now: Date,
): Promise<Settled> {
  if (setting.private || message.addressed)
    await stores.outbox.put(replyTo(message, setting, supplementKept(), now, { caseId: record.id }))
  return { end: 'supplement', caseId: record.id }
}

/** A supplement from its words to the thanks for it. */
export async function addSupplement(
  deps: DeskDeps,
  stores: DeskStores,
  record: CaseRecord,
  spoken: Added,
  now: Date,
): Promise<Settled> {
  await addWords(deps, stores, record, spoken, now)
  return thankForWords(stores, spoken, record, now)
}
