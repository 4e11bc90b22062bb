import type { CaseRecord } from '../cases/case.ts'
import { moveCase } from '../cases/moving.ts'
import { rateCase } from '../cases/orders.ts'
import { likeness } from '../cases/similar.ts'
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
import { moverOf, type Settled, type Spoken } from './spoken.ts'

/** The speaker's cases that were closed so lately that a rating still counts (6.4); praise is not rated. */
async function lately(
  deps: DeskDeps,
  stores: DeskStores,
  setting: Setting,
  now: Date,
): Promise<readonly CaseRecord[]> {
  const closed = await stores.cases.find({ states: ['closed'], reporter: setting.speaker.key, most: 10 })
  const since = addHours(now, -24 * deps.ground().rulebook.stages.rateNaturalDays)
  return closed.filter((one) => one.kind !== 'praise' && one.closedAt !== null && one.closedAt > since)
}

/**
 * 6.4: words that can be nothing but a rating, from a reporter of a case that was closed and not rated yet. Whatever
 * might be a new matter is left to the reader.
 */
export async function rateAwaited(
  deps: DeskDeps,
  stores: DeskStores,
  message: KeptMessage,
  setting: Setting,
  said: string,
  now: Date,
): Promise<Settled | null> {
  const quoted = message.quote === null ? [] : numbersIn(message.quote.text)
  const clear = isBareRating(said) || ratingInFront.test(said) || figureAlone.test(said.trim())
  if (!clear && quoted.length === 0) return null
  const rating = readRating(said)
  if (rating === null) return null
  const unrated = (await lately(deps, stores, setting, now)).filter((one) => ownRating(one, setting) === null)
  const awaited = unrated.find((one) => quoted.includes(one.number)) ?? (clear ? unrated[0] : undefined)
  return awaited === undefined
    ? null
    : rate(deps, stores, { record: awaited, rating, message, setting, said }, now)
}

/**
 * What a reporter says behind a closed case, once it is read: the reason of a dissatisfied rating (6.5), or a rating in
 * free words (6.4). A new matter, and any emergency, is neither.
 */
export async function answerToClosure(
  deps: DeskDeps,
  stores: DeskStores,
  spoken: Spoken,
  now: Date,
): Promise<Settled | null> {
  const { setting, said, message, reading } = spoken
  const recent = await lately(deps, stores, setting, now)
  const unhappy = recent.find((one) => ownRating(one, setting) === 'dissatisfied')
  if (unhappy !== undefined && speaksOf(unhappy, spoken))
    return reopenWith(deps, stores, unhappy, message, setting, said, now)
  const awaited = recent.find((one) => ownRating(one, setting) === null)
  const rating = setting.private && reading.act !== 'new' ? readRating(said) : null
  if (awaited === undefined || rating === null) return null
  return rate(deps, stores, { record: awaited, rating, message, setting, said }, now)
}

/** In private whatever is no other matter; in a room only words about the same matter. */
function speaksOf(record: CaseRecord, { setting, said, reading }: Spoken): boolean {
  if (reading.matters.some((matter) => matter.urgency === 'emergency')) return false
  if (reading.matters.some((matter) => likeness(matter, said, record) === 'other')) return false
  return setting.private
    ? reading.act !== 'progress' && reading.act !== 'withdraw'
    : reading.matters.length > 0
}

const ratingInFront =
  /^我?(?:对.{1,6})?(?:很|非常|挺|十分|比较|基本上?|还算|不太|很不|非常不|不是很|不)?满意/u
const figureAlone = /^[1-5一二三四五](?:分|星)?[。.!！]?$/u

const ownRating = (record: CaseRecord, setting: Setting): Rating | null | undefined =>
  record.reporters.find((reporter) => reporter.key === setting.speaker.key && !reporter.withdrawn)?.rating

async function rate(
  deps: DeskDeps,
  stores: DeskStores,
  facts: { record: CaseRecord; rating: Rating; message: KeptMessage; setting: Setting; said: string },
  now: Date,
): Promise<Settled> {
  const { record, rating, message, setting, said } = facts
  const order = rateCase(setting.speaker.key, rating, said)
  const moved = await moveCase(stores, record.id, order, moverOf(setting), deps.ground(), now)
  const reason = said.replace(/^.*?不(?:太|是很)?满意/u, '')
  if (rating === 'dissatisfied' && reason !== said) {
    const reopened = await reopenWith(deps, stores, moved.record, message, setting, reason, now)
    if (reopened !== null) return reopened
  }
  if (rating !== 'dissatisfied' && setting.private)
    await stores.outbox.put(replyTo(message, setting, ratingThanks(), now, { caseId: record.id }))
  return { end: `rated:${rating}`, caseId: record.id }
}
