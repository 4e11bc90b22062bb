import { Refusal } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type {
  Area,
  Organisation,
  Person,
  Place,
  Post,
  PostName,
  Resident,
  Room,
  Shift,
  TownData,
} from './town.ts'

/** Single changes of a town, pure: what does not fit together the checks find afterwards. */

interface Coded {
  code: string
}

/**
 * A code that nothing has or ever had, and that tells nothing: cases speak of residents and organisations by code, and must
 * not come to speak of another one when theirs has left.
 */
export const newCode = (stem: string): string => `${stem}-${newId().slice(-12)}`

/** A code that nothing of these has: the stem and a number. */
export function freeCode(taken: Iterable<string>, stem: string, width = 2): string {
  const all = new Set(taken)
  for (let n = 1; ; n += 1) {
    const code = `${stem}${String(n).padStart(width, '0')}`
    if (!all.has(code)) return code
  }
}

const added = <T extends Coded>(entries: readonly T[], entry: T, what: string): readonly T[] => {
  if (entries.some(({ code }) => code === entry.code))
    throw new Refusal('conflict', `代码“${entry.code}”已经有${what}在用。`)
  return [...entries, entry]
}

const changed = <T extends Coded>(
  entries: readonly T[],
  code: string,
  more: Partial<T>,
  what: string,
): readonly T[] => {
  if (!entries.some((one) => one.code === code)) throw new Refusal('not_found', `没有${what}“${code}”。`)
  return entries.map((one) => (one.code === code ? { ...one, ...more } : one))
}

const without = <T extends Coded>(entries: readonly T[], code: string, what: string): readonly T[] => {
  if (!entries.some((one) => one.code === code)) throw new Refusal('not_found', `没有${what}“${code}”。`)
  return entries.filter((one) => one.code !== code)
}

export const addArea = (town: TownData, area: Area): TownData => ({
  ...town,
  areas: added(town.areas, area, '区域'),
})
export const changeArea = (town: TownData, code: string, more: Partial<Area>): TownData => ({
  ...town,
  areas: changed(town.areas, code, more, '区域'),
})

/** Takes an area out with its posts; refused while anything else lies in it. */
export function removeArea(town: TownData, code: string): TownData {
  const inside =
    town.areas.some(({ parent }) => parent === code) ||
    town.places.some(({ grid }) => grid === code) ||
    town.rooms.some(({ areas }) => areas.includes(code)) ||
    town.organisations.some(({ area }) => area === code)
  if (inside) throw new Refusal('wrong_state', '这个区域下面还有区域、地点、群或单位，请先移走。')
  return {
    ...town,
    areas: without(town.areas, code, '区域'),
    posts: town.posts.filter(({ area }) => area !== code),
  }
}

export const addPerson = (town: TownData, person: Person): TownData => ({
  ...town,
  people: added(town.people, person, '人'),
})
export const changePerson = (town: TownData, code: string, more: Partial<Person>): TownData => ({
  ...town,
  people: changed(town.people, code, more, '人员'),
})

/** Takes a person out; refused while they hold a post or stand on the roster, so that nothing is left to nobody. */
export function removePerson(town: TownData, code: string): TownData {
  if (town.posts.some(({ holders }) => holders.includes(code)))
    throw new Refusal('wrong_state', '这个人还有岗位，请先换人。')
  if (town.roster.some(({ holder }) => holder === code))
    throw new Refusal('wrong_state', '这个人还在值班表上，请先换人。')
  return {
    ...town,
    people: without(town.people, code, '人员'),
    absences: town.absences.filter(({ person }) => person !== code),
    organisations: withoutMember(town.organisations, code),
  }
}

const withoutMember = (organisations: readonly Organisation[], code: string): readonly Organisation[] =>
  organisations.map((one) => ({ ...one, staff: one.staff.filter((member) => member !== code) }))

export const addOrganisation = (town: TownData, organisation: Organisation): TownData => ({
  ...town,
  organisations: added(town.organisations, organisation, '单位'),
})
export const changeOrganisation = (town: TownData, code: string, more: Partial<Organisation>): TownData => ({
  ...town,
  organisations: changed(town.organisations, code, more, '单位'),
})
export const removeOrganisation = (town: TownData, code: string): TownData => ({
  ...town,
  organisations: without(town.organisations, code, '单位'),
})

