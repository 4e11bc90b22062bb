import type { CaseRecord } from '../cases/case.ts'
import { askFits, isAsked } from '../cases/asks.ts'
import { ended } from '../cases/case.ts'
import { moveCase } from '../cases/moving.ts'
import { askCentre } from '../cases/orders.ts'
import { decideSame, type Sameness } from '../cases/same-matter.ts'
import { placesContradict } from '../cases/similar.ts'
import { communityOfCase } from '../cases/community.ts'
import type { Ground } from '../grid/ground.ts'
import type { Matter } from '../intake/reading.ts'
import { addHours, addMinutes } from '../kernel/clock.ts'
import { recusedFrom } from '../routing/recusal.ts'
import { hazardOf } from '../wording/hazards.ts'
import { botAtChat } from './acting.ts'
import { aboutWhom } from './about-whom.ts'
import type { DeskStores } from './ports.ts'
import type { Setting } from './speaker.ts'
import type { Spoken } from './spoken.ts'

/** The open case that an appeal is surely the same as, and one that the centre is asked about (8.6). */
export interface Known {
  same: CaseRecord | null
  maybe: CaseRecord | null
}

const nobody: Known = { same: null, maybe: null }

/** So many are looked at closely; a leaf with more within three days is a hot spot (8.7). */
const lookedAt = 40

/** Looks among the open cases of the same community and 72 hours; in an emergency also of the same half hour (6.13). */
export async function knownCase(
  stores: Pick<DeskStores, 'cases'>,
  spoken: Spoken,
  matter: Matter,
  ground: Ground,
  now: Date,
): Promise<Known> {
  if (matter.confidential || matter.kind === 'praise') return nobody
  const { setting, said } = spoken
  const here = await openHere(stores, spoken, matter, ground, now)
  const decided = here.map((record) => ({
    record,
    ...decideSame({ matter, words: said, own: isReporter(record, setting) }, record),
  }))
  const best = (is: Sameness['is']): CaseRecord | null =>
    (
      decided.find((one) => one.is === is && isReporter(one.record, setting)) ??
      decided.find((one) => one.is === is)
    )?.record ?? null
  const same = best('join') ?? (await sameIncident(stores, spoken, matter, ground, now))
  return { same, maybe: same === null ? best('ask') : null }
}

/** The cases that the appeal may be the same as: of its community, in no other grid, and in nobody's hands whom it is about. */
async function openHere(
  stores: Pick<DeskStores, 'cases'>,
  { setting, said }: Spoken,
  matter: Matter,
  ground: Ground,
  now: Date,
): Promise<readonly CaseRecord[]> {
  const { directory, rulebook } = ground
  const community = communityOf(setting, ground)
  if (community === null) return []
  const areas = directory.data.areas
    .filter(({ code }) => directory.communityOf(code) === community)
    .map(({ code }) => code)
  const rooms = directory.data.rooms.filter((room) => room.areas.some((area) => areas.includes(area)))
  const found = await stores.cases.like({
    ...{ category: matter.category, words: said, building: matter.place.building, areas, most: lookedAt },
    reporter: setting.speaker.key,
    rooms: rooms.map(({ code }) => code),
    receivedSince: addHours(now, -rulebook.hearing.similarHours),
  })
  const grid = gridSaid(matter, setting, ground)
  const recused = recusedFrom(aboutWhom(said, ground), directory)
  return found.filter(
    (one) =>
      communityOfCase(one, directory) === community &&
      (grid === null || one.grid === null || one.place.building === null || one.grid === grid) &&
      (one.handler === null || !recused.has(one.handler.person)),
  )
}

/** Building 5 of one estate is not building 5 of another: the grid in which the house that was named lies; null where none was, or it is not known. */
function gridSaid({ place }: Matter, setting: Setting, { directory }: Ground): string | null {
  if (place.building === null) return null
  const home = setting.speaker.code === null ? undefined : directory.resident(setting.speaker.code)?.home
  const found = directory.locate(place, { room: setting.room?.code ?? null, home: home?.estate ?? null })
  return found.found === 'grid' ? found.grid : null
}

const isReporter = (record: CaseRecord, setting: Setting): boolean =>
  record.reporters.some((one) => one.key === setting.speaker.key)

/**
 * A second cry in the same room is the same incident: the same hazard within the time in which people join, and no place
 * that says otherwise. Violence is nobody else's business.
 */
async function sameIncident(
  stores: Pick<DeskStores, 'cases'>,
  { setting, said }: Spoken,
  matter: Matter,
  ground: Ground,
  now: Date,
): Promise<CaseRecord | null> {
  if (matter.urgency !== 'emergency' || setting.room === null) return null
  const hazard = hazardOf(matter.category, said)
  if (hazard === 'violence') return null
  const lately = await stores.cases.find({
    room: setting.room.code,
    receivedSince: addMinutes(now, -ground.rulebook.hearing.joinMinutes),
    most: 20,
  })
  return (
    lately.find(
      (one) =>
        one.urgency === 'emergency' &&
        !ended.has(one.state) &&
        !one.confidential &&
        hazardOf(one.category, one.words) === hazard &&
        !placesContradict(matter.place, one.place),
    ) ?? null
  )
}

/** In a private talk the community is that of the speaker's home; where it is not known, nothing is the same. */
function communityOf(setting: Setting, { directory }: Ground): string | null {
  const { code } = setting.speaker
  const homeEstate = code === null ? null : (directory.resident(code)?.home?.estate ?? null)
  const nowhere = { estate: null, building: null, unit: null, room: null, spot: null }
  return communityOfCase(
    {
      ...{ grid: null, area: setting.room?.areas[0] ?? null, room: setting.room?.code ?? null, homeEstate },
      place: setting.room === null ? { ...nowhere, estate: homeEstate } : nowhere,
    },
    directory,
  )
}

/** The centre is asked whether a new case is the same as an open one (8.6); nothing is joined before it says so. */
export async function askWhetherSame(
  stores: Parameters<typeof moveCase>[0],
  record: CaseRecord,
  other: CaseRecord,
  ground: Ground,
  now: Date,
): Promise<void> {
  const [from, into] = goesInto(record, other)
  if (isAsked(from, { what: 'merge', by: 'bot' }) || !askFits('merge', from.state)) return
  const ask = askCentre({ what: 'merge', by: 'bot', into: into.number })
  await moveCase(stores, from.id, ask, botAtChat, ground, now)
}

/** An emergency ends in no ordinary case: where only one of two is one, the other is proposed to go into it (2.1, 3.8). */
function goesInto(record: CaseRecord, other: CaseRecord): readonly [from: CaseRecord, into: CaseRecord] {
  return record.urgency === 'emergency' && other.urgency !== 'emergency' ? [other, record] : [record, other]
}
