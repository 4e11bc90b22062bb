import type { SandboxControl, SandboxWorld } from './chat/sandbox.ts'
import type { Stores } from './db/stores.ts'
import type { Ground } from './grid/ground.ts'
import { ownSeat, postTitles, rankTitle } from './grid/naming.ts'
import type { SandboxSetting } from './settings.ts'

/**
 * The people and rooms of the town as a sandbox world: residents in their rooms, staff in the rooms of their posts
 * (doors.md), and what the setting adds. `elsewhere` are rooms of the town that a chat room of another code is bound to.
 */
export function worldOf(
  ground: Ground,
  setting: SandboxSetting,
  elsewhere: ReadonlySet<string> = new Set(),
): SandboxWorld {
  const { directory } = ground
  const { people, residents, rooms, bot } = directory.data
  const staffed = people.filter((person) => directory.holdings(person.code).length > 0)
  const friend = (code: string): { friend?: false } =>
    setting.unfriended.includes(code) ? { friend: false } : {}
  return {
    bot,
    people: [
      ...residents.map((one) => ({
        ...{ code: one.code, name: one.name, role: homeShown(one.home) },
        ...friend(one.code),
      })),
      ...staffed.map((one) => ({
        ...{ code: one.code, name: one.name, role: roleShown(one.code, ground) },
        ...friend(one.code),
      })),
      ...Object.entries(setting.accounts).map(([code, name]) => ({
        ...{ code, name, role: '没有登记的微信号' },
        ...friend(code),
      })),
    ],
    rooms: [
      ...rooms
        .filter((room) => !elsewhere.has(room.code))
        .map((room) => ({
          code: room.code,
          name: room.name,
          kind: room.kind,
          members:
            room.kind === 'residents'
              ? residents.filter((one) => one.rooms.includes(room.code)).map((one) => one.code)
              : staffed
                  .filter((one) => sitsIn(one.code, room.areas, room.dept, ground))
                  .map((one) => one.code),
        })),
      ...Object.entries(setting.rooms).map(([code, room]) => ({ code, kind: 'residents' as const, ...room })),
    ],
  }
}

/** A room of a community seats those of its grids too; township posts sit in the centre's room. */
function sitsIn(code: string, areas: readonly string[], dept: string | null, { directory }: Ground): boolean {
  return directory.holdings(code).some((holding) =>
    areas.some((area) => {
      if (dept !== null) return holding.dept === dept
      const township = directory.area(area)?.level === 'township'
      return township ? holding.area === area : directory.within(holding.area, area)
    }),
  )
}

const homeShown = (
  home: { building: string | null; unit: string | null; room: string | null } | null,
): string =>
  ['居民', [home?.building, home?.unit, home?.room].filter((part) => part != null).join('-')]
    .filter((part) => part !== '')
    .join(' · ')

function roleShown(code: string, { directory }: Ground): string {
  const holding = ownSeat(directory, code)
  if (holding === null) return ''
  const where =
    holding.dept === null
      ? (directory.area(holding.area)?.name ?? '')
      : directory.departmentName(holding.dept)
  const title = holding.dept === null ? rankTitle(directory, holding) : postTitles[holding.post]
  return `${title} · ${where}`
}

/**
 * Lays out the town in the sandbox and ties every account and room that nobody has tied, bound or let go yet, as doors.md
 * says of the sandbox: what was changed by a code or a command since then stays as it is.
 */
export async function arrangeSandbox(
  control: Pick<SandboxControl, 'arrange' | 'identities' | 'setClock'>,
  ground: Ground,
  setting: SandboxSetting,
  stores: Pick<Stores, 'seats' | 'rooms' | 'accounts'>,
  now: Date,
): Promise<void> {
  const elsewhere = new Set<string>()
  const known = await control.identities()
  for (const { code } of ground.directory.data.rooms) {
    const roomId = await stores.seats.roomIdOf(code)
    if (roomId !== null && known.rooms[code] !== roomId) elsewhere.add(code)
  }
  await control.arrange(worldOf(ground, setting, elsewhere))
  const ids = await control.identities()
  const own = new Set([...setting.untied, ...Object.keys(setting.accounts)])
  for (const [code, contactId] of Object.entries(ids.people))
    if (!own.has(code) && (await untouched(code, contactId, stores)))
      await stores.seats.tie(contactId, code, now)
  const apart = new Set([...setting.unbound, ...Object.keys(setting.rooms)])
  for (const [code, roomId] of Object.entries(ids.rooms))
    if (!apart.has(code) && ground.directory.room(code) !== null && (await unseen(code, roomId, stores)))
      await stores.seats.bind(roomId, code, 'sandbox', now)
}

async function untouched(
  code: string,
  contactId: string,
  { seats, accounts }: Pick<Stores, 'seats' | 'accounts'>,
): Promise<boolean> {
  if ((await accounts.account(code)) !== null) return false
  return (await seats.contactOf(code)) === null && (await seats.personOf(contactId)) === null
}

/** A room that the bot has sat in before is bound or let go by people. */
const unseen = async (
  code: string,
  roomId: string,
  { seats, rooms }: Pick<Stores, 'seats' | 'rooms'>,
): Promise<boolean> =>
  (await seats.roomIdOf(code)) === null &&
  (await seats.roomOf(roomId)) === null &&
  (await rooms.find(roomId)) === null
