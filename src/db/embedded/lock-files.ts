import { link, readFile, readlink, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '../../kernel/ids.ts'
import type { Site } from './site.ts'

/** Whether a process of that id lives; one of another user counts. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** The first line of a lock file of PostgreSQL's: who holds it. Null where there is none. */
async function holder(path: string): Promise<number | null> {
  try {
    const pid = Number.parseInt(await readFile(path, 'utf8'), 10)
    return Number.isNaN(pid) ? null : Math.abs(pid)
  } catch {
    return null
  }
}

/** The process id in postmaster.pid, and whether the server says there that it takes connections. */
export async function postmaster(site: Site): Promise<{ pid: number; ready: boolean } | null> {
  const path = join(site.cluster, 'postmaster.pid')
  const pid = await holder(path)
  if (pid === null) return null
  const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n')
  return { pid, ready: (lines[7] ?? '').trim() === 'ready' }
}

/** True only where it is certain that the process is no PostgreSQL on this data directory. Linux can tell. */
async function isStranger(pid: number, cluster: string): Promise<boolean> {
  if (process.platform !== 'linux') return false
  try {
    if ((await readFile(`/proc/${String(pid)}/comm`, 'utf8')).trim() !== 'postgres') return true
    return (await readlink(`/proc/${String(pid)}/cwd`)) !== cluster
  } catch {
    return false
  }
}

/**
 * PostgreSQL removes the lock file of a dead server by itself, except where the dead one's process id belongs to
 * somebody else by now, as it often does in a container that was started again. Such a file is taken away here.
 * It is moved before it is looked at again, so that a server that starts in between keeps its own.
 */
export async function clearForeignLocks(site: Site): Promise<void> {
  const paths = [join(site.cluster, 'postmaster.pid')]
  const { listening } = site
  if (listening.by === 'socket') {
    paths.push(join(listening.folder, `.s.PGSQL.${String(listening.port)}.lock`))
  }
  for (const path of paths) {
    const pid = await holder(path)
    if (pid === null || !(await isStranger(pid, site.cluster))) continue
    const aside = `${path}.${newId()}`
    await rename(path, aside).catch(() => undefined)
    if ((await holder(aside)) !== pid) await link(aside, path).catch(() => undefined)
    await rm(aside, { force: true })
  }
}
