import type { CaseRecord } from '../cases/case.ts'
import { ended } from '../cases/case.ts'
import { likeness, placesContradict, worthAsking } from '../cases/similar.ts'
import { communityOfCase } from '../cases/community.ts'
import type { Ground } from '../grid/ground.ts'
import type { Matter } from '../intake/reading.ts'
import { addHours, addMinutes } from '../kernel/clock.ts'
import { hazardOf } from '../wording/hazards.ts'
import type { DeskStores } from './ports.ts'
import type { Setting } from './speaker.ts'
import type { Spoken } from './spoken.ts'

/** The open case that an appeal is surely the same as, and one that the centre is asked about (8.6). */
export interface Known {
  same: CaseRecord | null
  maybe: CaseRecord | null
}

const nobody: Known = { same: null, maybe: null }

/** Looks among the open cases of the same leaf, community and 72 hours; in an emergency also of the same half hour (6.13). */
export async function knownCase(
  stores: Pick<DeskStores, 'cases'>,
  spoken: Spoken,
  matter: Matter,
  ground: Ground,
  now: Date,
): Promise<Known> {
  if (matter.confidential || matter.kind === 'praise') return nobody
  const { setting, said } = spoken
  const near = await stores.cases.find({
    category: matter.category,
    receivedSince: addHours(now, -ground.rulebook.hearing.similarHours),
    most: 50,
  })
  const here = near.filter(
    (one) => !ended.has(one.state) && !one.confidential && sameCommunity(one, setting, ground),
  )
  const same = here.filter((one) => likeness(matter, said, one) === 'same')
  const own = same.find((one) => isReporter(one, setting))
  const found = own ?? same[0] ?? (await sameIncident(stores, spoken, matter, ground, now))
  const maybe = here.filter((one) => worthAsking(matter, said, one))
  return {
    same: found,
    maybe: found === null ? (maybe.find((one) => isReporter(one, setting)) ?? maybe[0] ?? null) : null,
  }
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
function sameCommunity(record: CaseRecord, setting: Setting, ground: Ground): boolean {
  const { directory } = ground
  const { code } = setting.speaker
  const homeEstate = code === null ? null : (directory.resident(code)?.home?.estate ?? null)
  const nowhere = { estate: null, building: null, unit: null, room: null, spot: null }
  const ours = communityOfCase(
    {
      ...{ grid: null, area: setting.room?.areas[0] ?? null, room: setting.room?.code ?? null, homeEstate },
      place: setting.room === null ? { ...nowhere, estate: homeEstate } : nowhere,
    },
    directory,
  )
  return ours !== null && communityOfCase(record, directory) === ours
}
