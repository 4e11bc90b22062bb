import { chown, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { runProgram } from './program.ts'

/** PostgreSQL refuses to run as root, so a root process lends its server another face. */
export interface Identity {
  /** Set where the server runs under another user id, which then owns the folder. */
  uid: number | null
  gid: number | null
  /** What stands before the program: a user namespace, another user id, the wish to die with us. */
  prefix: readonly string[]
  /** Spawn under uid and gid, where no program does it for us. */
  bySpawn: boolean
}

const nobody = 65_534
const dieWithUs = ['--pdeathsig', 'INT'] as const
const namespace = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'] as const

const works = async (command: readonly [string, ...string[]]): Promise<boolean> =>
  (await runProgram([...command, 'true'])).code === 0

async function chownAll(path: string, uid: number, gid: number): Promise<void> {
  await chown(path, uid, gid)
  for (const entry of await readdir(path, { withFileTypes: true, recursive: true })) {
    if (!entry.isSymbolicLink()) await chown(join(entry.parentPath, entry.name), uid, gid)
  }
}

/** The prefix that changes to another user id; with the right to pass closed folders above ours, if we can lend it. */
async function otherUser(uid: number, gid: number): Promise<Identity> {
  const change = ['--reuid', String(uid), '--regid', String(gid), '--clear-groups'] as const
  const pass = ['--inh-caps', '+dac_override', '--ambient-caps', '+dac_override'] as const
  for (const caps of [pass, []]) {
    if (await works(['setpriv', ...change, ...caps, ...dieWithUs])) {
      return { uid, gid, prefix: ['setpriv', ...change, ...caps, ...dieWithUs], bySpawn: false }
    }
  }
  return { uid, gid, prefix: [], bySpawn: true }
}

/** Gives a fresh file or folder to the server's user. */
export async function giveTo(identity: Identity, path: string): Promise<void> {
  if (identity.uid !== null && identity.gid !== null) await chown(path, identity.uid, identity.gid)
}

/** How a program of the server's is spawned under this identity. */
export function underIdentity(
  identity: Identity,
  program: string,
  args: readonly string[],
): { command: [string, ...string[]]; as: { uid: number; gid: number } | null } {
  const [first, ...more] = [...identity.prefix, program]
  const { uid, gid } = identity
  const as = identity.bySpawn && uid !== null && gid !== null ? { uid, gid } : null
  return { command: [first, ...more, ...args], as }
}

/**
 * Under whom the server runs. As an ordinary user: ourselves. As root: the folder's owner where that is not root;
 * else root seen as user 1000 through a user namespace; where that is refused, `nobody`, who is given the folder.
 * `setpriv` makes the server stop when this process dies, however it dies; without it (macOS, Windows) a killed
 * process leaves its server behind, which the next start then takes over.
 */
export async function chooseIdentity(folder: string, mayUnshare = true): Promise<Identity> {
  const dies = (await works(['setpriv', ...dieWithUs])) ? ['setpriv', ...dieWithUs] : []
  if (process.getuid?.() !== 0) return { uid: null, gid: null, prefix: dies, bySpawn: false }
  const owner = await stat(folder)
  if (owner.uid !== 0) return await otherUser(owner.uid, owner.gid)
  if (mayUnshare && (await works(namespace))) {
    return { uid: null, gid: null, prefix: [...namespace, ...dies], bySpawn: false }
  }
  await chownAll(folder, nobody, nobody)
  return await otherUser(nobody, nobody)
}
