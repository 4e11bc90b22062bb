import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { reasonOf, StartFault } from '../kernel/errors.ts'
import type { Log } from '../kernel/log.ts'
import { findBinaries } from './embedded/binaries.ts'
import { ensureCluster } from './embedded/cluster.ts'
import { chooseIdentity, giveTo } from './embedded/identity.ts'
import type { Launch } from './embedded/launch.ts'
import { launch } from './embedded/launch.ts'
import { isAlive, postmaster } from './embedded/lock-files.ts'
import type { Reached } from './embedded/probe.ts'
import { connectionTo, databaseName, ensureDatabase, makeClient, probe } from './embedded/probe.ts'
import type { Site } from './embedded/site.ts'
import { ownFiles, prepareSite } from './embedded/site.ts'

export interface EmbeddedOptions {
  /** The database's own folder; made where absent. Everything of the database lies in it. */
  folder: string
  log: Log
  /** Server settings over the defaults. */
  settings?: Readonly<Record<string, string>>
  /** Default: a Unix socket, except on Windows. */
  listenBy?: 'socket' | 'port'
  /** False: as root never by a user namespace, as where the system refuses one. */
  mayUnshare?: boolean
}

export interface EmbeddedDatabase {
  /** Stays the same for this folder, whoever starts the server. */
  readonly connection: Reached
  /** Whether this process's server is the one that runs; another process's is shared. */
  readonly owner: boolean
  /** Ends the server where this process started it; its sharers then start it anew. */
  stop(): Promise<void>
}

/** How long a server may take to recover from a crash, or another one to make way. */
const patienceMilliseconds = 120_000
/** After this a fast shutdown becomes an immediate one; the next start then recovers from the log. */
const stopMilliseconds = 30_000
const longestPauseMilliseconds = 10_000

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Makes sure that a server runs. The process id of the one that is ours to end; null where it is another process's. */
async function raise(plan: Launch, mine: number | null): Promise<number | null> {
  const { site } = plan
  const until = performance.now() + patienceMilliseconds
  await ensureCluster(site, plan.binaries, plan.identity)
  while (performance.now() < until) {
    const seen = await probe(site)
    if (seen === 'ready') return await claimRunning(site, mine)
    if (seen === 'absent') {
      const pid = await launch(plan)
      if (pid !== null) {
        const note = join(site.folder, 'owner.pid')
        await writeFile(note, String(process.pid))
        await giveTo(plan.identity, note)
        return pid
      }
    }
    await pause(25)
  }
  throw new StartFault(`The embedded database in ${site.folder} is busy and did not answer in time.`)
}

/** Ours stays ours when it has only dropped its connections; one whose starter was killed becomes ours. */
async function claimRunning(site: Site, mine: number | null): Promise<number | null> {
  const server = await postmaster(site)
  if (server === null) return null
  const starter = Number(await readFile(join(site.folder, 'owner.pid'), 'utf8').catch(() => 'NaN'))
  const orphaned = !Number.isNaN(starter) && !isAlive(starter)
  return server.pid === mine || orphaned ? server.pid : null
}

async function end(pid: number): Promise<void> {
  const signal = (name: NodeJS.Signals): void => {
    if (isAlive(pid)) process.kill(pid, name)
  }
  signal('SIGINT')
  const until = performance.now() + stopMilliseconds
  while (isAlive(pid)) {
    if (performance.now() > until) signal('SIGQUIT')
    await pause(10)
  }
}

async function makePlan(options: EmbeddedOptions): Promise<Launch> {
  const site = await prepareSite(
    options.folder,
    options.listenBy ?? (process.platform === 'win32' ? 'port' : 'socket'),
  )
  const binaries = await findBinaries(site.spareLibraries)
  const identity = await chooseIdentity(site.folder, options.mayUnshare)
  for (const path of ownFiles(site)) await giveTo(identity, path)
  return { site, binaries, identity, settings: options.settings ?? {} }
}

/**
 * Starts the embedded PostgreSQL on a folder, or joins the server that another process runs there. It resolves when
 * connections are taken and the product's database is there. When the server ends without our wish (its owner
 * stopped or was killed, it crashed), every process that uses it tries to start it again; one succeeds, and the
 * connection stays the same. Whatever keeps it from starting is a StartFault with one sentence.
 * Call it on the main thread: the server ends with the thread that started it.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { log } = options
  const plan = await makePlan(options)
  let stopping = false
  let ours: number | null = null
  let watch: pg.Client | null = null
  let reviving: Promise<void> | null = null

  /** An idle connection that breaks the moment the server goes. */
  const keepWatch = async (): Promise<void> => {
    const client = makeClient(connectionTo(plan.site, 'postgres'))
    await client.connect()
    watch = client
    client.once('end', () => {
      if (!stopping) reviving ??= revive()
    })
  }
  const revive = async (): Promise<void> => {
    log.warn({ owner: ours !== null }, 'the embedded database is gone, starting it again')
    for (let wait = 100; !stopping; wait = Math.min(wait * 2, longestPauseMilliseconds)) {
      try {
        ours = await raise(plan, ours)
        await keepWatch()
        log.info({ owner: ours !== null }, 'the embedded database is back')
        break
      } catch (error) {
        log.error({ reason: reasonOf(error) }, 'the embedded database could not be started again')
        await pause(wait)
      }
    }
    reviving = null
  }

  ours = await raise(plan, null)
  await ensureDatabase(plan.site)
  await keepWatch()
  return {
    connection: connectionTo(plan.site, databaseName),
    get owner() {
      return ours !== null
    },
    async stop() {
      stopping = true
      await reviving
      await watch?.end().catch(() => undefined)
      if (ours !== null) await end(ours)
    },
  }
}
