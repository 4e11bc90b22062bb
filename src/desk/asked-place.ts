import type { CaseRecord } from '../cases/case.ts'
import { ended } from '../cases/case.ts'
import { moveCase } from '../cases/moving.ts'
import { supplementCase, withdrawShare } from '../cases/orders.ts'
import type { PlaceSaid } from '../grid/directory.ts'
import { addMinutes } from '../kernel/clock.ts'
import { supplementKept } from '../wording/residents.ts'
import { tellOtherGrid } from './another-grid.ts'
import { openElsewhere } from './appeals.ts'
import { isAnotherMatter } from './further-reporter.ts'
import { placeSaid, saysWhere } from './places.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { replyTo } from './replies.ts'
import { moverOf, type Settled, type Spoken, wordsForStaff } from './spoken.ts'
import { saidAt } from './told-place.ts'

/** Longer words than this are no answer to "which building". */
const answerLetters = 60

/**
 * The answer to what the bot asked this very speaker here (8.3, 8.5): a place goes into the waiting case, a building is
 * told to its grid. Null where nothing was asked, or the words speak of something else: a cry for help, another matter,
 * a withdrawal.
 */
export async function answerToPlace(
  deps: DeskDeps,
  stores: DeskStores,
  spoken: Spoken,
  now: Date,
): Promise<Settled | null> {
  const { setting, said, reading } = spoken
  const since = addMinutes(now, -deps.ground().rulebook.hearing.joinMinutes)
  const room = setting.room?.code ?? null
  const question = await stores.placeQuestions.openFor(setting.speaker.key, room, since)
  if (question === null || said.length > answerLetters) return null
  const record = await stores.cases.byId(question.caseId)
  if (record === null || ended.has(record.state) || speaksOfAnother(spoken, record)) return null
  const place = reading.matters[0]?.place ?? placeSaid(said, deps.ground())
  if (!saysWhere(place) || (question.what === 'building' && place.building === null)) return null
  await stores.placeQuestions.answered(record.id, setting.speaker.key)
  if (question.what === 'place') return placeNamed(deps, stores, record, place, spoken, now)
  return buildingNamed(deps, stores, record, place, spoken, now)
}

const others: ReadonlySet<string> = new Set(['progress', 'withdraw', 'rating'])

function speaksOfAnother({ reading }: Spoken, record: CaseRecord): boolean {
  if (others.has(reading.act)) return true
  return reading.matters.some(
    (matter) =>
      matter.category !== record.category &&
      (matter.urgency === 'emergency' || reading.zone === 'file' || matter.confidential),
  )
}

async function placeNamed(
  deps: DeskDeps,
  stores: DeskStores,
  record: CaseRecord,
  place: PlaceSaid,
  spoken: Spoken,
  now: Date,
): Promise<Settled> {
  const order = saidAt(supplementCase(wordsForStaff(spoken), {}), record, place, spoken, deps.ground(), now)
  await moveCase(stores, record.id, order, moverOf(spoken.setting), deps.ground(), now)
  await acknowledge(stores, spoken, record, now)
  return { end: 'supplement', caseId: record.id }
}

/** A building that makes it another trouble opens a case of its own, and the share in the first one ends. */
async function buildingNamed(
  deps: DeskDeps,
  stores: DeskStores,
  record: CaseRecord,
  place: PlaceSaid,
  spoken: Spoken,
  now: Date,
): Promise<Settled> {
  const ground = deps.ground()
  const key = spoken.setting.speaker.key
  if (isAnotherMatter(record, place)) {
    const remain = record.reporters.some((one) => one.key !== key && !one.withdrawn)
    if (remain && leavable.has(record.state))
      await moveCase(stores, record.id, withdrawShare(key), moverOf(spoken.setting), ground, now)
    return openElsewhere(deps, stores, spoken, record, place, now)
  }
  if (!(await tellOtherGrid(deps, stores, record, place, spoken, now))) {
    const order = saidAt(supplementCase(wordsForStaff(spoken), {}), record, place, spoken, ground, now)
    await moveCase(stores, record.id, order, moverOf(spoken.setting), ground, now)
  }
  await acknowledge(stores, spoken, record, now)
  return { end: 'supplement', caseId: record.id }
}

const leavable: ReadonlySet<string> = new Set(['triage', 'filed', 'dispatched', 'in_progress'])

/** In the room the answer is heard in silence (6.2); in private, and to whoever addressed the bot, it is thanked for. */
async function acknowledge(
  stores: DeskStores,
  { message, setting }: Spoken,
  record: CaseRecord,
  now: Date,
): Promise<void> {
  if (setting.private || message.addressed)
    await stores.outbox.put(replyTo(message, setting, supplementKept(), now, { caseId: record.id }))
}
