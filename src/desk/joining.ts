import type { CaseRecord } from '../cases/case.ts'
import { ended } from '../cases/case.ts'
import { moveCase } from '../cases/moving.ts'
import { joinCase } from '../cases/orders.ts'
import { saysWhereToGo } from '../cases/place-told.ts'
import { likeness, placesContradict } from '../cases/similar.ts'
import { wordOverlap } from '../cases/word-overlap.ts'
import { isQuarrel } from '../feedback/receipts.ts'
import type { PlaceSaid } from '../grid/directory.ts'
import type { KeptMessage } from '../intake/ports.ts'
import type { Reading } from '../intake/reading.ts'
import { addHours, addMinutes } from '../kernel/clock.ts'
import { botAtChat } from './acting.ts'
import { addSupplement } from './adding.ts'
import { openElsewhere } from './appeals.ts'
import { numbersIn } from './command.ts'
import { criesBelow } from './danger.ts'
import { afterJoining, isAnotherMatter, placeOfJoiner, reporterOf } from './further-reporter.ts'
import { placeSaid } from './places.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import type { Setting } from './speaker.ts'
import { type Settled, type Spoken, wordsForStaff } from './spoken.ts'
import { asPlaced, namesNoMore, saidAt } from './told-place.ts'
import { saysNotDone } from './not-done.ts'

/** 8.5: "+1" behind a matter of this room, or quoting its receipt. */
export async function join(
  deps: DeskDeps,
  stores: DeskStores,
  spoken: Spoken,
  now: Date,
): Promise<Settled | null> {
  const { setting } = spoken
  const record = await caseAbove(deps, stores, spoken, now)
  if (record === null) return null
  const known = record.reporters.some((one) => one.key === setting.speaker.key && !one.withdrawn)
  if (known) return addSupplement(deps, stores, record, spoken, now)
  const place = placeOfJoiner(deps, spoken)
  if (isAnotherMatter(record, place)) return openElsewhere(deps, stores, spoken, record, place, now)
  return joinAt(deps, stores, record, place, spoken, now)
}

async function joinAt(
  deps: DeskDeps,
  stores: DeskStores,
  record: CaseRecord,
  place: PlaceSaid,
  spoken: Spoken,
  now: Date,
): Promise<Settled> {
  const joins = joinCase(reporterOf(spoken, now), wordsForStaff(spoken))
  const order = saidAt(joins, record, place, spoken, deps.ground(), now)
  const moved = await moveCase(stores, record.id, order, botAtChat, deps.ground(), now)
  await afterJoining(deps, stores, spoken, asPlaced(record, moved.record), now)
  return { end: 'joined', caseId: record.id }
}

/** What is said below a cry for help and names a house is no longer than this; longer talk is talk. */
const placeInLetters = 30

/**
 * 8.5, 3.8: a neighbour says where an open emergency of this room is ("是5栋3单元，火好大"). No appeal by itself, and yet
 * what the helpers need most: it joins. Null where no emergency stands above, or no house that it can be is named.
 */
export async function sayWhereItIs(
  deps: DeskDeps,
  stores: DeskStores,
  spoken: Spoken,
  now: Date,
): Promise<Settled | null> {
  const { setting, said } = spoken
  const told = placeSaid(said, deps.ground())
  const words = told.building !== null && said.length <= placeInLetters
  const belongs = words || criesBelow(said)
  if (setting.room?.kind !== 'residents' || !(belongs || namesNoMore(told, said))) return null
  const lately = await stores.cases.find({
    room: setting.room.code,
    receivedSince: addMinutes(now, -deps.ground().rulebook.hearing.joinMinutes),
    most: 20,
  })
  const open = lately.filter(
    (one) =>
      one.urgency === 'emergency' &&
      !ended.has(one.state) &&
      !ownAffair(one) &&
      (belongs || !saysWhereToGo(one.place)),
  )
  const [record, second] = open.filter((one) => !placesContradict(told, one.place))
  if (record === undefined || second !== undefined) return null
  const known = record.reporters.some((one) => one.key === setting.speaker.key && !one.withdrawn)
  if (known) return addSupplement(deps, stores, record, spoken, now)
  return joinAt(deps, stores, record, told, spoken, now)
}

/** Matters that are nobody else's business: never joined from a room. */
const ownAffair = (record: CaseRecord): boolean =>
  record.confidential || isQuarrel(record) || record.category === '0902'

const quotesWithinDays = 7
const linesSearched = 300

/** Cases named in a quote of the bot's own words in this conversation; a quote of anybody else proves nothing. */
async function quotedNumbers(
  stores: Pick<DeskStores, 'messages'>,
  message: KeptMessage,
  now: Date,
): Promise<readonly string[]> {
  const numbers = message.quote === null ? [] : numbersIn(message.quote.text)
  if (numbers.length === 0) return []
  const since = addHours(now, -24 * quotesWithinDays)
  const above = await stores.messages.above(message.conversationKey, message.seq, since, linesSearched)
  return numbers.filter((number) => above.some((one) => one.self && one.text.includes(number)))
}

