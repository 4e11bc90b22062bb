import { addHours, addMinutes } from '../kernel/clock.ts'
import { Refusal } from '../kernel/errors.ts'
import type { CaseRecord } from '../cases/case.ts'
import { ended } from '../cases/case.ts'
import type { Mover } from '../cases/moving.ts'
import { moveCase } from '../cases/moving.ts'
import { joinCase, rateCase, supplementCase, withdrawShare } from '../cases/orders.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { readRating } from '../intake/rating.ts'
import type { Rating, Reading } from '../intake/reading.ts'
import { redactText } from '../intake/redact.ts'
import {
  askBuilding,
  askBuildingCalm,
  greeting,
  joined,
  notUnderstood,
  progressNone,
  ratingThanks,
  residentHelp,
  supplementKept,
  withdrawn,
  withdrawNeedsTalk,
  withdrawNone,
} from '../wording/residents.ts'
import { withdrawAsked } from '../wording/staff.ts'
import { dutyNotices } from '../feedback/tasks.ts'
import { isQuarrel } from '../feedback/receipts.ts'
import { matterShown } from '../feedback/shown.ts'
import { botAtChat } from './acting.ts'
import { couldBeAppeal, hearAppeal } from './appeals.ts'
import { numbersIn } from './command.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { progressText } from './progress.ts'
import { replyTo } from './replies.ts'
import { reopenWith } from './reopening.ts'
import type { Setting } from './speaker.ts'

export interface Spoken {
  message: KeptMessage
  /** All parts that are settled together, oldest first. */
  parts: readonly KeptMessage[]
  setting: Setting
  /** The parts' words, without the mention of the bot. */
  said: string
  reading: Reading
}

const moverOf = (setting: Setting): Mover => ({
  actor: { by: setting.speaker.key, post: 'reporter' },
  door: 'chat',
})

type Settled = { end: string; caseId: string | null }

/**
 * What residents may say in fixed words (10.3), and answers to what the bot has asked: settled without the reader.
 * True when the message is settled.
 */
export async function knownWithoutReading(
  deps: DeskDeps,
  message: KeptMessage,
  setting: Setting,
  said: string,
): Promise<boolean> {
  const word = said.replaceAll(/[\s。.!！?？~～]/gu, '')
  const now = deps.clock.now()
  return deps.unitOfWork.run(async (stores) => {
    const settled =
      (await rateAwaited(deps, stores, message, setting, said, now)) ??
      (await answerWord(deps, stores, message, setting, word, now))
    if (settled === null) return false
    await stores.messages.settle([message.seq], settled.end, null, settled.caseId)
    return true
  })
}

async function answerWord(
  deps: DeskDeps,
  stores: DeskStores,
  message: KeptMessage,
  setting: Setting,
  word: string,
  now: Date,
): Promise<Settled | null> {
  const named = /^(进度|撤回)(?:[A-Z]+\d{8}-\d+)?$/u.exec(word.toUpperCase())?.[1]
  if (named === '进度') return tellProgress(deps, stores, { message, setting, said: word }, now)
  if (named === '撤回') return withdraw(deps, stores, { message, setting, said: word }, now)
  const waits = setting.private || message.addressed
  if (word === '帮助' && waits) {
    await stores.outbox.put(replyTo(message, setting, residentHelp(), now))
    return { end: 'help', caseId: null }
  }
  return null
}

/** 6.4: a rating counts only from a reporter of a case that was closed and not rated yet. */
async function rateAwaited(
  deps: DeskDeps,
  stores: DeskStores,
  message: KeptMessage,
  setting: Setting,
  said: string,
  now: Date,
): Promise<Settled | null> {
  const closed = await stores.cases.find({ states: ['closed'], reporter: setting.speaker.key, most: 5 })
  const { rateNaturalDays } = deps.ground().rulebook.stages
  const recent = closed.filter((one) => one.closedAt !== null && one.closedAt > addHours(now, -24 * rateNaturalDays))
  const unhappy = setting.private ? recent.find((one) => ownRating(one, setting) === 'dissatisfied') : undefined
  const rating = meantAsRating(message, setting, said) ? readRating(said) : null
  if (unhappy !== undefined && rating === null) return reopenWith(deps, stores, unhappy, message, setting, said, now)
  const awaited = byQuote(message, recent) ?? recent.find((one) => ownRating(one, setting) === null)
  if (awaited === undefined || rating === null) return null
  return rate(deps, stores, { record: awaited, rating, message, setting, said }, now)
}

const ratingInFront = /^我?(?:对.{1,6})?(?:很|非常|挺|十分|比较|基本上?|还算|不太|很不|非常不|不是很|不)?满意/u
const figureAlone = /^[1-5一二三四五](?:分|星)?[。.!！]?$/u

