import type { Log } from '../kernel/log.ts'
import { findBinaries } from './embedded/binaries.ts'
import { chooseIdentity, giveTo } from './embedded/identity.ts'
import { Keeper } from './embedded/keeper.ts'
import type { Launch } from './embedded/launch.ts'
import type { Reached } from './embedded/probe.ts'
import { connectionTo, databaseName } from './embedded/probe.ts'
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
  const plan = await makePlan(options)
  const keeper = new Keeper(plan, options.log)
  await keeper.start()
  return {
    connection: connectionTo(plan.site, databaseName),
    get owner() {
      return keeper.owner
    },
    stop: () => keeper.stop(),
  }
}
