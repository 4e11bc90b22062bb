import { type FollowedCase, type OutsideAsker, outsideStatus } from '../../cases/outside.ts'
import type { CaseRecord, Outcome, State } from '../../cases/case.ts'
import { stateNames } from '../../cases/lifecycle-names.ts'
import { matterShown, placeShown } from '../../feedback/shown.ts'
import type { Ground } from '../../grid/ground.ts'
import { areaTitle } from '../../grid/naming.ts'
import { writtenTime } from '../../grid/written-time.ts'
import { maskText } from '../../wording/mask.ts'
import type { Plain } from './xml.ts'

const longest = 4_000

/** Nobody's name leaves, staff's as little as residents'; places and offices may be named. */
export function withoutPeople(text: string, record: CaseRecord, { directory }: Ground): string {
  const { people, residents, areas, departments, organisations, places } = directory.data
  const names = [...record.reporters, ...residents, ...people].map(({ name }) => name)
  const spoken = [
    ...[...areas, ...departments, ...organisations].map(({ name }) => name),
    ...places.map(({ estate, road, landmark }) => estate ?? road ?? landmark ?? ''),
  ]
  const masked = maskText(
    text,
    names.filter((name) => name.length > 1),
    spoken.filter((name) => name !== ''),
  )
  return [...masked].slice(0, longest).join('')
}

const outcomes: Readonly<Record<Outcome, string>> = {
  solved: '已解决',
  partly: '部分解决',
  explained: '已作说明',
}

const endings: Readonly<Partial<Record<State, string>>> = {
  refused: '不予受理。',
  merged: '与另一件重复，合并办理。',
  withdrawn: '反映人已撤回。',
  dismissed: '经核实不是需要办理的事项。',
}

/** Why it stands as it stands. The result leaves once it is verified and closed, not as the handler first said it. */
function notesOf(record: CaseRecord, ground: Ground): string {
  if (record.state !== 'closed') return endings[record.state] ?? `${stateNames[record.state]}。`
  const result = withoutPeople(record.result ?? '', record, ground)
  const outcome = record.outcome === null ? '已办结' : outcomes[record.outcome]
  return result === '' ? `${outcome}。` : `${outcome}：${result}`
}

/** The office, never the person: a department, or the area whose people handle it. */
function agencyOf({ handler }: CaseRecord, { directory }: Ground): string | null {
  if (handler === null) return null
  return handler.dept === null ? areaTitle(directory, handler.area) : directory.departmentName(handler.dept)
}

function addressOf(record: CaseRecord, { directory }: Ground): string | null {
  const area = record.grid ?? record.area
  const parts = [
    placeShown(record, 'residents'),
    area === null ? '' : areaTitle(directory, area),
    directory.township().name,
  ]
  return parts.filter((part) => part !== '').join('，')
}

/** Where and what, in the town's own words: nothing of it was written by anybody. */
const plainly = (record: CaseRecord, ground: Ground): string =>
  `${placeShown(record, 'residents')}${matterShown(record, ground)}`

/** A case as GeoReport v2 shows a request: what it is about and how it stands, nobody's name, and words only for a key. */
export function presentRequest(
  { record, updatedAt, request }: FollowedCase,
  asker: OutsideAsker,
  ground: Ground,
): Readonly<Record<string, Plain>> {
  const zone = ground.calendar.zone
  const leaf = ground.directory.leaf(record.category)
  const due = record.dueAt
  return {
    service_request_id: record.number,
    status: outsideStatus(record),
    status_notes: notesOf(record, ground),
    service_name: leaf?.name ?? record.category,
    service_code: record.category,
    description: asker === 'key' ? withoutPeople(record.words, record, ground) : plainly(record, ground),
    agency_responsible: agencyOf(record, ground),
    service_notice: due === null ? null : whatIsDone(record, ground),
    requested_datetime: writtenTime(record.receivedAt, zone),
    updated_datetime: writtenTime(record.closedAt ?? updatedAt, zone),
    expected_datetime: due === null ? null : writtenTime(due, zone),
    address: addressOf(record, ground),
    address_id: null,
    zipcode: null,
    lat: request?.lat ?? null,
    long: request?.long ?? null,
    media_url: asker === 'key' ? (request?.mediaUrl ?? null) : null,
  }
}

/** What will be done, and by when; '' of a case that nobody has yet. */
export function whatIsDone(record: CaseRecord, ground: Ground): string {
  const agency = agencyOf(record, ground)
  const by = record.dueAt === null ? '' : `，时限 ${writtenTime(record.dueAt, ground.calendar.zone)}`
  return agency === null ? `${stateNames[record.state]}${by}。` : `由${agency}办理${by}。`
}
