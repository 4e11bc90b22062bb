import { setTimeout as pause } from 'node:timers/promises'

import { makeHttpDoor } from '../../src/api/door.ts'
import type { HttpDoor, HttpDoorDeps } from '../../src/api/door.ts'
import type { CaseGlance, Page, SandboxClock } from '../../src/api/sandbox/ports.ts'
import type { SandboxWorld } from '../../src/chat/sandbox.ts'
import { addMilliseconds, instant, VirtualClock } from '../../src/kernel/clock.ts'
import type { Log } from '../../src/kernel/log.ts'
import { MemorySandbox } from './memory-sandbox.ts'

/** A corner of the example town: two residents' rooms, a community's staff room, the centre. */
export const corner: SandboxWorld = {
  bot: { name: '网格小助手', aliases: ['小助手'] },
  people: [
    { code: 'liayi', name: '李阿姨', role: '居民 · 3-2-502' },
    { code: 'xiaozhou', name: '小周', role: '居民 · 3-1-1101' },
    { code: 'chenjie', name: '陈姐', role: '居民 · 9-3-702' },
    { code: 'zhangwei', name: '张伟', role: '网格责任人' },
    { code: 'chenlan', name: '陈岚', role: '社区责任人' },
    { code: 'luona', name: '罗娜', role: '值班人员' },
    { code: 'hanbing', name: '韩冰', role: '值班人员' },
    { code: 'tianye', name: '田野', role: '中心主任' },
  ],
  rooms: [
    { code: 'cuihu-a', name: '翠湖花园1-6栋邻里群', kind: 'residents', members: ['liayi', 'xiaozhou'] },
    { code: 'cuihu-b', name: '翠湖花园7-12栋邻里群', kind: 'residents', members: ['chenjie'] },
    { code: 'jx-staff', name: '锦绣社区网格工作群', kind: 'staff', members: ['zhangwei', 'chenlan'] },
    {
      code: 'centre',
      name: '清河镇中心值班群',
      kind: 'staff',
      members: ['luona', 'hanbing', 'tianye', 'zhangwei', 'chenlan'],
    },
  ],
}

export const barePage: Page = {
  html: '<!doctype html><title>页</title>',
  contentSecurityPolicy: "default-src 'none'",
}

/** What the door wrote into its log. */
export interface LogLine {
  level: 'debug' | 'info' | 'warn' | 'error'
  facts: object
  message: string
}

export interface OpenDoor {
  door: HttpDoor
  url: string
  port: number
  sandbox: MemorySandbox
  clock: VirtualClock
  cases: CaseGlance[]
  lines: LogLine[]
  rested(): number
  renewed(): number
  /** Opens a new door before the same sandbox, as after a restart. */
  again(port: number): Promise<void>
}

export function keepLines(lines: LogLine[]): Log {
  const at = (level: LogLine['level']) => (facts: object, message: string) =>
    void lines.push({ level, facts, message })
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

/** A door that really listens, on a free port, before a sandbox in memory. */
export async function openDoor(
  page: Page = barePage,
  changed: Partial<HttpDoorDeps> = {},
): Promise<OpenDoor> {
  const sandbox = new MemorySandbox(corner)
  const clock = new VirtualClock({ at: instant('2026-11-23T01:10:00Z'), running: false })
  const cases: CaseGlance[] = []
  const lines: LogLine[] = []
  let rests = 0
  let renewed = 0
  const make = (): HttpDoor =>
    makeHttpDoor({
      log: keepLines(lines),
      readiness: () => Promise.resolve({ database: 'ok' }),
      sandbox: {
        control: sandbox,
        clock: movable(clock),
        town: () =>
          Promise.resolve({ name: '清河镇', zone: 'Asia/Shanghai', bot: corner.bot, people: corner.people }),
        cases: () => Promise.resolve(cases),
        rest: () => {
          rests += 1
          return Promise.resolve()
        },
        renewLink: () => {
          renewed += 1
          return Promise.resolve()
        },
        page,
      },
      ...changed,
    })
  const door = make()
  const opened: OpenDoor = {
    door,
    ...(await door.listen(0)),
    sandbox,
    clock,
    cases,
    lines,
    rested: () => rests,
    renewed: () => renewed,
    again,
  }
  async function again(port: number): Promise<void> {
    opened.door = make()
    await opened.door.listen(port)
  }
  return opened
}

function movable(clock: VirtualClock): SandboxClock {
  const until = async (at: Date): Promise<Date> => {
    await pause(5)
    clock.moveTo(at)
    return clock.now()
  }
  return {
    now: () => clock.now(),
    running: false,
    nextDue: () => Promise.resolve(instant('2026-11-24T09:30:00Z')),
    advance: (ms) => until(addMilliseconds(clock.now(), ms)),
    until,
  }
}
