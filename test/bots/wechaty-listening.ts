import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { makeWechatyLink } from '../../bots/wechaty/link.ts'
import type { Timings, WechatyLinkDeps } from '../../bots/wechaty/options.ts'
import type { InboundMessage, RoomChange } from '../../src/chat/inbound.ts'
import type { ChatLink, LinkGap, LinkHandlers, LinkState } from '../../src/chat/link.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import type { Log } from '../../src/kernel/log.ts'
import type { TestSandbox } from '../support/sandbox.ts'

export interface LogLine {
  level: 'debug' | 'info' | 'warn' | 'error'
  facts: object
  message: string
}

/** A link to a sandbox chat, and all that came over it. */
export interface Listening {
  link: ChatLink
  messages: InboundMessage[]
  changes: RoomChange[]
  states: LinkState[]
  gaps: LinkGap[]
  log: LogLine[]
  folder: string
  close(): Promise<void>
}

export function keptLog(lines: LogLine[]): Log {
  const keep =
    (level: LogLine['level']) =>
    (facts: object, message: string): void => {
      lines.push({ level, facts, message })
    }
  return { debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') }
}

export interface ListeningOptions {
  deps?: Partial<WechatyLinkDeps>
  timings?: Partial<Timings>
  handlers?: Partial<LinkHandlers>
}

/** Makes a link to the sandbox without starting it. */
export function linkTo(
  sandbox: Pick<TestSandbox, 'endpoint' | 'token'>,
  options: ListeningOptions = {},
): Listening & { start(): Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), 'linli-link-'))
  const log: LogLine[] = []
  const heard: Pick<Listening, 'messages' | 'changes' | 'states' | 'gaps'> = {
    messages: [],
    changes: [],
    states: [],
    gaps: [],
  }
  const link = makeWechatyLink({
    puppet: 'wechaty-puppet-service',
    puppetOptions: { endpoint: sandbox.endpoint, token: sandbox.token, tls: { disable: true } },
    botNames: () => ['网格小助手', '小助手'],
    clock: systemClock,
    log: keptLog(log),
    cacheFolder: join(folder, 'cache'),
    timings: { probeEvery: 60_000, ...options.timings },
    ...options.deps,
  })
  const handlers: LinkHandlers = {
    message(message) {
      heard.messages.push(message)
      return Promise.resolve()
    },
    roomChanged(change) {
      heard.changes.push(change)
      return Promise.resolve()
    },
    stateChanged: (state) => heard.states.push(state),
    gap: (gap) => heard.gaps.push(gap),
    ...options.handlers,
  }
  return {
    link,
    ...heard,
    log,
    folder,
    start: () => link.start(handlers),
    async close() {
      await link.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Makes a link to the sandbox and waits for the login. */
export async function listenTo(
  sandbox: Pick<TestSandbox, 'endpoint' | 'token'>,
  options: ListeningOptions = {},
): Promise<Listening> {
  const listening = linkTo(sandbox, options)
  await listening.start()
  return listening
}

/** Waits until something is so; fails with what was waited for. */
export async function until(what: string, isSo: () => boolean, withinMs = 5_000): Promise<void> {
  const started = performance.now()
  while (!isSo()) {
    if (performance.now() - started > withinMs) throw new Error(`waited in vain for ${what}`)
    await delay(5)
  }
}
