import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { StartFault } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import type { Binaries } from './binaries.ts'
import { folderFault, serverFault } from './faults.ts'
import { isAlive } from './lock-files.ts'
import type { Identity } from './identity.ts'
import { giveTo, underIdentity } from './identity.ts'
import { runProgram } from './program.ts'
import type { Site } from './site.ts'

export const superuser = 'linli'
const freshPrefix = 'cluster.new-'
const underWay = new Set<string>()

async function versionOf(cluster: string): Promise<string | null> {
  try {
    return (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim()
  } catch {
    return null
  }
}

/** mac names its UTF-8 locale otherwise; Windows has none that PostgreSQL takes for the character types. */
const characterTypes: Readonly<Record<string, string>> = { linux: 'C.UTF-8', darwin: 'en_US.UTF-8' }

function initArguments(site: Site, fresh: string): readonly string[] {
  const ctype = characterTypes[process.platform]
  return [
    ...['-D', fresh, '-U', superuser, '--encoding=UTF8', '--no-instructions'],
    // The built-in order of UTF-8 does not change with the system's libraries, so no index ever goes stale.
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
    // One call for the whole disk, where Linux offers it, instead of one per file.
    ...(process.platform === 'linux' ? ['--sync-method=syncfs'] : []),
    ...(ctype === undefined ? [] : [`--lc-ctype=${ctype}`]),
    ...(site.listening.by === 'port'
      ? ['--auth=scram-sha-256', `--pwfile=${site.listening.passwordFile}`]
      : ['--auth-local=trust', '--auth-host=reject']),
  ]
}

/** Absent, or an empty folder: both may be replaced. */
async function isFree(cluster: string): Promise<boolean> {
  try {
    return (await readdir(cluster)).length === 0
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT'
  }
}

/** What a start that was killed in the middle of initdb has left. */
async function sweep(site: Site): Promise<void> {
  for (const name of await readdir(site.folder)) {
    if (!name.startsWith(freshPrefix)) continue
    const pid = Number.parseInt(name.slice(freshPrefix.length), 10)
    const leftOver = pid === process.pid ? !underWay.has(name) : !isAlive(pid)
    if (leftOver) await rm(join(site.folder, name), { recursive: true, force: true })
  }
}

/**
 * Makes the data directory where there is none. It is made beside its place and moved there in one step: a start
 * that is killed leaves no half-made database, and of two first starts at once one wins and the other uses its work.
 * A directory of another major version is refused with a StartFault.
 */
export async function ensureCluster(site: Site, binaries: Binaries, identity: Identity): Promise<void> {
  const version = await versionOf(site.cluster)
  if (version !== null) {
    if (version === String(binaries.major)) return
    throw new StartFault(
      `The data folder ${site.folder} was made by PostgreSQL ${version}, but this program brings PostgreSQL ${String(binaries.major)}: name another folder in LINLI_DATA, or start the program's version that made it.`,
    )
  }
  if (!(await isFree(site.cluster))) {
    // Looked at once more: another start may have moved its work in just now.
    if ((await versionOf(site.cluster)) !== null) return
    throw new StartFault(
      `In ${site.cluster} lies something that is no database: move it away, or name another folder.`,
    )
  }
  const name = `${freshPrefix}${String(process.pid)}-${newId()}`
  const fresh = join(site.folder, name)
  underWay.add(name)
  try {
    await sweep(site)
    await mkdir(fresh, { mode: 0o700 })
    await giveTo(identity, fresh)
    const { command, as } = underIdentity(identity, binaries.initdb, initArguments(site, fresh))
    const end = await runProgram(command, binaries.env, as)
    if (end.code !== 0) throw await serverFault(site.folder, end.said)
    await moveIn(fresh, site)
  } catch (error) {
    await rm(fresh, { recursive: true, force: true }).catch(() => undefined)
    throw error instanceof StartFault ? error : folderFault(site.folder, error)
  } finally {
    underWay.delete(name)
  }
}

async function moveIn(fresh: string, site: Site): Promise<void> {
  try {
    await rename(fresh, site.cluster)
  } catch (error) {
    // Another start was faster; its directory is as good.
    if ((await versionOf(site.cluster)) === null) throw error
    await rm(fresh, { recursive: true, force: true })
  }
}
