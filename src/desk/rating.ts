import type { CaseRecord } from '../cases/case.ts'
import { rateEnds } from '../cases/lifecycle-limits.ts'
import { moveCase } from '../cases/moving.ts'
import { rateCase } from '../cases/orders.ts'
import { likeness } from '../cases/similar.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { readRating } from '../intake/rating.ts'
import type { Rating } from '../intake/reading.ts'
import { closedInPrivate } from '../feedback/closure.ts'
import { matterShown } from '../feedback/shown.ts'
import { ratingThanks, whichReason } from '../wording/residents.ts'
import { numbersIn } from './command.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { thanksForWork } from './praise.ts'
import { ratedAgain } from './rated-again.ts'
import { reasonTooLate, ratedTooLate } from './rated-late.ts'
import { reopenWith } from './reopening.ts'
import { replyTo } from './replies.ts'
import type { Setting } from './speaker.ts'
import { moverOf, type Settled, type Spoken } from './spoken.ts'
import { aboutIn, askWhich, judgedIn, numberedIn } from './which-closed.ts'
import { saysNotDone } from './not-done.ts'

/** The speaker's closed cases, newest first; praise is not rated (2.6). */
async function closedOf(stores: DeskStores, setting: Setting): Promise<readonly CaseRecord[]> {
  const closed = await stores.cases.find({ states: ['closed'], reporter: setting.speaker.key, most: 10 })
  return closed.filter((one) => one.kind !== 'praise' && one.closedAt !== null)
}

/** Those that were closed so lately that a rating still counts (6.4). */
async function lately(
  deps: DeskDeps,
  stores: DeskStores,
  setting: Setting,
  now: Date,
): Promise<readonly CaseRecord[]> {
  const closed = await closedOf(stores, setting)
  return closed.filter((one) => one.closedAt !== null && now < rateEnds(one.closedAt, deps.ground()))
}

/**
 * 6.4: words that can be nothing but a rating, from a reporter of a case that was closed and not rated yet. Whatever
 * might be a new matter is left to the reader; of several cases the bot asks which one is meant.
 */
export async function rateAwaited(
  deps: DeskDeps,
  stores: DeskStores,
  message: KeptMessage,
  setting: Setting,
  said: string,
  now: Date,
): Promise<Settled | null> {
  const recent = await lately(deps, stores, setting, now)
  const unrated = recent.filter((one) => ownRating(one, setting) === null)
  const heard = { message, setting, said }
  if (recent.length === 0) return ratedTooLate(deps, stores, heard, await closedOf(stores, setting), now)
  if (unrated.length === 0) return ratedAgain(deps, stores, heard, recent, now)
  const judged = await judgedIn(deps, stores, heard, unrated, now)
  if (judged === null) return null
  if (judged === 'asked') return { end: 'rating:which', caseId: null }
  let settled: Settled | null = null
  for (const record of judged.cases)
    settled = await rate(deps, stores, { record, rating: judged.rating, message, setting, said }, now)
  return settled
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
  const tooLate = await reasonTooLate(deps, stores, spoken, now)
  if (tooLate !== null) return tooLate
  const unhappy = (await closedOf(stores, setting)).filter(
    (one) =>
      ownRating(one, setting) === 'dissatisfied' && awaitsReason(one, deps, now) && speaksOf(one, spoken),
  )
  const reasoned = await reasonFor(deps, stores, spoken, unhappy, now)
  if (reasoned !== null) return reasoned
  const unrated = closedIn(setting, recent).filter((one) => ownRating(one, setting) === null)
  const rating = setting.private && reading.act !== 'new' ? readRating(said) : thanked(spoken)
  if (rating === null) return null
  if (unrated.length === 0 || (!setting.private && unrated.length > 1)) return null
  const awaited = unrated.length === 1 ? unrated[0] : numberedIn(said, unrated)
  if (awaited === undefined || awaited === null) {
    await askWhich(deps, stores, spoken, unrated, rating, now)
    return { end: 'rating:which', caseId: null }
  }
  return rate(deps, stores, { record: awaited, rating, message, setting, said }, now)
}

/** In a room free words rate only as thanks for work, right below the notice, of the one case that was closed there. */
const thanked = ({ reading, said, setting }: Spoken): Rating | null =>
  setting.room?.kind === 'residents' && reading.act === 'rating' && thanksForWork(said) ? 'satisfied' : null

const closedIn = (setting: Setting, recent: readonly CaseRecord[]): readonly CaseRecord[] =>
  setting.private
    ? recent
    : recent.filter(
        (one) =>
          !closedInPrivate(one) &&
          one.reporters.some(({ key, room }) => key === setting.speaker.key && room === setting.room?.code),
      )

/** A reason may come as long after the end of the rating as the rating itself may take: so long it is asked for (6.5). */
const awaitsReason = ({ closedAt }: CaseRecord, deps: DeskDeps, now: Date): boolean =>
  closedAt !== null && now < rateEnds(rateEnds(closedAt, deps.ground()), deps.ground())

/** The reason goes to the case it is about; of several that are called bad the bot asks in private which. */
async function reasonFor(
  deps: DeskDeps,
  stores: DeskStores,
  { message, setting, said }: Spoken,
  unhappy: readonly CaseRecord[],
  now: Date,
): Promise<Settled | null> {
  const quoted = message.quote === null ? [] : numbersIn(message.quote.text)
  const only = unhappy.length === 1 ? unhappy[0] : unhappy.find(({ number }) => quoted.includes(number))
  const meant = only ?? numberedIn(said, unhappy) ?? aboutIn(said, unhappy, ({ title }) => title)
  if (meant !== null) return reopenWith(deps, stores, meant, message, setting, said, now)
  if (unhappy.length === 0) return null
  const lines = unhappy.map((one) => `${one.number} ${matterShown(one, deps.ground())}`)
  await stores.outbox.put(replyTo(message, setting, whichReason(lines), now, { privately: true }))
  return { end: 'rating:which_reason', caseId: null }
}

/** In private whatever is no other matter; in a room only words about the same matter. */
function speaksOf(record: CaseRecord, { setting, said, reading }: Spoken): boolean {
  if (reading.matters.some((matter) => matter.urgency === 'emergency')) return false
  if (reading.matters.some((matter) => likeness(matter, said, record) === 'other')) return false
  return setting.private
    ? saysNotDone(said) || (reading.act !== 'progress' && reading.act !== 'withdraw')
    : reading.matters.length > 0
}

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
  if (rating !== 'dissatisfied')
    await stores.outbox.put(
      replyTo(message, setting, ratingThanks(), now, {
        caseId: record.id,
        privately: closedInPrivate(record),
      }),
    )
  return { end: `rated:${rating}`, caseId: record.id }
}
