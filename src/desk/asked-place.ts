import type { CaseRecord } from '../cases/case.ts'
import { ended } from '../cases/case.ts'
import { moveCase } from '../cases/moving.ts'
import { withdrawShare } from '../cases/orders.ts'
import type { PlaceSaid } from '../grid/directory.ts'
import { addMinutes } from '../kernel/clock.ts'
import { addSupplement, addWords, thankForWords } from './adding.ts'
import { tellOtherGrid } from './another-grid.ts'
import { openElsewhere } from './appeals.ts'
import { isAnotherMatter } from './further-reporter.ts'
import { placeSaid, saysWhere } from './places.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { moverOf, type Settled, type Spoken } from './spoken.ts'

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
  if (question.what === 'place') return addSupplement(deps, stores, record, spoken, now)
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
  if (!(await tellOtherGrid(deps, stores, record, place, spoken, now)))
    await addWords(deps, stores, record, spoken, now)
  return thankForWords(stores, spoken, record, now)
}

const leavable: ReadonlySet<string> = new Set(['triage', 'filed', 'dispatched', 'in_progress'])
