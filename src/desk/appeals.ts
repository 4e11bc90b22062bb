import { pleadsForSelf } from '../cases/care.ts'
import type { CaseRecord } from '../cases/case.ts'
import { moveCase } from '../cases/moving.ts'
import { joinCase, supplementCase } from '../cases/orders.ts'
import { type NewAppeal, receiveCase } from '../cases/receive.ts'
import { heardAt } from '../feedback/audience.ts'
import { wordsShown } from '../feedback/shown.ts'
import { caseFacts, dutyNotices } from '../feedback/tasks.ts'
import type { PlaceSaid } from '../grid/directory.ts'
import type { Ground } from '../grid/ground.ts'
import { isHearsay } from '../intake/hearsay.ts'
import type { Matter } from '../intake/reading.ts'
import { route } from '../routing/rules.ts'
import type { Routing } from '../routing/decision.ts'
import { joined } from '../wording/residents.ts'
import { rumourOfDanger } from '../wording/staff.ts'
import { aboutWhom } from './about-whom.ts'
import { botAtChat } from './acting.ts'
import { afterJoining, placeOfJoiner, reporterOf } from './further-reporter.ts'
import { askWhetherSame, knownCase } from './known-case.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { isPlainPraise, praiseMatter } from './praise.ts'
import { replyTo } from './replies.ts'
import type { Setting } from './speaker.ts'
import { type Settled, type Spoken, wordsForStaff } from './spoken.ts'
import { isDangerousRumour, withoutRumour, withSureLeaf } from './sure-leaf.ts'
import { asPlaced, saidAt } from './told-place.ts'
import { withVillageGroup } from './village-group.ts'

const wordsOfAppeal = /^(?:投诉|反映|求助|举报|建议|咨询|报修)/u

/** 8.2: whoever turns to the bot, or begins with a word of appeal, is heard with half the usual doubt. */
const turnedToBot = (spoken: Spoken): boolean =>
  spoken.setting.private || spoken.message.addressed || wordsOfAppeal.test(spoken.said)

/** Whether the message becomes a case: by its zone (8.1), or since the speaker turned to the bot (8.2). */
export function couldBeAppeal(deps: DeskDeps, spoken: Spoken): boolean {
  const { reading } = spoken
  if (reading.matters.length === 0) return false
  if (reading.zone !== 'ignore') return reading.act === 'new'
  return (
    turnedToBot(spoken) && (reading.act === 'new' || reading.score >= deps.ground().rulebook.zones.ignore / 2)
  )
}

/** Opens a case for each matter, or joins the open case that is the same (8.6). */
export async function hearAppeal(
  deps: DeskDeps,
  stores: DeskStores,
  spoken: Spoken,
  now: Date,
): Promise<Settled> {
  const ground = deps.ground()
  let first: Settled | null = null
  for (const read of spoken.reading.matters) {
    const told = withoutRumour(withSureLeaf(read, spoken.said, ground.directory), spoken.said)
    // Of somebody's own despair nothing is compared with what others have said in the room.
    const matter = { ...told, confidential: told.confidential || pleadsForSelf(spoken.said, told.urgency) }
    const known = await knownCase(stores, spoken, matter, ground, now)
    const settled =
      known.same === null
        ? await open(deps, stores, spoken, matter, now, { maybe: known.maybe })
        : await joinKnown(deps, stores, spoken, known.same, now)
    first ??= settled
  }
  return first ?? { end: 'no_matter', caseId: null }
}

/**
 * `maybe` is an open case that this may be the same as: the case waits in triage for the duty officer to say, and the ask
 * rides along with an emergency, which never waits (8.6). `files`: the matter is known already, only its place is new.
 */
async function open(
  deps: DeskDeps,
  stores: DeskStores,
  spoken: Spoken,
  matter: Matter,
  now: Date,
  { maybe = null, files = false }: { maybe?: CaseRecord | null; files?: boolean } = {},
): Promise<Settled> {
  const ground = deps.ground()
  const appeal = appealOf(spoken, matter, ground, now)
  const waits = maybe !== null && matter.urgency !== 'emergency'
  const to = !waits && (files || filesAlone(spoken, matter, appeal, ground, now)) ? 'filed' : 'triage'
  const { record } = await receiveCase(stores, appeal, to, botAtChat, ground, now)
  if (maybe !== null && spoken.setting.room?.shadow !== true)
    await askWhetherSame(stores, record, maybe, ground, now)
  if (to === 'triage' && isDangerousRumour(spoken.said)) await ringDuty(stores, record, ground, now)
  deps.log.info(
    { case: record.number, state: to, category: record.category, score: spoken.reading.score },
    'received',
  )
  return { end: to, caseId: record.id }
}

/** 2.6: thanks to whoever works for the residents, said to the bot: passed on like any praise. Null: it is none. */
export async function hearPraise(
  deps: DeskDeps,
  stores: DeskStores,
  spoken: Spoken,
  now: Date,
): Promise<Settled | null> {
  const { directory } = deps.ground()
  const matter = isPlainPraise(spoken.said, directory) ? praiseMatter(directory) : null
  return matter === null ? null : open(deps, stores, spoken, matter, now, { files: true })
}

