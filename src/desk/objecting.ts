import type { CaseRecord } from '../cases/case.ts'
import { moveCase } from '../cases/moving.ts'
import { askCentre } from '../cases/orders.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { redactText } from '../intake/redact.ts'
import { addHours } from '../kernel/clock.ts'
import { objectionKept, whichToObject } from '../wording/moves.ts'
import { numbersIn } from './command.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { progressText } from './progress.ts'
import { replyTo } from './replies.ts'
import type { Setting } from './speaker.ts'
import { moverOf, type Settled } from './spoken.ts'

const objects = /^(?:我|我们)?(?:很|坚决|还是)?(?:不服|不同意|不认可|不接受|有?异议)/u

/** Whatever stands before the reason: the word, a number, and signs. */
const beforeReason = /^[\s,，、:：。]*(?:[A-Z]{1,6}\d{8}-\d{4,})?[\s,，、:：。]*/iu

/**
 * 7.1: a refused reporter objects in private, once, and the director is asked to look again. The words mean the case
 * named, or the only one refused lately; null where none was, and they are read as anything else.
 */
export async function objectTo(
  deps: DeskDeps,
  stores: DeskStores,
  message: KeptMessage,
  setting: Setting,
  said: string,
  now: Date,
): Promise<Settled | null> {
  const word = objects.exec(said.trim())?.[0]
  if (!setting.private || word === undefined) return null
  const numbers = numbersIn(said.toUpperCase())
  const refused = (await stores.cases.find({ states: ['refused'], reporter: setting.speaker.key, most: 10 }))
    .filter((one) => (numbers.length === 0 ? lately(one, deps, now) : numbers.includes(one.number)))
    .filter((one) => one.reporters.some(({ key, withdrawn }) => key === setting.speaker.key && !withdrawn))
  const [record, second] = refused
  if (record === undefined) return null
  if (second !== undefined) {
    const lines = refused.slice(0, 5).map((one) => progressText(one, deps.ground(), now))
    await stores.outbox.put(replyTo(message, setting, whichToObject(lines), now, { caseId: record.id }))
    return { end: 'objection:which', caseId: null }
  }
  const reason = redactText(said.trim().slice(word.length).replace(beforeReason, ''))
  const history = await stores.events.ofCase(record.id)
  const ground = history.findLast(({ move }) => move === 'refuse')?.facts['ground'] ?? null
  const order = askCentre({ what: 'objection', by: setting.speaker.key }, reason === '' ? null : reason)
  const asked = { ...order, facts: { ...order.facts, ground } }
  await moveCase(stores, record.id, asked, moverOf(setting), deps.ground(), now, { history })
  await stores.outbox.put(replyTo(message, setting, objectionKept(record), now, { caseId: record.id }))
  return { end: 'objection', caseId: record.id }
}

/** Without a number only what may still be objected to is meant; the exact end is the lifecycle table's. */
const lately = ({ receivedAt }: CaseRecord, deps: DeskDeps, now: Date): boolean =>
  receivedAt > addHours(now, -24 * (deps.ground().rulebook.objectionDays + 60))
