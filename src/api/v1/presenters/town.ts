import type { z } from 'zod'
import type { Directory } from '../../../grid/directory.ts'
import type { Ground } from '../../../grid/ground.ts'
import { areaTitle, postTitle, rankTitle } from '../../../grid/naming.ts'
import type { RoomBinding, SeatStore, SeenRoom } from '../../../grid/ports.ts'
import { strangersIn } from '../../../grid/strangers.ts'
import type { Area, Person, Post, Room } from '../../../grid/town.ts'
import type { StaffAccount } from '../../../rights/ports.ts'
import { mayArrangePerson } from '../../../rights/town-policy.ts'
import { maskText } from '../../../wording/mask.ts'
import type { areaLine, personShape, postShape, roomShape } from '../shapes/town.ts'

/** Who has an account and whose chat account is known, for a whole list at once. */
export interface Claims {
  tied: ReadonlySet<string>
  accounts: ReadonlyMap<string, StaffAccount & { codeUntil: Date | null }>
}

export async function claimsOf(stores: {
  seats: Pick<SeatStore, 'tied'>
  accounts: { list(): Promise<readonly (StaffAccount & { codeUntil: Date | null })[]> }
}): Promise<Claims> {
  const [tied, accounts] = [await stores.seats.tied(), await stores.accounts.list()]
  return { tied, accounts: new Map(accounts.map((one) => [one.person, one])) }
}

export function presentPost(
  { post, area, dept, holders, buildings }: Post,
  directory: Directory,
  { tied }: Pick<Claims, 'tied'>,
  now: Date,
): z.input<typeof postShape> {
  return {
    ...{ post, area, dept, buildings, title: postTitle(directory, { post, area, dept }) },
    deptName: dept === null ? null : directory.departmentName(dept),
    holders: holders.map((person, rank) => {
      const away = directory.absence(person, now)
      return {
        ...{ person, name: directory.nameOf(person), rank, claimed: tied.has(person) },
        ...{ away: away !== null, delegate: away?.delegate ?? null },
      }
    }),
  }
}

/** Areas as a flat tree: each names its parent, and comes behind it. */
export function presentAreas(
  areas: readonly Area[],
  { directory }: Ground,
  claims: Pick<Claims, 'tied'>,
  now: Date,
): z.input<typeof areaLine>[] {
  const posts = Map.groupBy(directory.data.posts, ({ area }) => area)
  const places = Map.groupBy(directory.data.places, ({ grid }) => grid)
  return areas.map((area) => ({
    ...area,
    places: places.get(area.code)?.length ?? 0,
    posts: (posts.get(area.code) ?? []).map((post) => presentPost(post, directory, claims, now)),
  }))
}

export function presentPerson(
  { code, name, phone }: Person,
  { directory }: Ground,
  { tied, accounts }: Claims,
  asked: { person: string | null; now: Date },
): z.input<typeof personShape> {
  const account = accounts.get(code)
  const open = account?.codeUntil != null && account.codeUntil > asked.now
  const disabled = account?.disabledAt instanceof Date
  const known = tied.has(code) ? 'tied' : open ? 'code' : 'none'
  return {
    ...{ code, name, phone: phone === null ? null : maskText(phone) },
    posts: directory.holdings(code).map((holding) => ({
      ...{ post: holding.post, title: rankTitle(directory, holding), area: holding.area, rank: holding.rank },
      areaName: areaTitle(directory, holding.area),
    })),
    away: directory.absence(code, asked.now) !== null,
    leave: directory
      .leave(code)
      .filter(({ to }) => to > asked.now)
      .map(({ from, to, delegate }) => ({ from: from.toISOString(), to: to.toISOString(), delegate })),
    account: disabled ? 'disabled' : known,
    codeUntil: open && !disabled ? (account.codeUntil?.toISOString() ?? null) : null,
    mayArrange: asked.person !== null && mayArrangePerson(asked.person, code, directory),
  }
}

/** A room with its binding; who sits there only to whoever looks after rooms. */
export async function presentRoom(
  room: Room,
  binding: RoomBinding | null,
  seen: SeenRoom | null,
  given: { ground: Ground; seats: Pick<SeatStore, 'peopleOf'>; members: boolean },
): Promise<z.input<typeof roomShape>> {
  const { directory } = given.ground
  const whole = seen?.completeAt instanceof Date
  const strangers =
    given.members && whole && room.kind === 'staff'
      ? (await strangersIn(seen, given.seats, directory)).map(({ name }) => name)
      : null
  return {
    ...room,
    ...{ areas: [...room.areas], areaNames: room.areas.map((area) => areaTitle(directory, area)) },
    binding:
      binding === null
        ? null
        : {
            ...{ roomId: binding.roomId, topic: seen?.topic ?? null, boundBy: binding.boundBy },
            ...{ boundAt: binding.boundAt.toISOString(), here: seen?.here ?? null, strangers },
            membersAt: seen?.completeAt?.toISOString() ?? null,
            members: whole ? seen.members.length : null,
          },
  }
}