/** In a room only words that can be nothing else are a rating: "谢谢大家" behind a closure notice judges nothing. */
const meantAsRating = (message: KeptMessage, setting: Setting, said: string): boolean =>
  setting.private || message.addressed || message.quote !== null || ratingInFront.test(said) || figureAlone.test(said.trim())

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
    const reopened = rated === null ? null : await reopenWith(deps, stores, rated, message, setting, reason, now)
    if (reopened !== null) return reopened
  }
  if (rating !== 'dissatisfied' && setting.private)
    await stores.outbox.put(replyTo(message, setting, ratingThanks(), now, { caseId: record.id }))
  return { end: `rated:${rating}`, caseId: record.id }
}

/** What a resident's words lead to, once they are read: one transaction, whatever it is. */
export async function hearResident(deps: DeskDeps, spoken: Spoken): Promise<void> {
  const now = deps.clock.now()
  const { message, parts, setting, reading } = spoken
  await deps.unitOfWork.run(async (stores) => {
    await stores.timers.cancel(`stitch:${message.conversationKey}:${message.contactId}`)
    const settled = await settleByAct(deps, stores, spoken, now)
    await stores.messages.settle(
      parts.map((part) => part.seq),
      settled.end,
      reading,
      settled.caseId,
    )
  })
}

async function settleByAct(deps: DeskDeps, stores: DeskStores, spoken: Spoken, now: Date): Promise<Settled> {
  const { reading, setting, message } = spoken
  const quiet = setting.room?.shadow === true
  const act = (() => {
    switch (reading.act) {
      case 'join':
        return join(deps, stores, spoken, now)
      case 'supplement':
        return supplement(deps, stores, spoken, now)
      case 'progress':
        return tellProgress(deps, stores, spoken, now)
      case 'withdraw':
        return withdraw(deps, stores, spoken, now)
      case 'new':
      case 'rating':
      case 'chatter':
        return Promise.resolve(null)
    }
  })()
  const settled = await act
  if (settled !== null) return settled
  if (couldBeAppeal(deps, spoken)) return hearAppeal(deps, stores, spoken, now)
  const waits = (setting.private || message.addressed) && !quiet
  if (waits) await stores.outbox.put(replyTo(message, setting, plainAnswer(spoken), now))
  return { end: waits ? 'answered' : 'chatter', caseId: null }
}

const plainAnswer = (spoken: Spoken): string =>
  /^(?:你好|您好|在吗|在不在|早上好|早|晚上好|hi|hello)?[\s!！。?？~～]*$/iu.test(spoken.said) ? greeting() : notUnderstood()

/** 8.5: "+1" behind a matter of this room, or quoting its receipt. */
async function join(deps: DeskDeps, stores: DeskStores, spoken: Spoken, now: Date): Promise<Settled | null> {
  const { setting, message, said } = spoken
  const record = await caseAbove(deps, stores, spoken, now)
  if (record === null) return null
  const known = record.reporters.some((one) => one.key === setting.speaker.key)
  if (known) return addSupplement(deps, stores, record, spoken, now)
  const reporter = {
    key: setting.speaker.key,
    contactId: setting.speaker.contactId,
    name: setting.speaker.name,
    room: setting.room?.code ?? null,
    joinedAt: now,
    withdrawn: false,
    rating: null,
  }
  await moveCase(stores, record.id, joinCase(reporter, redactText(said)), botAtChat, deps.ground(), now)
  const answer = joinAnswer(deps, spoken, record)
  if (answer !== null) await stores.outbox.put(replyTo(message, setting, answer, now, { caseId: record.id }))
  return { end: 'joined', caseId: record.id }
}

/** Silence in the room, but for the building in an emergency or of another grid, and for who addressed the bot (6.2, 8.5). */
function joinAnswer(deps: DeskDeps, spoken: Spoken, record: CaseRecord): string | null {
  const { setting, message, reading } = spoken
  const saidWhere = reading.matters.some((matter) => matter.place.building !== null) || /\d+\s*(?:号楼|栋|幢|座)/u.test(spoken.said)
  if (!saidWhere && record.urgency === 'emergency') return askBuilding()
  if (!saidWhere && livesElsewhere(deps, setting, record)) return askBuildingCalm()
  return setting.private || message.addressed ? joined({ number: record.number }) : null
}

function livesElsewhere(deps: DeskDeps, setting: Setting, record: CaseRecord): boolean {
  const { directory } = deps.ground()
  const home = setting.speaker.code === null ? null : directory.resident(setting.speaker.code)?.home
  if (home === undefined || home === null || record.grid === null) return false
  const found = directory.locate({ ...home, spot: null }, { room: null, home: home.estate })
  return found.found === 'grid' && found.grid !== record.grid
}

/** The matter just above: the one quoted, else the newest open case told in this room within 30 minutes. */
async function caseAbove(deps: DeskDeps, stores: DeskStores, spoken: Spoken, now: Date): Promise<CaseRecord | null> {
  const { message, setting } = spoken
  for (const number of message.quote === null ? [] : numbersIn(message.quote.text)) {
    const quoted = await stores.cases.byNumber(number)
    if (quoted !== null && !ended.has(quoted.state) && !quoted.confidential) return quoted
  }
  if (setting.room === null) return null
  const found = await stores.cases.find({
    room: setting.room.code,
    receivedSince: addMinutes(now, -deps.ground().rulebook.hearing.joinMinutes),
    most: 5,
  })
  return found.find((one) => !ended.has(one.state) && !one.confidential) ?? null
}

