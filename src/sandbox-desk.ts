import type { LaunchedSandbox } from '../bots/sandbox/launch.ts'
import type { SandboxDesk } from './api/sandbox/ports.ts'
import type { SandboxChange, SandboxControl } from './chat/sandbox.ts'
import type { CaseRecord } from './cases/case.ts'
import type { Stores } from './db/stores.ts'
import type { Ground } from './grid/ground.ts'
import type { TownWatch } from './grid/in-force.ts'
import type { Engine } from './jobs/engine.ts'
import { makeMovingClock } from './jobs/moving-clock.ts'
import type { VirtualClock } from './kernel/clock.ts'
import { Outage } from './kernel/errors.ts'
import type { RenewableLink } from './renewable-link.ts'
import { worldOf } from './sandbox-world.ts'
import type { GivenOut } from './rights/accounts.ts'
import type { SandboxSetting, Settings } from './settings.ts'
import { makeSandboxPage } from './console/sandbox/page.ts'

export interface SandboxDeskParts {
  sandbox: LaunchedSandbox
  stores: Stores
  engine: Engine
  town: TownWatch
  clock: VirtualClock
  link: RenewableLink
  /** Called each time somebody has moved the clock. */
  clockMoved(): Promise<void>
  setting: SandboxSetting
  /** How many changes of rooms the product has taken in. */
  roomChanges(): number
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
    await takenUp()
  }

  /** What was kept back in a room until it was bound is taken up behind the command that bound it. */
  async function takenUp(): Promise<void> {
    for (let waited = 0; waited < patienceMs && (await stores.messages.open()).fresh > 0; waited += 10)
      await new Promise((resolve) => setTimeout(resolve, 10))
  }

  async function changesHeard(count: number): Promise<void> {
    for (let waited = 0; parts.roomChanges() < count; waited += 10) {
      if (waited > patienceMs) throw new Outage('chat', 'a change of a room has not been heard')
      await new Promise((resolve) => setTimeout(resolve, 10))
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
    async change(change, at) {
      const before = parts.roomChanges()
      const waits = await reachesBot(change, sandbox.control)
      await sandbox.control.change(change, at)
      if (waits) await changesHeard(before + 1)
      // An invitation that was taken up brings a second one.
      if (change.kind === 'invite' && (await botSitsIn(change.room, sandbox.control)))
        await changesHeard(before + 2)
    },
  }
  return {
    control,
    clock: moving,
    rest: () => moving.rest(),
    renewLink: () => parts.link.renew(),
    page: makeSandboxPage(),
    town: () => Promise.resolve(townGlance(town.ground(), parts.setting)),
    cases: async () =>
      (await stores.cases.find({ most: 50 })).map((record) => caseGlance(record, town.ground())),
  }
}

/** Whether the bot is told of this by a room event: it sits in the room, or is brought in, removed or invited. */
async function reachesBot(change: SandboxChange, control: SandboxControl): Promise<boolean> {
  if (change.kind === 'system' || change.kind === 'nickname') return false
  if (change.kind === 'invite' || change.as === 'bot') return true
  return botSitsIn(change.room, control)
}

async function botSitsIn(code: string, control: SandboxControl): Promise<boolean> {
  const room = (await control.rooms()).find((one) => one.code === code)
  return room?.members.some((member) => member.code === 'bot') === true
}

function townGlance(ground: Ground, setting: SandboxSetting) {
  const { name, timezone, bot } = ground.directory.data
  return { name, zone: timezone, bot, people: worldOf(ground, setting).people }
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

/** The first words at the terminal; `login` is the first log-in, said once. */
export const welcomeOf = (
  url: string,
  settings: Settings,
  sandbox: boolean,
  login: GivenOut | null,
  keys: { made: boolean; where: string },
  modelShut: boolean,
): string =>
  `\n邻里 Linli is running: ${url}\n` +
  (login === null
    ? ''
    : `\nFirst log-in: ${login.person} (${login.name}), one-time password ${login.code}; it must be changed at once, at ${url}/api/v1/docs.\n`) +
  (keys.made
    ? `\nPrivate values are sealed with a key that was made just now: ${keys.where}\nKeep a copy apart from the database; without it they cannot be read again.\n`
    : '') +
  (modelShut
    ? `\nThe language model is not asked until the director approves its address: GET ${url}/api/v1/reader/endpoints says what to ask for.\n`
    : '') +
  (sandbox
    ? `\nOpen ${url}/sandbox and say, as 李阿姨 in 翠湖花园1-6栋邻里群:\n    3号楼2单元楼道灯坏了好几天了，晚上老人下楼太危险\n` +
      `then answer as 陈岚 in 锦绣社区网格工作群:\n    签收 1\n\nEverything is kept in ${settings.dataFolder}. Ctrl+C ends it.\n`
    : '')
