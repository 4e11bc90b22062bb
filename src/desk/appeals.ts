import { addHours } from '../kernel/clock.ts'
import type { CaseRecord, Reporter } from '../cases/case.ts'
import { ended } from '../cases/case.ts'
import { moveCase } from '../cases/moving.ts'
import { joinCase, supplementCase } from '../cases/orders.ts'
import { type NewAppeal, receiveCase } from '../cases/receive.ts'
import { likeness } from '../cases/similar.ts'
import type { Ground } from '../grid/ground.ts'
import type { Matter } from '../intake/reading.ts'
import { redactText } from '../intake/redact.ts'
import { route } from '../routing/rules.ts'
import type { Routing } from '../routing/decision.ts'
import { joined } from '../wording/residents.ts'
import { botAtChat } from './acting.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { replyTo } from './replies.ts'
import type { Setting } from './speaker.ts'
import type { Spoken } from './spoken.ts'

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
): Promise<{ end: string; caseId: string | null }> {
  let first: { end: string; caseId: string } | null = null
  for (const matter of spoken.reading.matters) {
    const known = await openCaseOf(stores, spoken, matter, deps.ground(), now)
    const settled =
      known === null
        ? await open(deps, stores, spoken, matter, now)
        : await joinKnown(deps, stores, spoken, known, now)
    first ??= settled
  }
  return first ?? { end: 'no_matter', caseId: null }
}

async function open(deps: DeskDeps, stores: DeskStores, spoken: Spoken, matter: Matter, now: Date) {
  const ground = deps.ground()
  const appeal = appealOf(spoken, matter, ground, now)
  const to = filesAlone(spoken, matter, appeal, ground, now) ? 'filed' : 'triage'
  const { record } = await receiveCase(stores, appeal, to, botAtChat, ground, now)
  deps.log.info(
    { case: record.number, state: to, category: record.category, score: spoken.reading.score },
    'received',
  )
  return { end: to, caseId: record.id }
}

function reporterOf(spoken: Spoken, now: Date): Reporter {
  const { speaker, room } = spoken.setting
  return {
    key: speaker.key,
    contactId: speaker.contactId,
    name: speaker.name,
    room: room?.code ?? null,
    joinedAt: now,
    withdrawn: false,
    rating: null,
  }
}

function appealOf(spoken: Spoken, matter: Matter, ground: Ground, now: Date): NewAppeal {
  const { setting, said, message } = spoken
  const confidential = matter.confidential || ground.directory.leaf(matter.category)?.confidential === true
  return {
    matter: { ...matter, confidential },
    words: redactText(said),
    privateWords: said,
    reporter: reporterOf(spoken, now),
    room: setting.room?.kind === 'residents' ? setting.room.code : null,
    homeEstate: homeEstateOf(setting, ground),
    about: aboutWhom(said, ground),
    source: setting.room?.kind === 'staff' ? 'staff' : 'chat',
    addressed: setting.private || message.addressed,
  }
}

const homeEstateOf = (setting: Setting, ground: Ground): string | null =>
  setting.speaker.code === null
    ? null
    : (ground.directory.resident(setting.speaker.code)?.home?.estate ?? null)

/** 3.5: people and organisations of the town that the words name; a matter about somebody is never theirs. */
function aboutWhom(said: string, ground: Ground): readonly string[] {
  const { people, organisations } = ground.directory.data
  return [...people, ...organisations]
    .filter((one) => one.name.length >= 2 && said.includes(one.name))
    .map((one) => one.code)
}

/** 2.5: alone above the `file` line where the first owner is at grid or community level, or urgent, or the leaf says so. */
function filesAlone(spoken: Spoken, matter: Matter, appeal: NewAppeal, ground: Ground, now: Date): boolean {
  if (spoken.setting.room?.shadow === true) return false
  if (spoken.reading.zone !== 'file')
    return matter.urgency === 'emergency' && spoken.reading.zone === 'triage'
  if (!standsUnderAuthority(matter.category, ground)) return false
  if (matter.urgency !== 'normal' || ground.directory.leaf(matter.category)?.trustBot === true) return true
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

/** The open case of the same community and 72 hours that is surely the same matter (8.6). */
async function openCaseOf(
  stores: DeskStores,
  spoken: Spoken,
  matter: Matter,
  ground: Ground,
  now: Date,
): Promise<CaseRecord | null> {
  if (matter.confidential || matter.kind === 'praise') return null
  const near = await stores.cases.find({
    category: matter.category,
    receivedSince: addHours(now, -ground.rulebook.hearing.similarHours),
    most: 50,
  })
  const { setting, said } = spoken
  const here = near.filter(
    (one) => !ended.has(one.state) && !one.confidential && sameCommunity(one, setting, ground),
  )
  const own = here.find(
    (one) =>
      one.reporters.some((reporter) => reporter.key === setting.speaker.key) &&
      likeness(matter, said, one) === 'same',
  )
  return own ?? here.find((one) => likeness(matter, said, one) === 'same') ?? null
}

/** In a private talk the community is that of the speaker's home; where it is not known, nothing is the same. */
function sameCommunity(record: CaseRecord, setting: Setting, ground: Ground): boolean {
  const { directory } = ground
  const atHome = (estate: string | null): string | null => {
    if (estate === null) return null
    const place = { estate, building: null, unit: null, room: null, spot: null }
    const found = directory.locate(place, { room: null, home: estate })
    if (found.found === 'none') return null
    return found.found === 'grid' ? found.grid : found.community
  }
  const ofRoom = (room: string | null): string | null =>
    room === null ? null : (directory.room(room)?.areas[0] ?? null)
  const theirs = record.area ?? ofRoom(record.room) ?? atHome(record.homeEstate)
  const ours = setting.room?.areas[0] ?? atHome(homeEstateOf(setting, ground))
  if (theirs === null || ours === null) return false
  const community = directory.communityOf(ours)
  return community !== null && directory.communityOf(theirs) === community
}

/** A further reporter, or the same one with more words. In the room nothing is said unless the bot was addressed (6.2). */
async function joinKnown(deps: DeskDeps, stores: DeskStores, spoken: Spoken, record: CaseRecord, now: Date) {
  const { setting, message, said } = spoken
  const known = record.reporters.some((one) => one.key === setting.speaker.key)
  const order = known
    ? supplementCase(redactText(said), {})
    : joinCase(reporterOf(spoken, now), redactText(said))
  await moveCase(stores, record.id, order, botAtChat, deps.ground(), now)
  if (setting.private || message.addressed)
    await stores.outbox.put(
      replyTo(message, setting, joined({ number: record.number }), now, { caseId: record.id }),
    )
  return { end: known ? 'supplement' : 'joined', caseId: record.id }
}