export const addResident = (town: TownData, resident: Resident): TownData => ({
  ...town,
  residents: added(town.residents, resident, '居民'),
})
export const changeResident = (town: TownData, code: string, more: Partial<Resident>): TownData => ({
  ...town,
  residents: changed(town.residents, code, more, '居民'),
})
/** Takes a resident out, also of the organisations they work for. */
export const removeResident = (town: TownData, code: string): TownData => ({
  ...town,
  residents: without(town.residents, code, '居民'),
  organisations: withoutMember(town.organisations, code),
})

/**
 * What the bot is called by. A name that somebody or something of the town bears is refused: whoever spoke of it would be
 * taken to speak to the bot.
 */
export function setBot(town: TownData, bot: TownData['bot']): TownData {
  const borne = new Map<string, string>([
    ...[...town.people, ...town.residents].map(({ name }) => [name, '人'] as const),
    ...[...town.areas, ...town.rooms, ...town.organisations].map(({ name }) => [name, '地方'] as const),
    ...town.places
      .flatMap(({ estate, road, landmark, aliases }) => [estate, road, landmark, ...aliases])
      .flatMap((name) => (name === null ? [] : [[name, '地方'] as const])),
  ])
  const names = [bot.name, ...bot.aliases]
  if (new Set(names).size < names.length) throw new Refusal('invalid', '同一个名字写了两次。')
  const taken = names.find((name) => borne.has(name))
  if (taken !== undefined)
    throw new Refusal('conflict', `镇里已经有${borne.get(taken) ?? ''}叫“${taken}”，请换一个名字。`)
  return { ...town, bot }
}

export interface Seat {
  area: string
  post: PostName
  dept: string | null
}

export const isSeat = (post: Seat, seat: Seat): boolean =>
  post.area === seat.area && post.post === seat.post && post.dept === seat.dept

/** Who holds a post from now on, in order; nobody at all leaves it vacant. */
export const setPost = (
  town: TownData,
  seat: Seat,
  entries: readonly Pick<Post, 'holders' | 'buildings'>[],
): TownData => {
  const at = town.posts.findIndex((post) => isSeat(post, seat))
  const others = town.posts.filter((post) => !isSeat(post, seat))
  const made = entries.filter(({ holders }) => holders.length > 0).map((entry) => ({ ...seat, ...entry }))
  return { ...town, posts: at < 0 ? [...others, ...made] : others.toSpliced(at, 0, ...made) }
}

/** All places of one grid. */
export const setPlaces = (
  town: TownData,
  grid: string,
  places: readonly Omit<Place, 'grid'>[],
): TownData => ({
  ...town,
  places: [...town.places.filter((one) => one.grid !== grid), ...places.map((one) => ({ grid, ...one }))],
})

export const addRoom = (town: TownData, room: Room): TownData => ({
  ...town,
  rooms: added(town.rooms, room, '群'),
})
export const changeRoom = (town: TownData, code: string, more: Partial<Room>): TownData => ({
  ...town,
  rooms: changed(town.rooms, code, more, '群'),
})
export const removeRoom = (town: TownData, code: string): TownData => ({
  ...town,
  rooms: without(town.rooms, code, '群'),
  residents: town.residents.map((one) => ({ ...one, rooms: one.rooms.filter((room) => room !== code) })),
})

/** The duty roster of a stretch of time: what touched it before is cut off at its bounds, what lies outside stays. */
export function setRoster(
  town: TownData,
  span: { from: Date; to: Date },
  shifts: readonly Omit<Shift, 'post'>[],
): TownData {
  const stray = shifts.find(({ from, to }) => from < span.from || to > span.to || from >= to)
  if (stray !== undefined) throw new Refusal('invalid', '有一班不在所写的起止时间里，或结束早于开始。')
  const kept = town.roster.flatMap((shift): readonly Shift[] => {
    if (shift.post !== 'duty_officer' || shift.to <= span.from || shift.from >= span.to) return [shift]
    return [
      ...(shift.from < span.from ? [{ ...shift, to: span.from }] : []),
      ...(shift.to > span.to ? [{ ...shift, from: span.to }] : []),
    ]
  })
  const made = shifts.map((shift): Shift => ({ post: 'duty_officer', ...shift }))
  return { ...town, roster: [...kept, ...made].toSorted((a, b) => a.from.getTime() - b.from.getTime()) }
}