/** The speaker adds to a matter of their own, or answers what the bot asked. */
async function supplement(deps: DeskDeps, stores: DeskStores, spoken: Spoken, now: Date): Promise<Settled | null> {
  const { setting } = spoken
  const own = await stores.cases.find({
    reporter: setting.speaker.key,
    receivedSince: addHours(now, -24),
    most: 5,
  })
  const record = own.find((one) => !ended.has(one.state) && sameConversation(one, setting))
  return record === undefined ? null : addSupplement(deps, stores, record, spoken, now)
}

const sameConversation = (record: CaseRecord, setting: Setting): boolean =>
  setting.private || record.reporters.some((one) => one.key === setting.speaker.key && one.room === (setting.room?.code ?? null))

export async function addSupplement(
  deps: DeskDeps,
  stores: DeskStores,
  record: CaseRecord,
  spoken: Spoken,
  now: Date,
): Promise<Settled> {
  const { setting, message, said, reading } = spoken
  const told = reading.matters[0]?.place
  const undecided = record.state === 'triage' || record.state === 'filed'
  const place = undecided && told !== undefined ? mergePlaces(record.place, told) : record.place
  await moveCase(stores, record.id, supplementCase(redactText(said), { place }), moverOf(setting), deps.ground(), now)
  if (setting.private || message.addressed)
    await stores.outbox.put(replyTo(message, setting, supplementKept(), now, { caseId: record.id }))
  return { end: 'supplement', caseId: record.id }
}

const mergePlaces = (known: CaseRecord['place'], told: CaseRecord['place']): CaseRecord['place'] => ({
  estate: known.estate ?? told.estate,
  building: known.building ?? told.building,
  unit: known.unit ?? told.unit,
  room: known.room ?? told.room,
  spot: known.spot ?? told.spot,
})

async function tellProgress(
  deps: DeskDeps,
  stores: DeskStores,
  spoken: Pick<Spoken, 'message' | 'setting' | 'said'>,
  now: Date,
): Promise<Settled | null> {
  const { setting, message, said } = spoken
  const own = await stores.cases.find({ reporter: setting.speaker.key, most: 20 })
  const asked = numbersIn(said.toUpperCase())
  const since = addHours(now, -24 * deps.ground().rulebook.stages.rateNaturalDays)
  const live = own
    .filter((one) => (asked.length === 0 ? !ended.has(one.state) || (one.closedAt ?? since) > since : asked.includes(one.number)))
    .slice(0, 3)
  const waits = setting.private || message.addressed || said.replaceAll(/\s/gu, '').startsWith('进度')
  if (live.length === 0 && !waits) return null
  const privately = live.some((one) => one.confidential || isQuarrel(one))
  const text = live.length === 0 ? progressNone() : live.map((one) => progressText(one, deps.ground(), now)).join('\n')
  await stores.outbox.put(replyTo(message, setting, text, now, { purpose: 'progress', privately }))
  return { end: 'progress', caseId: live[0]?.id ?? null }
}

async function withdraw(
  deps: DeskDeps,
  stores: DeskStores,
  spoken: Pick<Spoken, 'message' | 'setting' | 'said'>,
  now: Date,
): Promise<Settled | null> {
  const { setting, message, said } = spoken
  const own = await stores.cases.find({ reporter: setting.speaker.key, most: 10 })
  const asked = numbersIn(said.toUpperCase())
  const open = own.filter((one) => !ended.has(one.state) && (asked.length === 0 || asked.includes(one.number)))
  const record = open[0]
  if (record === undefined) {
    if (!setting.private && !message.addressed) return null
    await stores.outbox.put(replyTo(message, setting, withdrawNone(), now))
    return { end: 'withdraw:none', caseId: null }
  }
  try {
    await moveCase(stores, record.id, withdrawShare(setting.speaker.key), moverOf(setting), deps.ground(), now)
    await stores.outbox.put(replyTo(message, setting, withdrawn(record), now, { caseId: record.id }))
    return { end: 'withdrawn', caseId: record.id }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return withdrawLater(deps, stores, record, spoken, now)
  }
}

/** 2.1: violence and danger are withdrawn only after the duty officer has spoken with the reporter. */
async function withdrawLater(
  deps: DeskDeps,
  stores: DeskStores,
  record: CaseRecord,
  spoken: Pick<Spoken, 'message' | 'setting'>,
  now: Date,
): Promise<Settled> {
  const { message, setting } = spoken
  await stores.outbox.put(replyTo(message, setting, withdrawNeedsTalk(record), now, { caseId: record.id }))
  const text = withdrawAsked({ number: record.number, matter: matterShown(record, deps.ground()) })
  for (const notice of dutyNotices({ id: `withdraw:${message.seq}` }, record, 'withdraw_asked', text, deps.ground(), now))
    await stores.outbox.put(notice)
  return { end: 'withdraw:later', caseId: record.id }
}