/** 8.5: the joiner's trouble is another one, of the same kind in another place. */
export function openElsewhere(
  deps: DeskDeps,
  stores: DeskStores,
  spoken: Spoken,
  like: CaseRecord,
  place: PlaceSaid,
  now: Date,
): Promise<Settled> {
  const { kind, category, nature, urgency } = like
  const spot = place.spot ?? (place.building === null ? null : like.place.spot)
  const matter: Matter = {
    ...{ kind, category, nature, urgency, confidential: false, occurred: null, certainty: 1, evidence: {} },
    place: { ...place, spot },
    title: deps.ground().directory.leaf(category)?.name ?? like.title,
  }
  const files = like.state !== 'triage' && standsUnderAuthority(category, deps.ground())
  return open(deps, stores, spoken, matter, now, { files })
}

/** The notice of triage waits for the morning; a rumour of danger does not (6.10). */
async function ringDuty(stores: DeskStores, record: CaseRecord, ground: Ground, now: Date): Promise<void> {
  if (heardAt(record, ground, now) <= now) return
  const text = rumourOfDanger({ ...caseFacts(record, ground, now), words: wordsShown(record) })
  const cause = { id: `rumour:${record.id}` }
  for (const notice of dutyNotices(cause, record, 'rumour', text, ground, now))
    await stores.outbox.put({ ...notice, held: 'never', gather: null, priority: 0, runAt: now })
}

export function appealOf(spoken: Spoken, matter: Matter, ground: Ground, now: Date): NewAppeal {
  const { setting, said, message } = spoken
  const confidential = matter.confidential || ground.directory.leaf(matter.category)?.confidential === true
  const from = { room: setting.room?.code ?? null, home: homeEstateOf(setting, ground) }
  const place = withVillageGroup(matter.place, from, ground.directory)
  return {
    matter: { ...matter, confidential, place },
    words: wordsForStaff(spoken),
    privateWords: said,
    reporter: reporterOf(spoken, now),
    room: setting.room?.kind === 'residents' ? setting.room.code : null,
    homeEstate: homeEstateOf(setting, ground),
    about: aboutWhom(said, ground),
    source: setting.speaker.staff ? 'staff' : 'chat',
    addressed: setting.private || message.addressed,
  }
}

const homeEstateOf = (setting: Setting, ground: Ground): string | null =>
  setting.speaker.code === null
    ? null
    : (ground.directory.resident(setting.speaker.code)?.home?.estate ?? null)

/** 2.5: alone above the `file` line where the first owner is at grid or community level, or urgent, or the leaf says so. */
function filesAlone(spoken: Spoken, matter: Matter, appeal: NewAppeal, ground: Ground, now: Date): boolean {
  if (spoken.setting.room?.shadow === true || isHearsay(spoken.said)) return false
  if (matter.kind === 'praise' && isPlainPraise(spoken.said, ground.directory)) return true
  if (spoken.reading.zone !== 'file')
    return matter.urgency === 'emergency' && spoken.reading.zone === 'triage'
  return filesByRule(appeal, ground, now)
}

/** 2.5 for a matter whose leaf is sure enough: under the standing authority, and urgent, trusted or near by. */
export function filesByRule(appeal: NewAppeal, ground: Ground, now: Date): boolean {
  const { category, urgency } = appeal.matter
  if (!standsUnderAuthority(category, ground)) return false
  if (urgency !== 'normal' || ground.directory.leaf(category)?.trustBot === true) return true
  return nearBy(routeNow(appeal, ground, now), ground)
}

/** 2.3 */
const standsUnderAuthority = (category: string, ground: Ground): boolean =>
  ground.rulebook.standingAuthority.some(
    ({ categories, moves }) =>
      moves.includes('file') &&
      categories.some((one) => one === '*' || one === category || one === category.slice(0, 2)),
  )

const routeNow = (appeal: NewAppeal, ground: Ground, now: Date): Routing =>
  route(
    { ...appeal.matter, room: appeal.room, homeEstate: appeal.homeEstate, grid: null, about: appeal.about },
    { ...ground, now },
  )

function nearBy(routing: Routing, ground: Ground): boolean {
  if (routing.to !== 'handler') return false
  const level = ground.directory.area(routing.decision.handler.area)?.level
  return level === 'grid' || level === 'community'
}

/** A further reporter, or the same one with more words (8.5, 8.6). */
async function joinKnown(
  deps: DeskDeps,
  stores: DeskStores,
  spoken: Spoken,
  record: CaseRecord,
  now: Date,
): Promise<Settled> {
  const { setting, message } = spoken
  const known = record.reporters.some((one) => one.key === setting.speaker.key && !one.withdrawn)
  const words = wordsForStaff(spoken)
  const further = known ? supplementCase(words, {}) : joinCase(reporterOf(spoken, now), words)
  const order = saidAt(further, record, placeOfJoiner(deps, spoken), spoken, deps.ground(), now)
  const moved = await moveCase(stores, record.id, order, botAtChat, deps.ground(), now)
  if (!known) await afterJoining(deps, stores, spoken, asPlaced(record, moved.record), now)
  else if (setting.private || message.addressed)
    await stores.outbox.put(replyTo(message, setting, joined(record), now, { caseId: record.id }))
  return { end: known ? 'supplement' : 'joined', caseId: record.id }
}
