import type { Notice, OutboxStore } from '../chat/outbox.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { CaseStore } from '../cases/ports.ts'
import { townshipPost } from '../feedback/audience.ts'
import { matterShown, placeShown } from '../feedback/shown.ts'
import { tell } from '../feedback/tasks.ts'
import type { Ground } from '../grid/ground.ts'
import { addHours } from '../kernel/clock.ts'
import { jointSpot, repeatedSpot, similarSpot } from '../wording/hot-spots.ts'
import { type HotSpot, type HotSpotStore, hotSpotsOf } from './hot-spots.ts'

export interface HotSpotStores {
  cases: CaseStore
  outbox: OutboxStore
  hotSpots: HotSpotStore
}

/**
 * Looks whether a case that has just been received or joined makes a hot spot, and tells the director of each new one
 * (8.7): one notice, in an emergency at once, else not in the quiet hours. Nobody whom one of the cases is about is told.
 */
export async function raiseHotSpots(
  stores: HotSpotStores,
  record: CaseRecord,
  reporter: string | null,
  ground: Ground,
  now: Date,
): Promise<void> {
  const near = await stores.cases.find({
    category: record.category,
    receivedSince: addHours(now, -24 * ground.rulebook.hotSpots.petitionDays),
    most: 500,
  })
  for (const spot of hotSpotsOf(record, near, reporter, ground, now)) {
    if (!(await stores.hotSpots.raise(spot, now))) continue
    const cases = [record, ...near.filter((one) => one.id !== record.id)].filter((one) =>
      spot.caseIds.includes(one.id),
    )
    for (const notice of spotNotices(spot, record, cases, ground, now)) await stores.outbox.put(notice)
  }
}

function spotNotices(
  spot: HotSpot,
  record: CaseRecord,
  cases: readonly CaseRecord[],
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const about = { ...record, about: [...new Set(cases.flatMap((one) => one.about))] }
  const director = townshipPost('director', about, ground, now)
  if (director === null) return []
  const facts = {
    community: ground.directory.area(spot.community)?.name ?? '',
    matter: matterShown(record, ground),
    numbers: cases.map((one) => one.number).toSorted(),
  }
  const text = {
    joint: () =>
      jointSpot({
        ...facts,
        people: record.reporters.filter((one) => !one.withdrawn).length,
        place: placeShown(record, 'residents'),
      }),
    similar: () => similarSpot(facts),
    petitions: () => repeatedSpot({ ...facts, days: ground.rulebook.hotSpots.petitionDays }),
  }[spot.kind]()
  return tell({ id: `hot_spot:${spot.key}` }, about, 'hot_spot', [director], text, ground, now)
}
