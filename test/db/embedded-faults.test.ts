import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectDatabase } from '../../src/db/connect.ts'
import { findBinaries, linkLibraries } from '../../src/db/embedded/binaries.ts'
import type { EmbeddedOptions } from '../../src/db/embedded.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { StartFault } from '../../src/kernel/errors.ts'
import { silentLog } from '../../src/kernel/log.ts'

const script = fileURLToPath(new URL('../support/database-process.ts', import.meta.url))

let place: string
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'linli-faults-'))
})
afterEach(() => rm(place, { recursive: true, force: true }))

const start = (wanted: Partial<EmbeddedOptions> = {}): ReturnType<typeof startEmbedded> =>
  startEmbedded({ folder: join(place, 'db'), log: silentLog, ...wanted })

async function faultOf(starting: Promise<unknown>): Promise<string> {
  const error: unknown = await starting.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(StartFault)
  const { message } = error as StartFault
  expect(message.split('\n')).toHaveLength(1)
  return message
}

/** One line of the test process, run under another command: a mount, another user. */
function heardFrom(command: readonly string[], folder: string): string {
  const [program, ...args] = ['env', ...command, process.execPath, script, folder, 'leave']
  const end = spawnSync(program, args, { encoding: 'utf8' })
  return end.stdout
}

// Making a data folder takes half a second alone, and many on a machine that does much else.
const patient = { timeout: 60_000 }

describe('the embedded database says in one sentence why it does not start', patient, () => {
  it('on a data folder of another major version', async () => {
    await mkdir(join(place, 'db', 'cluster'), { recursive: true })
    await writeFile(join(place, 'db', 'cluster', 'PG_VERSION'), '15\n')
    expect(await faultOf(start())).toMatch(/made by PostgreSQL 15, but this program brings PostgreSQL 18/u)
    expect(await readdir(join(place, 'db', 'cluster'))).toEqual(['PG_VERSION'])
  })

  it('where something else lies in the database’s place', async () => {
    await mkdir(join(place, 'db', 'cluster', 'letters'), { recursive: true })
    expect(await faultOf(start())).toContain('something that is no database')
    expect(await readdir(join(place, 'db', 'cluster'))).toEqual(['letters'])
    expect((await readdir(join(place, 'db'))).filter((name) => name.startsWith('cluster.new'))).toEqual([])
  })

  it('where a file stands in the way', async () => {
    await writeFile(join(place, 'file'), '')
    expect(await faultOf(start({ folder: join(place, 'file') }))).toContain('a file of that name')
    expect(await faultOf(start({ folder: join(place, 'file', 'db') }))).toContain(
      'a part of its path is a file',
    )
  })

  it('on a platform without a package', async () => {
    expect(await faultOf(findBinaries(join(place, 'lib'), 'sunos', 'sparc'))).toMatch(
      /sunos on sparc .* DATABASE_URL/u,
    )
  })

  it.skipIf(process.platform !== 'linux')('where nothing may be written', async () => {
    expect(await faultOf(start({ folder: '/sys/linli-test' }))).toMatch(/No permission|read-only/u)
    expect(await faultOf(start({ folder: '/proc/linli-test' }))).toContain('takes no new one')
  })

  // A small disk of the test's own; needs the right to mount in a namespace, which some systems keep back.
  const disk = ['unshare', '--user', '--map-root-user', '--mount', '--', 'sh', '-c']
  const mount = (size: string): readonly string[] => [
    ...disk,
    `mount -t tmpfs -o size=${size} tmpfs "${place}" && exec "$@"`,
    'sh',
  ]
  const mayMount = (): boolean =>
    spawnSync('unshare', [...disk.slice(1), 'mount -t tmpfs tmpfs /mnt']).status === 0

  it.skipIf(!mayMount())('on a full disk', () => {
    const said = heardFrom(mount('6m'), join(place, 'db'))
    expect(JSON.parse(said)).toEqual({
      fault: `The disk that holds the data folder ${join(place, 'db')} is full.`,
    })
  })

  it('where another server answers in its place, and to whoever has no password', async () => {
    const embedded = await start({ listenBy: 'port' })
    try {
      expect(embedded.connection.host).toBe('127.0.0.1')
      const wrong = { ...embedded.connection, password: 'guessed' }
      const refused = connectDatabase({ connection: wrong, log: silentLog })
      expect(await faultOf(refused)).toContain('refuses the user or password')
      const right = await connectDatabase({ connection: embedded.connection, log: silentLog })
      expect(await right.query('SELECT 1 AS one')).toEqual([{ one: 1 }])
      await right.destroy()
      await mkdir(join(place, 'other'))
      const { port } = embedded.connection
      await writeFile(join(place, 'other', 'port'), String(port))
      expect(await faultOf(start({ folder: join(place, 'other'), listenBy: 'port' }))).toContain(
        'Another database',
      )
    } finally {
      await embedded.stop()
    }
  })
})

describe('the embedded database starts all the same', patient, () => {
  // As root also under another user id, as where the system refuses user namespaces, and from then on for ever.
  it('where its folder’s path is too long for a socket, and finds the same socket again', async () => {
    const folder = join(place, 'x'.repeat(120), '目录')
    const embedded = await start({ folder, mayUnshare: false })
    const { host } = embedded.connection
    expect(Buffer.byteLength(host)).toBeLessThan(60)
    expect(await readFile(join(folder, 'socket-folder'), 'utf8')).toBe(`${host}\n`)
    const sharer = await start({ folder })
    expect([sharer.connection, sharer.owner]).toEqual([embedded.connection, false])
    await sharer.stop()
    await embedded.stop()
    const again = await start({ folder })
    expect([again.connection, again.owner]).toEqual([embedded.connection, true])
    await again.stop()
    if (process.getuid?.() === 0) expect((await stat(folder)).uid).not.toBe(0)
    await rm(host, { recursive: true })
  })

  it('where node_modules may not be written: the libraries’ short names lie in the data folder', async () => {
    await mkdir(join(place, 'package', 'native'), { recursive: true })
    const names = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]
    await writeFile(join(place, 'package', 'native', 'pg-symlinks.json'), JSON.stringify(names))
    const env = await linkLibraries(join(place, 'package'), join(place, 'spare'))
    expect(env['LD_LIBRARY_PATH']?.split(':')).toEqual([
      join(place, 'spare'),
      join(place, 'package/native/lib'),
    ])
    expect(await readdir(join(place, 'spare'))).toEqual(['libpq.so.5'])
  })
})
