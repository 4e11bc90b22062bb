import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { systemClock } from '../../src/kernel/clock.ts'
import { reasonOf, StartFault } from '../../src/kernel/errors.ts'
import type { Log } from '../../src/kernel/log.ts'
import type { SandboxHands } from './control.ts'
import { connectSandbox } from './control.ts'
import { diskSentence } from './journal.ts'
import type { ServerFile } from './server-file.ts'
import { readServerFile } from './server-file.ts'

export interface LaunchOptions {
  /** Where the sandbox world lies; made when absent. */
  folder: string
  /** The node that runs the server; the one that runs us when absent. */
  nodePath?: string | undefined
  /** Starts the server again when it ends unasked; true when absent. */
  supervise?: boolean | undefined
  /** False: what is said while the bot is away is lost, as with common gateways; true when absent. */
  replay?: boolean | undefined
  log: Log
}

export interface LaunchedSandbox {
  /** Of the gRPC service, `127.0.0.1:<port>`; the same after every restart of the server. */
  readonly endpoint: string
  readonly token: string
  /** The server's process, or null while it is away. */
  pid(): number | null
  readonly control: SandboxHands
  /** Ends the supervision; the server stays, until nobody has been connected to it for two minutes. */
  leave(): Promise<void>
  /** Ends the server and the supervision. */
  stop(): Promise<void>
}

const lookMilliseconds = 25
const startMilliseconds = 20_000
const endMilliseconds = 3_000
const retryMilliseconds = 1_000
/** Another process that has been starting the server for longer than this has died over it. */
const staleLockMilliseconds = 30_000
const mostLogBytes = 5_000_000

const nap = async (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Not ours to signal, but there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** The live server of the folder, or null: its process is there and it answers with the secret of the file. */
async function liveServer(folder: string, control: SandboxHands): Promise<ServerFile | null> {
  const file = readServerFile(folder)
  if (!file || !isAlive(file.pid)) return null
  try {
    return (await control.ping()).pid === file.pid ? file : null
  } catch {
    return null
  }
}

/** Only one process at a time starts the server of a folder. Null where another is at it. */
function takeStartLock(folder: string): (() => void) | null {
  const lock = join(folder, 'starting')
  const release = (): void => {
    rmSync(lock, { recursive: true, force: true })
  }
  try {
    mkdirSync(lock)
    return release
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const age = systemClock.now().getTime() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Infinity)
  if (age > staleLockMilliseconds) release()
  return null
}

function openLog(file: string): number {
  // What the server last said is enough to understand it; a log that grows for ever is not wanted.
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  return openSync(file, size > mostLogBytes ? 'w' : 'a', 0o600)
}

const lastLineOf = (file: string): string => readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? ''

/** Starts the server detached, so that it outlives us, and returns how it ended if it does before it is ready. */
function spawnServer(options: LaunchOptions): { ended(): string | null } {
  const { folder, nodePath, replay } = options
  const logFile = join(folder, 'server.log')
  const output = openLog(logFile)
  const entry = fileURLToPath(new URL('./server.ts', import.meta.url))
  const args = [entry, '--folder', folder, ...(replay === false ? ['--no-replay'] : [])]
  const child = spawn(nodePath ?? process.execPath, args, {
    detached: true,
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  let end: string | null = null
  child.once('error', (error) => {
    end = reasonOf(error)
  })
  child.once('exit', () => {
    end = lastLineOf(logFile)
  })
  child.unref()
  return { ended: () => end }
}

async function startServer(options: LaunchOptions, control: SandboxHands): Promise<ServerFile> {
  const { folder } = options
  const giveUpAt = systemClock.now().getTime() + startMilliseconds
  let release: (() => void) | null = null
  let server: { ended(): string | null } | null = null
  try {
    for (;;) {
      const live = await liveServer(folder, control)
      if (live) return live
      if (!server) {
        release = takeStartLock(folder)
        if (release) server = spawnServer(options)
      }
      const end = server?.ended() ?? null
      if (end !== null) throw new StartFault(`The sandbox chat did not start: ${end}`)
      if (systemClock.now().getTime() > giveUpAt)
        throw new StartFault('The sandbox chat did not start in time.')
      await nap(lookMilliseconds)
    }
  } finally {
    release?.()
  }
}

async function endServer(control: SandboxHands, pid: number): Promise<void> {
  await control.stopServer().catch(() => undefined)
  const giveUpAt = systemClock.now().getTime() + endMilliseconds
  while (isAlive(pid)) {
    if (systemClock.now().getTime() > giveUpAt) {
      process.kill(pid, 'SIGKILL')
      return
    }
    await nap(lookMilliseconds)
  }
}

interface Supervision {
  options: LaunchOptions
  control: SandboxHands
  first: ServerFile
  signal: AbortSignal
  /** Told whenever the server is there or away. */
  seen(server: ServerFile | null): void
}

async function startAgain({ options, control, first, seen }: Supervision): Promise<void> {
  const { log } = options
  try {
    const server = await startServer(options, control)
    seen(server)
    log.warn({ pid: server.pid }, 'sandbox chat was away; it is there again')
    if (server.endpoint !== first.endpoint) {
      log.error({ was: first.endpoint, is: server.endpoint }, 'sandbox chat moved: its port was taken')
    }
  } catch (error) {
    log.error({ why: reasonOf(error) }, 'sandbox chat could not be started again')
    await nap(retryMilliseconds)
  }
}

/** Stays connected to the server, which tells at once when it goes, and starts it again, until the signal aborts. */
async function supervise(supervision: Supervision): Promise<void> {
  const { options, control, signal, seen } = supervision
  const wanted = (): boolean => !signal.aborted
  while (wanted()) {
    await control.attend(signal).catch(() => undefined)
    if (!wanted()) return
    seen(null)
    if (options.supervise === false) return
    await startAgain(supervision)
  }
}

/**
 * The sandbox chat of a folder: takes the server that already runs there, else starts one that outlives this process.
 * Unless told otherwise it starts a server that ends unasked again, in the same place with the same ids.
 * Rejects with a StartFault of one sentence when it cannot be started.
 */
export async function launchSandbox(options: LaunchOptions): Promise<LaunchedSandbox> {
  const { folder } = options
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new StartFault(diskSentence(error, folder), { cause: error })
  }
  const control = connectSandbox({ folder })
  const first = await startServer(options, control)
  const attending = new AbortController()
  let server: ServerFile | null = first
  const seen = (now: ServerFile | null): void => {
    server = now
  }
  const supervised = supervise({ options, control, first, signal: attending.signal, seen })
  const leave = async (): Promise<void> => {
    attending.abort()
    await supervised
  }
  return {
    endpoint: first.endpoint,
    token: first.token,
    control,
    pid: () => server?.pid ?? null,
    leave,
    async stop() {
      await leave()
      // While we attended it, the number was surely its own; else only a server that answers is taken for it.
      const pid = server?.pid ?? (await liveServer(folder, control))?.pid
      server = null
      if (pid !== undefined) await endServer(control, pid)
    },
  }
}
