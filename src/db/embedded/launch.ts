import { spawn } from 'node:child_process'
import { open, rename, stat } from 'node:fs/promises'
import { reasonOf } from '../../kernel/errors.ts'
import type { Binaries } from './binaries.ts'
import { serverFault } from './faults.ts'
import type { Identity } from './identity.ts'
import { giveTo, underIdentity } from './identity.ts'
import { clearForeignLocks, postmaster } from './lock-files.ts'
import { probe } from './probe.ts'
import { programEnv } from './program.ts'
import type { Site } from './site.ts'

/** For a small machine; durable. A row's words never reach the log: terse, and no statements. */
const defaults: Readonly<Record<string, string>> = {
  shared_buffers: '64MB',
  max_connections: '50',
  max_parallel_workers_per_gather: '0',
  io_method: 'sync',
  jit: 'off',
  fsync: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_checkpoints: 'off',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  unix_socket_permissions: '0700',
}

const largestLog = 10_000_000

function serverArguments(site: Site, settings: Readonly<Record<string, string>>): readonly string[] {
  const { listening } = site
  const reach =
    listening.by === 'socket'
      ? { unix_socket_directories: listening.folder, listen_addresses: '' }
      : { unix_socket_directories: '', listen_addresses: '127.0.0.1' }
  const all = { ...defaults, ...reach, port: String(listening.port), ...settings }
  return ['-D', site.cluster, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

export interface Launch {
  site: Site
  binaries: Binaries
  identity: Identity
  settings: Readonly<Record<string, string>>
}

/** The log is a file and no pipe: the server goes on when nobody reads, and keeps its last words. */
async function openLog(
  site: Site,
  identity: Identity,
): Promise<{ file: Awaited<ReturnType<typeof open>>; from: number }> {
  const before = await stat(site.logFile).catch(() => null)
  if (before !== null && before.size > largestLog) await rename(site.logFile, `${site.logFile}.1`)
  const file = await open(site.logFile, 'a+', 0o600)
  await giveTo(identity, site.logFile)
  return { file, from: (await file.stat()).size }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Starts a server; its process id. Null where another process's server holds the folder; a StartFault where it cannot start. */
export async function launch({ site, binaries, identity, settings }: Launch): Promise<number | null> {
  await clearForeignLocks(site)
  const { file, from } = await openLog(site, identity)
  try {
    const { command, as } = underIdentity(identity, binaries.postgres, serverArguments(site, settings))
    const [program, ...args] = command
    const child = spawn(program, args, {
      env: programEnv(binaries.env),
      stdio: ['ignore', file.fd, file.fd],
      // A session of its own: Ctrl-C is for us first; we end the server when our own work is done.
      detached: true,
      windowsHide: true,
      ...as,
    })
    const end: { over: boolean; failure: string | null } = { over: false, failure: null }
    child.on('error', (error) => {
      end.failure = reasonOf(error)
    })
    child.on('exit', () => {
      end.over = true
    })
    for (;;) {
      const held = await postmaster(site)
      if (held?.ready === true && held.pid === child.pid && (await probe(site)) === 'ready') return held.pid
      if (end.over || end.failure !== null) break
      await pause(8)
    }
    const said = end.failure ?? (await wordsSince(file, from))
    if (/lock file .* already exists|is still in use/u.test(said)) return null
    throw await serverFault(site.folder, said)
  } finally {
    await file.close()
  }
}

async function wordsSince(file: Awaited<ReturnType<typeof open>>, from: number): Promise<string> {
  const { size } = await file.stat()
  const words = Buffer.alloc(Math.min(size - from, 65_536))
  await file.read(words, 0, words.length, Math.max(from, size - words.length))
  return words.toString('utf8')
}
