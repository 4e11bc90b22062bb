import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { connectDatabase } from '../../src/db/connect.ts'
import type { EmbeddedDatabase } from '../../src/db/embedded.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { makeStores } from '../../src/db/stores.ts'
import { makeUnitOfWork } from '../../src/db/unit-of-work.ts'
import { silentLog } from '../../src/kernel/log.ts'
import type { TestProcess } from '../support/child.ts'
import { startProcess } from '../support/child.ts'
import { testSealing } from '../support/test-sealing.ts'

const script = new URL('../support/database-process.ts', import.meta.url)
const soon = { timeout: 15_000, interval: 20 } as const

describe('the embedded database of one folder', { timeout: 60_000 }, () => {
  let folder: string
  const running: (EmbeddedDatabase | TestProcess)[] = []

  const start = async (): Promise<EmbeddedDatabase> => {
    const embedded = await startEmbedded({ folder, log: silentLog })
    running.push(embedded)
    return embedded
  }
  const startOther = (task: string): TestProcess => {
    const other = startProcess(script, [folder, task])
    running.push(other)
    return other
  }
  const serverPid = async (): Promise<number> =>
    Number.parseInt(await readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8'), 10)
  const gone = (pid: number): boolean => {
    try {
      process.kill(pid, 0)
      return false
    } catch {
      return true
    }
  }

  beforeAll(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'linli-embedded-')), 'db')
  })
  afterEach(async () => {
    for (const one of running.splice(0)) {
      if ('stop' in one) await one.stop()
      else if (one.child.exitCode === null && one.child.signalCode === null) await one.end('SIGKILL')
    }
  })
  afterAll(() => rm(join(folder, '..'), { recursive: true, force: true }))

  it('is made once by two first starts at once, and shared', async () => {
    const other = startOther('stay')
    const mine = await start()
    const theirs = await other.line((line) => 'owner' in line)
    expect([mine.owner, theirs['owner']].sort()).toEqual([false, true])
    expect(theirs['connection']).toEqual(mine.connection)
  })

  it('opens no port and is for nobody but us', async () => {
    const embedded = await start()
    const dataSource = await connectDatabase({
      connection: embedded.connection,
      log: silentLog,
      sealing: testSealing,
    })
    const [open] = await dataSource.query<object[]>(
      `SELECT current_setting('listen_addresses') AS addresses, current_setting('fsync') AS fsync,
         current_setting('synchronous_commit') AS commit, current_setting('data_directory_mode') AS mode`,
    )
    expect(open).toEqual({ addresses: '', fsync: 'on', commit: 'on', mode: '0700' })
    await dataSource.destroy()
  })

  it('keeps every row that was committed when its process is killed, and leaves no server behind', async () => {
    const writer = startOther('write')
    await writer.line((line) => Number(line['kept']) >= 100)
    const server = await serverPid()
    await writer.end('SIGKILL')
    await vi.waitUntil(() => gone(server), soon)
    const kept = Number(writer.lines.at(-1)?.['kept'])
    const embedded = await start()
    expect(embedded.owner).toBe(true)
    const dataSource = await connectDatabase({
      connection: embedded.connection,
      log: silentLog,
      sealing: testSealing,
    })
    const [row] = await dataSource.query<{ count: number }[]>('SELECT count(*)::int AS count FROM messages')
    expect(row?.count).toBeGreaterThanOrEqual(kept)
    expect(await makeStores(dataSource.manager).messages.byPlatformId(`row-${String(kept)}`)).not.toBeNull()
    await dataSource.destroy()
  })

  it('comes back with every row after the server itself was killed, and the pool with it', async () => {
    const embedded = await start()
    const dataSource = await connectDatabase({
      connection: embedded.connection,
      log: silentLog,
      sealing: testSealing,
    })
    const stores = makeStores(dataSource.manager)
    expect(await stores.cases.nextNumber('K', '20261123')).toBe('K20261123-0001')
    const killed = await serverPid()
    process.kill(killed, 'SIGKILL')
    await vi.waitUntil(async () => (await serverPid().catch(() => killed)) !== killed, soon)
    const next = await vi.waitUntil(() => stores.cases.nextNumber('K', '20261124').catch(() => null), soon)
    expect(next).toBe('K20261124-0001')
    expect(await stores.cases.nextNumber('K', '20261123')).toBe('K20261123-0002')
    expect(embedded.owner).toBe(true)
    await dataSource.destroy()
  })

  it('is taken over by who shares it when its owner is killed; calls meanwhile are told of an outage', async () => {
    const owner = startOther('stay')
    await owner.line((line) => line['owner'] === true)
    const mine = await start()
    expect(mine.owner).toBe(false)
    const dataSource = await connectDatabase({ connection: mine.connection, log: silentLog, poolSize: 3 })
    const unitOfWork = makeUnitOfWork(dataSource)
    const inside = unitOfWork.run(async (stores) => {
      await stores.cases.nextNumber('T', '20261123')
      await owner.end('SIGKILL')
      await vi.waitUntil(() => mine.owner, soon)
      await stores.cases.nextNumber('T', '20261123')
    })
    await expect(inside).rejects.toMatchObject({ name: 'Outage', part: 'db' })
    expect(await unitOfWork.run((stores) => stores.cases.nextNumber('T', '20261123'))).toBe('T20261123-0001')
    await dataSource.destroy()
  })

  it('goes on under another process when its owner stops in order', async () => {
    const mine = await start()
    const other = startOther('stay')
    await other.line((line) => line['owner'] === false)
    await mine.stop()
    await other.line((line) => line['owner'] === true)
    await other.end('SIGTERM')
    expect(other.child.exitCode).toBe(0)
  })

  it('starts although the process id in a dead server’s lock now belongs to somebody else', async () => {
    const embedded = await start()
    const lock = join(folder, 'cluster', 'postmaster.pid')
    const lines = (await readFile(lock, 'utf8')).split('\n')
    await embedded.stop()
    const stranger = startProcess(new URL('../support/idle.ts', import.meta.url), [])
    running.push(stranger)
    await writeFile(lock, [String(stranger.child.pid), ...lines.slice(1)].join('\n'), { mode: 0o600 })
    expect((await start()).owner).toBe(true)
  })
})
