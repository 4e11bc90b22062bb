import { spotSaid, spotText } from '../faults.ts'
import { placeNames, plainName } from '../place-names.ts'
import type { AreaLevel, Room } from '../town.ts'
import { knownCodes, located, named, refuse, warn } from './draft.ts'
import type { Check, Draft, Findings, Spot } from './draft.ts'

/** What a room may be bound to (1.3); null where it is right. */
function wrongBinding(
  room: Room,
  levels: readonly (AreaLevel | undefined)[],
): { sentence: string; says: string } | null {
  if (room.kind === 'residents') {
    const right =
      levels.every((level) => level === 'grid') || (levels.length === 1 && levels[0] === 'community')
    return right
      ? null
      : {
          sentence: 'a residents’ room is bound to grids or to one community',
          says: '居民群要绑一个或几个网格，或一个村(社区)',
        }
  }
  const right = levels.length === 1 && levels[0] !== 'county'
  return right
    ? null
    : {
        sentence: 'a staff room is bound to one grid, one community or the township',
        says: '工作群要绑一个网格、一个村(社区)或全镇',
      }
}

function refuseBinding(
  draft: Draft,
  room: Room,
  spot: Spot,
  isArea: (code: string) => boolean,
  findings: Findings,
): void {
  const unknown = room.areas.filter((area) => !isArea(area))
  for (const area of unknown)
    refuse(
      findings,
      spot,
      `the area ${area} of the room ${room.code} is no area of this town`,
      `群“${room.name}”的区域“${area}”不是本镇的区域`,
    )
  if (room.areas.length === 0)
    return refuse(findings, spot, `the room ${room.code} is bound to no area`, `群“${room.name}”没有写区域`)
  const levels = room.areas.map((area) => draft.town.areas.find(({ code }) => code === area)?.level)
  if (unknown.length > 0 || levels.includes(undefined)) return
  const wrong = wrongBinding(room, levels)
  if (wrong !== null)
    refuse(
      findings,
      spot,
      `the room ${room.code} is bound to ${room.areas.join(', ')}; ${wrong.sentence} (1.3)`,
      `群“${room.name}”绑了${room.areas.map((area) => named(draft, 'areas', area)).join('、')}；${wrong.says}`,
    )
}

function checkStaffRooms(draft: Draft, findings: Findings): void {
  const isDept = knownCodes(draft, 'departments')
  const first = new Map<string, readonly [Room, Spot]>()
  for (const [room, spot] of located(draft, 'rooms')) {
    if (room.dept !== null && room.kind === 'residents')
      refuse(
        findings,
        spot,
        `the residents’ room ${room.code} has a dept; only staff rooms do`,
        `居民群“${room.name}”不用写部门`,
      )
    else if (room.dept !== null && !isDept(room.dept))
      refuse(
        findings,
        spot,
        `the dept ${room.dept} of the room ${room.code} is no department of categories.yaml`,
        `群“${room.name}”的部门“${room.dept}”不在部门表里`,
      )
    if (room.kind !== 'staff') continue
    const key = `${room.areas.join(' ')} ${room.dept ?? ''}`
    const there = first.get(key)
    if (there === undefined) first.set(key, [room, spot])
    else
      warn(
        findings,
        spot,
        `${there[0].code} (${spotText(there[1])}) and ${room.code} (${spotText(spot, there[1])}) are staff rooms of the same area; the bot speaks in one of them`,
        `${there[0].name}（${spotSaid(there[1])}）和${room.name}（${spotSaid(spot, there[1])}）是同一区域的工作群，机器人只在一个里说话`,
      )
  }
}

/** Rooms (1.3). */
export const checkRooms: Check = (draft, findings) => {
  const isArea = knownCodes(draft, 'areas')
  for (const [room, spot] of located(draft, 'rooms')) refuseBinding(draft, room, spot, isArea, findings)
  checkStaffRooms(draft, findings)
}

/** Residents, where they talk and where they live. */
export const checkResidents: Check = (draft, findings) => {
  const rooms = new Map(draft.town.rooms.map((room) => [room.code, room]))
  const isRoom = knownCodes(draft, 'rooms')
  const estates = new Set(
    draft.town.places.flatMap((place) => (place.estate === null ? [] : placeNames(place).map(plainName))),
  )
  for (const [{ code, rooms: own, home }, spot] of located(draft, 'residents')) {
    for (const room of own) {
      if (!isRoom(room))
        refuse(
          findings,
          spot,
          `the room ${room} of the resident ${code} is no room of this town`,
          `居民“${code}”的群“${room}”不在群里`,
        )
      else if (rooms.get(room)?.kind === 'staff')
        warn(
          findings,
          spot,
          `the resident ${code} sits in the staff room ${room}`,
          `居民“${code}”在工作群${named(draft, 'rooms', room)}里`,
        )
    }
    const estate = home?.estate ?? null
    if (estate !== null && !estates.has(plainName(estate)) && draft.unread('places')?.size === 0) {
      warn(
        findings,
        spot,
        `the resident ${code} lives in ${estate}, which is no estate of this town`,
        `居民“${code}”住的${estate}不是本镇的小区`,
      )
    }
  }
}

/** Organisations and who works there: persons or residents (3.5 asks for both). */
export const checkOrganisations: Check = (draft, findings) => {
  const isArea = knownCodes(draft, 'areas')
  const isPerson = knownCodes(draft, 'people')
  const isResident = knownCodes(draft, 'residents')
  for (const [{ code, area, staff }, spot] of located(draft, 'organisations')) {
    if (!isArea(area))
      refuse(
        findings,
        spot,
        `the area ${area} of the organisation ${code} is no area of this town`,
        `单位“${code}”的区域“${area}”不是本镇的区域`,
      )
    for (const one of staff) {
      if (isPerson(one) || isResident(one)) continue
      refuse(
        findings,
        spot,
        `${one} of the organisation ${code} is neither one of the people nor a resident`,
        `单位“${code}”的“${one}”既不在人员里，也不是居民`,
      )
    }
  }
}