/** The matter just above: the one quoted, else of the open cases told in this room within 30 minutes the one most like the words, else the newest. */
async function caseAbove(
  deps: DeskDeps,
  stores: Pick<DeskStores, 'cases' | 'messages'>,
  spoken: Pick<Spoken, 'message' | 'setting' | 'said'>,
  now: Date,
): Promise<CaseRecord | null> {
  const { message, setting, said } = spoken
  for (const number of await quotedNumbers(stores, message, now)) {
    const quoted = await stores.cases.byNumber(number)
    if (quoted !== null && !ended.has(quoted.state) && !ownAffair(quoted)) return quoted
  }
  if (setting.room === null) return null
  const found = await stores.cases.find({
    room: setting.room.code,
    receivedSince: addMinutes(now, -deps.ground().rulebook.hearing.joinMinutes),
    most: 5,
  })
  const open = found.filter((one) => !ended.has(one.state) && !ownAffair(one))
  const alike = open.map((one) => wordOverlap(said, one.words))
  return open[alike.indexOf(Math.max(...alike))] ?? null
}

/** The newest open case of the speaker, told in this conversation: in a room within half an hour, in private within a day. */
async function ownCase(
  deps: DeskDeps,
  stores: Pick<DeskStores, 'cases'>,
  setting: Setting,
  now: Date,
): Promise<CaseRecord | null> {
  const minutes = setting.private ? 24 * 60 : deps.ground().rulebook.hearing.joinMinutes
  const own = await stores.cases.find({
    reporter: setting.speaker.key,
    receivedSince: addMinutes(now, -minutes),
    most: 5,
  })
  return own.find((one) => !ended.has(one.state) && sameConversation(one, setting)) ?? null
}

/** The case that words lean on which point at what stood above (join, supplement, …); null where none stands there. */
export async function caseLeanedOn(
  deps: DeskDeps,
  spoken: Pick<Spoken, 'message' | 'setting' | 'reading' | 'said'>,
  now: Date,
): Promise<CaseRecord | null> {
  switch (spoken.reading.act) {
    case 'join':
      return caseAbove(deps, deps.stores, spoken, now)
    case 'supplement':
      return ownCase(deps, deps.stores, spoken.setting, now)
    case 'progress':
    case 'withdraw':
      return (await deps.stores.cases.find({ reporter: spoken.setting.speaker.key, most: 1 }))[0] ?? null
    case 'rating': {
      const closed = await deps.stores.cases.find({
        states: ['closed'],
        reporter: spoken.setting.speaker.key,
        most: 1,
      })
      return closed[0] ?? null
    }
    case 'new':
    case 'chatter':
      return null
  }
}

const isOtherBuilding = (building: string, { place }: CaseRecord): boolean =>
  place.building !== null && place.building !== building

/**
 * Whether words that seem to lean on a case speak of another matter after all, read by themselves: an emergency that the
 * case is not, surely an appeal of another leaf or place, or likely one of a building that the case does not name. A cry for help is never filed away as an addition.
 */
export function standsAlone(alone: Reading, said: string, record: CaseRecord): boolean {
  if (alone.act !== 'new') return false
  return alone.matters.some((matter) => {
    const other = likeness(matter, said, record) === 'other'
    if (matter.urgency === 'emergency') return other || record.urgency !== 'emergency'
    const elsewhere = matter.place.building !== null && isOtherBuilding(matter.place.building, record)
    return other && (elsewhere || alone.zone === 'file' || matter.confidential || matter.urgency === 'urgent')
  })
}

/** The speaker adds to a matter of their own, or answers what the bot asked. */
export async function supplement(
  deps: DeskDeps,
  stores: DeskStores,
  spoken: Spoken,
  now: Date,
): Promise<Settled | null> {
  const record = await ownCase(deps, stores, spoken.setting, now)
  return record === null ? null : addSupplement(deps, stores, record, spoken, now)
}

/** A result was told, and nobody has closed the case yet. */
const toldAsDone = ['resolved', 'verified'] as const
/**
 * A reporter who says that it is not done, behind a result and before the closing, gives no rating yet (6.4): the words go
 * to whoever has the case and whoever is to verify or close it, so that nothing is closed over them.
 */
export async function notDoneAfterAll(
  deps: DeskDeps,
  stores: DeskStores,
  spoken: Spoken,
  now: Date,
): Promise<Settled | null> {
  if (!saysNotDone(spoken.said)) return null
  const own = await stores.cases.find({
    reporter: spoken.setting.speaker.key,
    states: toldAsDone,
    most: 20,
  })
  const record = own.find((one) => isTheirs(one, spoken.setting) && sameConversation(one, spoken.setting))
  return record === undefined ? null : addSupplement(deps, stores, record, spoken, now)
}

/**
 * 补充 with words behind it (10.3): to the speaker's newest open case, however long ago. Null where they have none: then
 * it is plain talk.
 */
export async function supplementSaid(
  deps: DeskDeps,
  stores: DeskStores,
  spoken: Pick<Spoken, 'message' | 'setting' | 'said'>,
  now: Date,
): Promise<Settled | null> {
  const own = await stores.cases.find({ reporter: spoken.setting.speaker.key, most: 20 })
  const open = own.filter((one) => !ended.has(one.state) && isTheirs(one, spoken.setting))
  const record = open.find((one) => numbersIn(spoken.said.toUpperCase()).includes(one.number)) ?? open[0]
  return record === undefined ? null : addSupplement(deps, stores, record, spoken, now)
}

const isTheirs = (record: CaseRecord, setting: Setting): boolean =>
  record.reporters.some((one) => one.key === setting.speaker.key && !one.withdrawn)

const sameConversation = (record: CaseRecord, setting: Setting): boolean =>
  record.reporters.some((one) => one.key === setting.speaker.key && one.room === (setting.room?.code ?? null))
