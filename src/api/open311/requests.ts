import { type FollowedCase, type OutsideAsker, outsideStatus } from '../../cases/outside.ts'
import type { CaseRecord, Outcome, State } from '../../cases/case.ts'
import { stateNames } from '../../cases/lifecycle-names.ts'
import { matterShown, placeShown } from '../../feedback/shown.ts'
import { withoutNames } from '../../feedback/without-names.ts'
import type { Ground } from '../../grid/ground.ts'
import { areaTitle } from '../../grid/naming.ts'
import { writtenTime } from '../../grid/written-time.ts'
import type { Plain } from './xml.ts'

const longest = 4_000
const nowhere = { estate: null, building: null, unit: null, room: null, spot: null } as const

/** Nobody's name leaves, staff's as little as residents'; places and offices may be named. */
const withoutPeople = (text: string, record: CaseRecord, ground: Ground): string =>
  [...withoutNames(text, record, ground, 'everybody')].slice(0, longest).join('')

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

/**
 * Why it stands as it stands. The result leaves once it is verified and closed, not as the handler first said it, and for a
 * key alone: it is the staff's own words.
 */
function notesOf(record: CaseRecord, asker: OutsideAsker, ground: Ground): string {
  if (record.state !== 'closed') return endings[record.state] ?? `${stateNames[record.state]}。`
  const result = asker === 'key' ? withoutPeople(record.result ?? '', record, ground) : ''
  const outcome = record.outcome === null ? '已办结' : outcomes[record.outcome]
  return result === '' ? `${outcome}。` : `${outcome}：${result}`
}

/** Without a key nothing is said more narrowly than the community: a grid may be three houses. */
function areaSaid(area: string, asker: OutsideAsker, { directory }: Ground): string {
  return areaTitle(
    directory,
    asker === 'key' ? area : (directory.communityOf(area) ?? directory.township().code),
  )
}

/** The office, never the person: a department, or the area whose people handle it. */
function agencyOf({ handler }: CaseRecord, asker: OutsideAsker, ground: Ground): string | null {
  if (handler === null) return null
  const { area, dept } = handler
  return dept === null ? areaSaid(area, asker, ground) : ground.directory.departmentName(dept)
}

/** Where it is, as far as anybody may read it: the estate, or the road or landmark that the town knows; no house, no spot. */
function placeInPublic({ place }: CaseRecord, { directory }: Ground): string {
  if (place.estate !== null) return placeShown({ place: { ...nowhere, estate: place.estate } }, 'residents')
  const known = directory.data.places.map(({ road, landmark }) => road ?? landmark ?? '')
  const meant = known.filter((name) => name !== '' && (place.spot ?? '').includes(name))
  return meant.toSorted((a, b) => b.length - a.length)[0] ?? ''
}

const placeFor = (record: CaseRecord, asker: OutsideAsker, ground: Ground): string =>
  asker === 'key' ? placeShown(record, 'residents') : placeInPublic(record, ground)

function addressOf(record: CaseRecord, asker: OutsideAsker, ground: Ground): string | null {
  const area = record.grid ?? record.area
  const township = ground.directory.township().name
  const parts = [
    placeFor(record, asker, ground),
    area === null ? '' : areaSaid(area, asker, ground),
    township,
  ]
  return [...new Set(parts)].filter((part) => part !== '').join('，')
}

/** Where and what, in the town's own words: nothing of it was written by anybody. */
const plainly = (record: CaseRecord, ground: Ground): string =>
  `${placeInPublic(record, ground)}${matterShown(record, ground)}`

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
    status_notes: notesOf(record, asker, ground),
    service_name: leaf?.name ?? record.category,
    service_code: record.category,
    description: asker === 'key' ? withoutPeople(record.words, record, ground) : plainly(record, ground),
    agency_responsible: agencyOf(record, asker, ground),
    service_notice: due === null ? null : whatIsDone(record, asker, ground),
    requested_datetime: writtenTime(record.receivedAt, zone),
    updated_datetime: writtenTime(record.closedAt ?? updatedAt, zone),
    expected_datetime: due === null ? null : writtenTime(due, zone),
    address: addressOf(record, asker, ground),
    address_id: null,
    zipcode: null,
    lat: asker === 'key' ? (request?.lat ?? null) : null,
    long: asker === 'key' ? (request?.long ?? null) : null,
    media_url: asker === 'key' ? (request?.mediaUrl ?? null) : null,
  }
}

/** What will be done, and by when; '' of a case that nobody has yet. */
function whatIsDone(record: CaseRecord, asker: OutsideAsker, ground: Ground): string {
  const agency = agencyOf(record, asker, ground)
  const by = record.dueAt === null ? '' : `，时限 ${writtenTime(record.dueAt, ground.calendar.zone)}`
  return agency === null ? `${stateNames[record.state]}${by}。` : `由${agency}办理${by}。`
}
