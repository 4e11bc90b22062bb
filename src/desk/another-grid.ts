import type { CaseRecord } from '../cases/case.ts'
import { moveCase } from '../cases/moving.ts'
import { supplementCase } from '../cases/orders.ts'
import type { PlaceSaid } from '../grid/directory.ts'
import { recusedOf } from '../feedback/audience.ts'
import { matterShown, nameOf, placeShown, sentShown } from '../feedback/shown.ts'
import { caseFacts, tell } from '../feedback/tasks.ts'
import type { Ground } from '../grid/ground.ts'
import type { PostName } from '../grid/town.ts'
import type { Assignment } from '../routing/decision.ts'
import { alsoHere } from '../wording/staff.ts'
import { botAtChat } from './acting.ts'
import { gridOfSaid } from './places.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { type Spoken, wordsForStaff } from './spoken.ts'

/**
 * 8.5: a joiner's building lies in another grid: its lead is told and stands among the informed, in an emergency together
 * with the community's lead, at once, one message per room. Each building is told once. False where the building lies in
 * the case's own grid, or in none that is known.
 */
export async function tellOtherGrid(
  deps: DeskDeps,
  stores: DeskStores,
  record: CaseRecord,
  place: PlaceSaid,
  spoken: Pick<Spoken, 'setting' | 'said' | 'message'>,
  now: Date,
): Promise<boolean> {
  const ground = deps.ground()
  const grid = gridOfSaid(place, spoken.setting, ground)
  if (grid === null || grid === record.grid) return false
  const leads = leadsOf(grid, record, ground, now)
  const known = new Set([record.handler, ...record.informed].map((one) => one?.person))
  const informed = [...record.informed, ...leads.filter(({ person }) => !known.has(person))]
  const words = wordsForStaff(spoken)
  await moveCase(stores, record.id, supplementCase(words, { informed }), botAtChat, ground, now)
  const text = alsoHere({
    ...caseFacts(record, ground, now),
    matter: matterShown(record, ground),
    urgent: record.urgency === 'emergency',
    grid: ground.directory.area(grid)?.name ?? '',
    place: placeShown({ place }, 'staff'),
    sent: sentShown(words),
    handlerName: record.handler === null ? '值班人员' : nameOf(record.handler, ground),
  })
  const cause = { id: `${record.id}:also:${grid}:${place.building ?? place.spot ?? ''}` }
  for (const notice of tell(cause, record, 'also_here', leads, text, ground, now))
    await stores.outbox.put(notice)
  return true
}

/** Who is told first in a grid: its lead, in an emergency and where there is none the community's as well. */
export function leadsOf(
  grid: string,
  record: Pick<CaseRecord, 'about' | 'urgency'>,
  ground: Ground,
  now: Date,
): readonly Assignment[] {
  const { directory } = ground
  const recused = recusedOf(record, directory)
  const first = (post: PostName, area: string | null): readonly Assignment[] => {
    const fit =
      area === null ? [] : directory.holders(post, area).filter(({ person }) => !recused.has(person))
    const one = fit.find(({ person }) => directory.absence(person, now) === null) ?? fit[0]
    return one === undefined ? [] : [{ person: one.person, post: one.post, area: one.area, dept: one.dept }]
  }
  const lead = first('grid_lead', grid)
  const community = first('community_lead', directory.communityOf(grid))
  return record.urgency === 'emergency' || lead.length === 0 ? [...lead, ...community] : lead
}
