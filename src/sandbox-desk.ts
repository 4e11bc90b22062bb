import type { LaunchedSandbox } from '../bots/sandbox/launch.ts'
import type { SandboxDesk } from './api/sandbox/ports.ts'
import type { SandboxControl, SandboxWorld } from './chat/sandbox.ts'
import type { CaseRecord } from './cases/case.ts'
import type { Stores } from './db/stores.ts'
import type { Ground } from './grid/ground.ts'
import type { TownWatch } from './grid/in-force.ts'
import { postTitles } from './grid/naming.ts'
import type { Engine } from './jobs/engine.ts'
import { makeMovingClock } from './jobs/moving-clock.ts'
import type { VirtualClock } from './kernel/clock.ts'
import { Outage } from './kernel/errors.ts'
import type { RenewableLink } from './renewable-link.ts'
import type { Settings } from './settings.ts'
import { makeSandboxPage } from './console/sandbox/page.ts'

/** The people and rooms of the town as a sandbox world: residents in their rooms, staff in the rooms of their posts (doors.md). */
export function worldOf(ground: Ground): SandboxWorld {
  const { directory } = ground
  const { people, residents, rooms, bot } = directory.data
  const staffed = people.filter((person) => directory.holdings(person.code).length > 0)
  return {
    bot,
    people: [
      ...residents.map((one) => ({ code: one.code, name: one.name, role: homeShown(one.home) })),
      ...staffed.map((one) => ({ code: one.code, name: one.name, role: roleShown(one.code, ground) })),
    ],
    rooms: rooms.map((room) => ({
      code: room.code,
      name: room.name,
      kind: room.kind,
      members:
        room.kind === 'residents'
          ? residents.filter((one) => one.rooms.includes(room.code)).map((one) => one.code)
          : staffed.filter((one) => sitsIn(one.code, room.areas, room.dept, ground)).map((one) => one.code),
    })),
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
  const [holding] = directory.holdings(code)
  if (holding === undefined) return ''
  const where =
    holding.dept === null
      ? (directory.area(holding.area)?.name ?? '')
      : directory.departmentName(holding.dept)
  return `${postTitles[holding.post]} · ${where}`
}

/** Lays out the town in the sandbox and ties every account and room, as doors.md says of the sandbox. */
export async function arrangeSandbox(
  sandbox: LaunchedSandbox,
  town: TownWatch,
  stores: Stores,
  clock: VirtualClock,
): Promise<void> {
  await sandbox.control.setClock(clock.now(), clock.running)
  await sandbox.control.arrange(worldOf(town.ground()))
  const ids = await sandbox.control.identities()
  for (const [code, contactId] of Object.entries(ids.people))
    if ((await stores.seats.personOf(contactId)) !== code)
      await stores.seats.tie(contactId, code, clock.now())
  for (const [code, roomId] of Object.entries(ids.rooms))
    if ((await stores.seats.roomOf(roomId)) !== code)
      await stores.seats.bind(roomId, code, 'sandbox', clock.now())
}

export interface SandboxDeskParts {
  sandbox: LaunchedSandbox
  stores: Stores
  engine: Engine
  town: TownWatch
  clock: VirtualClock
  link: RenewableLink
  /** Called each time somebody has moved the clock. */
  clockMoved(): Promise<void>
}

const patienceMs = 20_000

/** What stands behind the sandbox's HTTP door: the control, the moving clock, and a glance at the cases. */
export function sandboxDeskOf(parts: SandboxDeskParts): SandboxDesk {
  const { sandbox, stores, engine, town, clock } = parts
  const unheard = new Set<string>()

  /** Resolves when everything that was said here has been settled or is held for more words. */
  async function heard(): Promise<void> {
    for (const id of unheard) {
      for (let waited = 0; ; waited += 10) {
        const kept = await stores.messages.byPlatformId(id)
        if (kept !== null && kept.state !== 'new') break
        if (waited > patienceMs) throw new Outage('chat', 'a message that was said has not been heard')
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      unheard.delete(id)
    }
  }

  const moving = makeMovingClock({
    clock,
    engine,
    heard,
    moved: async (at, running) => {
      await sandbox.control.setClock(at, running)
      await parts.clockMoved()
    },
  })
  const control: SandboxControl = {
    ...sandbox.control,
    async say(say, at) {
      const said = await sandbox.control.say(say, at)
      unheard.add(said.id)
      return said
    },
  }
  return {
    control,
    clock: moving,
    rest: () => moving.rest(),
    renewLink: () => parts.link.renew(),
    page: makeSandboxPage(),
    town: () => Promise.resolve(townGlance(town.ground())),
    cases: async () =>
      (await stores.cases.find({ most: 50 })).map((record) => caseGlance(record, town.ground())),
  }
}

function townGlance(ground: Ground) {
  const { name, timezone, bot } = ground.directory.data
  return { name, zone: timezone, bot, people: worldOf(ground).people }
}

const caseGlance = (record: CaseRecord, ground: Ground) => ({
  number: record.number,
  title: record.title,
  category: ground.directory.leaf(record.category)?.name ?? record.category,
  state: record.state,
  handler: record.handler?.person ?? null,
  verifier: record.verifier?.person ?? null,
  dueAt: record.dueAt,
  room: record.room,
  rating: record.rating,
})

/** The first words at the terminal. */
export const welcomeOf = (url: string, settings: Settings, sandbox: boolean): string =>
  sandbox
    ? `\n邻里 Linli is running: ${url}\n\n` +
      `Open ${url}/sandbox and say, as 李阿姨 in 翠湖花园1-6栋邻里群:\n    3号楼2单元楼道灯坏了好几天了，晚上老人下楼太危险\n` +
      `then answer as 陈岚 in 锦绣社区网格工作群:\n    签收 1\n\nEverything is kept in ${settings.dataFolder}. Ctrl+C ends it.\n`
    : `\n邻里 Linli is running: ${url}\n`
