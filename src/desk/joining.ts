import type { CaseRecord } from '../cases/case.ts'
import { ended } from '../cases/case.ts'
import { moveCase } from '../cases/moving.ts'
import { joinCase, supplementCase } from '../cases/orders.ts'
import { redactText } from '../intake/redact.ts'
import { addMinutes } from '../kernel/clock.ts'
import { askBuilding, askBuildingCalm, joined, supplementKept } from '../wording/residents.ts'
import { botAtChat } from './acting.ts'
import { numbersIn } from './command.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { replyTo } from './replies.ts'
import type { Setting } from './speaker.ts'
import { moverOf, type Settled, type Spoken } from './spoken.ts'

/** 8.5: "+1" behind a matter of this room, or quoting its receipt. */
export async function join(
  deps: DeskDeps,
  stores: DeskStores,
  spoken: Spoken,
  now: Date,
): Promise<Settled | null> {
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
  const saidWhere =
    reading.matters.some((matter) => matter.place.building !== null) ||
    /\d+\s*(?:号楼|栋|幢|座)/u.test(spoken.said)
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
async function caseAbove(
  deps: DeskDeps,
  stores: Pick<DeskStores, 'cases'>,
  spoken: Pick<Spoken, 'message' | 'setting'>,
  now: Date,
): Promise<CaseRecord | null> {
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

/** Whether words that lean on what stood above (join, supplement, …) have a case to lean on. */
export async function leansOnCase(
  deps: DeskDeps,
  spoken: Pick<Spoken, 'message' | 'setting' | 'reading'>,
  now: Date,
): Promise<boolean> {
  const { cases } = deps.stores
  switch (spoken.reading.act) {
    case 'join':
      return (await caseAbove(deps, deps.stores, spoken, now)) !== null
    case 'supplement':
      return (await ownCase(deps, deps.stores, spoken.setting, now)) !== null
    case 'progress':
    case 'withdraw':
      return (await cases.count({ reporter: spoken.setting.speaker.key })) > 0
    case 'new':
    case 'rating':
    case 'chatter':
      return true
  }
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

const sameConversation = (record: CaseRecord, setting: Setting): boolean =>
  setting.private ||
  record.reporters.some((one) => one.key === setting.speaker.key && one.room === (setting.room?.code ?? null))

async function addSupplement(
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
  await moveCase(
    stores,
    record.id,
    supplementCase(redactText(said), { place }),
    moverOf(setting),
    deps.ground(),
    now,
  )
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
