import { mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SandboxHands } from '../../bots/sandbox/control.ts'
import type { LaunchedSandbox } from '../../bots/sandbox/launch.ts'
import { launchSandbox } from '../../bots/sandbox/launch.ts'
import type { SandboxWorld } from '../../src/chat/sandbox.ts'
import { silentLog } from '../../src/kernel/log.ts'

/** Two residents' rooms and a staff room with five people; every name is invented. */
export const smallWorld: SandboxWorld = {
  bot: { name: '网格小助手', aliases: ['小助手'] },
  people: [
    { code: 'liayi', name: '李阿姨', role: '居民' },
    { code: 'xiaozhou', name: '小周', role: '居民' },
    { code: 'xiaozhouzhou', name: '小周周', role: '居民' },
    { code: 'zhangwei', name: '张伟', role: '网格长' },
    { code: 'chenlan', name: '陈岚', role: '社区书记' },
  ],
  rooms: [
    {
      code: 'cuihu-a',
      name: '翠湖花园邻里群',
      kind: 'residents',
      members: ['liayi', 'xiaozhou', 'xiaozhouzhou'],
    },
    { code: 'cuihu-b', name: '翠湖花园后区群', kind: 'residents', members: ['liayi'] },
    { code: 'jx-staff', name: '锦绣社区工作群', kind: 'staff', members: ['zhangwei', 'chenlan'] },
  ],
}

export interface TestSandbox {
  endpoint: string
  token: string
  folder: string
  control: SandboxHands
  launched: LaunchedSandbox
  /** Ends the server and takes away its folder, and what Wechaty's client kept in the home folder for this token. */
  stop(): Promise<void>
}

export interface TestSandboxOptions {
  world?: SandboxWorld
  supervise?: boolean
  replay?: boolean
}

/** A real sandbox chat server in a fresh folder, with a token of its own, and a world laid out. */
export async function startTestSandbox(options: TestSandboxOptions = {}): Promise<TestSandbox> {
  const folder = mkdtempSync(join(tmpdir(), 'linli-sandbox-'))
  const { supervise = true, replay = true, world = smallWorld } = options
  const launched = await launchSandbox({ folder, supervise, replay, log: silentLog })
  await launched.control.arrange(world)
  const { endpoint, token, control } = launched
  return {
    endpoint,
    token,
    folder,
    control,
    launched,
    async stop() {
      await launched.stop()
      rmSync(folder, { recursive: true, force: true })
      rmSync(join(homedir(), '.wechaty', 'wechaty-puppet-service', token), { recursive: true, force: true })
    },
  }
}
