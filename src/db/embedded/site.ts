import { createHash, randomBytes } from 'node:crypto'
import { lstat, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { StartFault } from '../../kernel/errors.ts'
import { folderFault } from './faults.ts'

/** How the server is reached: by a socket in a private folder, or (Windows) by a loopback port with a password. */
export type Listening =
  | { by: 'socket'; folder: string; port: number }
  | { by: 'port'; port: number; password: string; passwordFile: string }

/** The files of one embedded database. */
export interface Site {
  /** The database's own folder, without symbolic links. */
  folder: string
  /** PostgreSQL's data directory. */
  cluster: string
  logFile: string
  spareLibraries: string
  listening: Listening
}

/** Only a name inside the socket's folder; no port is open. */
const socketPort = 5432
/** Systems allow 103 to 107 bytes for a socket's path. */
const longestSocketPath = 100

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null)

const socketPath = (folder: string): string => join(folder, `.s.PGSQL.${String(socketPort)}.lock`)

/**
 * A short private folder for the socket where the data folder's own path is too long. The same data folder always
 * gets the same one, so that connections find the server again after somebody else has started it.
 */
async function shortFolder(folder: string): Promise<string> {
  const place = join(tmpdir(), `linli-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`)
  await mkdir(place, { mode: 0o700 }).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error
  })
  const seen = await lstat(place)
  const ours = [process.getuid?.(), (await lstat(folder)).uid]
  if (!seen.isDirectory() || !ours.includes(seen.uid) || (seen.mode & 0o077) !== 0) {
    throw new StartFault(`The folder ${place} for the database's socket belongs to somebody else; remove it.`)
  }
  await writeFile(join(folder, 'socket-folder'), `${place}\n`)
  return place
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        resolve(address !== null && typeof address === 'object' ? address.port : 0)
      })
    })
  })

/** What was written once stays: the first writer wins, everybody reads the same. */
async function onceWritten(path: string, make: () => Promise<string>): Promise<string> {
  try {
    await writeFile(path, await make(), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
  return (await readFile(path, 'utf8')).trim()
}

async function loopback(folder: string): Promise<Listening> {
  const passwordFile = join(folder, 'password')
  const password = await onceWritten(passwordFile, async () => {
    await Promise.resolve()
    return randomBytes(24).toString('base64url')
  })
  const port = await onceWritten(join(folder, 'port'), async () => String(await freePort()))
  return { by: 'port', port: Number(port), password, passwordFile }
}

/** What was written before the server's user was known. */
export const ownFiles = (site: Site): readonly string[] => [
  join(site.folder, 'README'),
  ...(site.listening.by === 'socket'
    ? [
        site.listening.folder,
        ...(site.listening.folder === site.folder ? [] : [join(site.folder, 'socket-folder')]),
      ]
    : [join(site.folder, 'port'), site.listening.passwordFile]),
]

/** Node's own recursive mkdir never ends where a folder says that it is not there while it is (/proc). */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 })
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && (await stat(path)).isDirectory()) return
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error
    await makeFolder(dirname(path))
    await mkdir(path, { mode: 0o700 }).catch((again: unknown) => {
      // Another start was faster.
      if (codeOf(again) !== 'EEXIST') throw again
    })
  }
}

/** Makes the folder (mode 0700) where it is absent and says where everything lies in it. */
export async function prepareSite(wanted: string, by: Listening['by']): Promise<Site> {
  try {
    await makeFolder(resolve(wanted))
    const folder = await realpath(wanted)
    // A folder that nobody may write shows here, with a plain sentence, and not in the middle of initdb.
    await writeFile(
      join(folder, 'README'),
      'The embedded database. Made and read by the program; do not edit.\n',
    )
    const inside = Buffer.byteLength(socketPath(folder)) <= longestSocketPath
    const listening: Listening =
      by === 'port'
        ? await loopback(folder)
        : { by, folder: inside ? folder : await shortFolder(folder), port: socketPort }
    return {
      folder,
      cluster: join(folder, 'cluster'),
      logFile: join(folder, 'postgres.log'),
      spareLibraries: join(folder, 'lib'),
      listening,
    }
  } catch (error) {
    throw error instanceof StartFault ? error : folderFault(wanted, error)
  }
}
