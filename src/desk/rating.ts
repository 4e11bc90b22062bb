import type { CaseRecord } from '../cases/case.ts'
import { moveCase } from '../cases/moving.ts'
import { rateCase } from '../cases/orders.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { isBareRating, readRating } from '../intake/rating.ts'
import type { Rating } from '../intake/reading.ts'
import { addHours } from '../kernel/clock.ts'
import { ratingThanks } from '../wording/residents.ts'
import { numbersIn } from './command.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { reopenWith } from './reopening.ts'
import { replyTo } from './replies.ts'
import type { Setting } from './speaker.ts'
import { moverOf, type Settled } from './spoken.ts'

/** 6.4: a rating counts only from a reporter of a case that was closed and not rated yet. */
export async function rateAwaited(
  deps: DeskDeps,
  stores: DeskStores,
  message: KeptMessage,
  setting: Setting,
  said: string,
  now: Date,
): Promise<Settled | null> {
  const closed = await stores.cases.find({ states: ['closed'], reporter: setting.speaker.key, most: 5 })
  const { rateNaturalDays } = deps.ground().rulebook.stages
  const recent = closed.filter(
    (one) => one.closedAt !== null && one.closedAt > addHours(now, -24 * rateNaturalDays),
  )
  const unhappy = setting.private
    ? recent.find((one) => ownRating(one, setting) === 'dissatisfied')
    : undefined
  const rating = meantAsRating(message, setting, said) ? readRating(said) : null
  if (unhappy !== undefined && !isBareRating(said))
    return reopenWith(deps, stores, unhappy, message, setting, said, now)
  const awaited = byQuote(message, recent) ?? recent.find((one) => ownRating(one, setting) === null)
  if (awaited === undefined || rating === null) return null
  return rate(deps, stores, { record: awaited, rating, message, setting, said }, now)
}

const ratingInFront =
  /^我?(?:对.{1,6})?(?:很|非常|挺|十分|比较|基本上?|还算|不太|很不|非常不|不是很|不)?满意/u
const figureAlone = /^[1-5一二三四五](?:分|星)?[。.!！]?$/u

/** In a room only words that can be nothing else are a rating: "谢谢大家" behind a closure notice judges nothing. */
const meantAsRating = (message: KeptMessage, setting: Setting, said: string): boolean =>
  setting.private ||
  message.addressed ||
  message.quote !== null ||
  ratingInFront.test(said) ||
  figureAlone.test(said.trim())

const ownRating = (record: CaseRecord, setting: Setting): Rating | null | undefined =>
  record.reporters.find((reporter) => reporter.key === setting.speaker.key && !reporter.withdrawn)?.rating

function byQuote(message: KeptMessage, records: readonly CaseRecord[]): CaseRecord | undefined {
  const numbers = message.quote === null ? [] : numbersIn(message.quote.text)
  return records.find((record) => numbers.includes(record.number))
}

async function rate(
  deps: DeskDeps,
  stores: DeskStores,
  facts: { record: CaseRecord; rating: Rating; message: KeptMessage; setting: Setting; said: string },
  now: Date,
): Promise<Settled> {
  const { record, rating, message, setting, said } = facts
  const order = rateCase(setting.speaker.key, rating, said)
  await moveCase(stores, record.id, order, moverOf(setting), deps.ground(), now)
  const reason = said.replace(/^.*?不(?:太|是很)?满意/u, '')
  if (rating === 'dissatisfied' && reason !== said) {
    const rated = await stores.cases.byId(record.id)
    const reopened =
      rated === null ? null : await reopenWith(deps, stores, rated, message, setting, reason, now)
    if (reopened !== null) return reopened
  }
  if (rating !== 'dissatisfied' && setting.private)
    await stores.outbox.put(replyTo(message, setting, ratingThanks(), now, { caseId: record.id }))
  return { end: `rated:${rating}`, caseId: record.id }
}
