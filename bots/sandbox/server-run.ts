import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { createServer as createNetServer } from 'node:net'
import { join } from 'node:path'
import { UniformResourceNameRegistry } from 'file-box'
import { log as wechatyLog } from 'wechaty-puppet'
import { PuppetServer } from 'wechaty-puppet-service'
import type { Clock } from '../../src/kernel/clock.ts'
import { reasonOf, StartFault } from '../../src/kernel/errors.ts'
import type { Log } from '../../src/kernel/log.ts'
import type { AttachmentShelf } from './attachments.ts'
import { makeAttachmentShelf } from './attachments.ts'
import { makeControlDoor } from './door.ts'
import { followWorld, makeDoorCalls } from './door-calls.ts'
import type { SendFaults } from './faults.ts'
import { makeSendFaults } from './faults.ts'
import { diskSentence } from './journal.ts'
import { SandboxPuppet } from './puppet.ts'
import type { ServerFile } from './server-file.ts'
import { readServerFile, writeServerFile } from './server-file.ts'
import { WorldStore } from './world-store.ts'

export interface SandboxServerOptions {
  folder: string
  /** 0: the port of the folder's last server if it is free, else any. */
  grpcPort: number
  controlPort: number
  replay: boolean
  /** Ends by itself after so long without any client. */
  idleSeconds: number
  machine: Clock
  log: Log
  /** Called once, after everything has been closed. */
  ended(why: string): void
}

export interface RunningSandboxServer {
  place: ServerFile
  stop(why: string): void
}

const host = '127.0.0.1'

/** A port that can be had now: the wanted one, or any. Null where the wanted one is taken. */
async function freePort(wanted: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createNetServer()
    probe.once('error', () => {
      resolve(null)
    })
    probe.listen(wanted, host, () => {
      const address = probe.address()
      probe.close(() => {
        resolve(typeof address === 'object' && address ? address.port : null)
      })
    })
  })
}

/** The port asked for (a StartFault where it is taken), else the earlier one, else any free one. */
async function portFor(asked: number, earlier: number | undefined): Promise<number> {
  if (asked !== 0) {
    if ((await freePort(asked)) === null)
      throw new StartFault(`Port ${String(asked)} is taken: the sandbox cannot use it.`)
    return asked
  }
  const port = (earlier === undefined ? null : await freePort(earlier)) ?? (await freePort(0))
  if (port === null) throw new StartFault('No free port on 127.0.0.1 for the sandbox.')
  return port
}

const portOf = (endpoint: string | undefined): number | undefined =>
  endpoint === undefined ? undefined : Number(endpoint.slice(endpoint.lastIndexOf(':') + 1))

/** The stock server, but files in transit lie in the sandbox's own folder and never stay behind elsewhere. */
class SandboxPuppetServer extends PuppetServer {
  constructor(options: { endpoint: string; token: string; puppet: SandboxPuppet; transit: string }) {
    super({
      endpoint: options.endpoint,
      token: options.token,
      puppet: options.puppet,
      tls: { disable: true },
    })
    rmSync(options.transit, { recursive: true, force: true })
    this.urnRegistry = new UniformResourceNameRegistry({ storeDir: options.transit })
    this.urnRegistry.init()
  }
}

async function listen(door: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    door.once('error', reject)
    door.listen(port, host, resolve)
  })
}

/** Calls `end` when for `idleSeconds` nobody has been connected to the door nor to the puppet. */
function watchIdle(
  door: Server,
  puppet: SandboxPuppet,
  idleSeconds: number,
  end: (why: string) => void,
): NodeJS.Timeout {
  const looksPerStretch = 10
  let idleLooks = 0
  const look = (): void => {
    door.getConnections((_error, open) => {
      idleLooks = open > 0 || puppet.hasClient ? 0 : idleLooks + 1
      if (idleLooks >= looksPerStretch) end('nobody was connected')
    })
  }
  return setInterval(look, (idleSeconds * 1_000) / looksPerStretch)
}

/** Where this server is to be found: in the place of the folder's last one wherever that is free. */
async function placeFor(options: SandboxServerOptions): Promise<ServerFile> {
  const earlier = readServerFile(options.folder)
  const grpcPort = await portFor(options.grpcPort, portOf(earlier?.endpoint))
  return {
    pid: process.pid,
    endpoint: `${host}:${String(grpcPort)}`,
    token: earlier?.token ?? `insecure_${randomBytes(12).toString('hex')}`,
    controlPort: await portFor(options.controlPort, earlier?.controlPort),
    controlSecret: earlier?.controlSecret ?? randomBytes(24).toString('hex'),
  }
}

function makePuppet(
  { store, shelf, faults }: World,
  { replay, log, machine }: SandboxServerOptions,
): SandboxPuppet {
  const puppet = new SandboxPuppet({ store, shelf, faults, machine, replay })
  // Without a listener an error event of the puppet would end the process.
  puppet.on('error', (error) => {
    log.warn({ why: JSON.stringify(error).slice(0, 500) }, 'sandbox puppet error')
  })
  return puppet
}

interface World {
  store: WorldStore
  shelf: AttachmentShelf
  faults: SendFaults
}

interface Parts {
  door: Server
  grpc: PuppetServer
  store: WorldStore
}

async function closeAll({ door, grpc, store }: Parts, log: Log): Promise<void> {
  door.close()
  door.closeAllConnections()
  try {
    await grpc.stop()
  } catch (error) {
    log.warn({ why: reasonOf(error) }, 'sandbox gRPC stop failed')
  }
  store.close()
}

function keepPlace(folder: string, place: ServerFile): void {
  try {
    writeServerFile(folder, place)
  } catch (error) {
    throw new StartFault(diskSentence(error, join(folder, 'server.json')), { cause: error })
  }
}

/**
 * Runs the sandbox chat of a folder: the puppet behind Wechaty's own gRPC server, and the control door.
 * Refuses with a StartFault when the folder cannot be written or a port that was asked for is taken.
 */
export async function runSandboxServer(options: SandboxServerOptions): Promise<RunningSandboxServer> {
  const { folder, log, machine } = options
  wechatyLog.level('silent')
  const store = new WorldStore({ folder, machine, log })
  const world: World = {
    store,
    shelf: makeAttachmentShelf(join(folder, 'attachments')),
    faults: makeSendFaults(),
  }
  const puppet = makePuppet(world, options)
  const place = await placeFor(options)
  const { endpoint, token, controlPort, controlSecret: secret } = place
  const grpc = new SandboxPuppetServer({ endpoint, token, puppet, transit: join(folder, 'transit') })

  let ending = false
  const stop = (why: string): void => {
    if (ending) return
    ending = true
    clearInterval(idle)
    void closeAll({ door, grpc, store }, log).then(() => {
      options.ended(why)
    })
  }
  const calls = makeDoorCalls({ ...world, hasClient: () => puppet.hasClient, stop })
  const door = makeControlDoor({ secret, calls, follow: (write) => followWorld(store, write), log })
  const idle = watchIdle(door, puppet, options.idleSeconds, stop)

  await puppet.start()
  await grpc.start()
  await listen(door, controlPort)
  keepPlace(folder, place)
  return { place, stop }
}
