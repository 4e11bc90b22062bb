import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectSandbox } from '../../bots/sandbox/control.ts'
import { launchSandbox } from '../../bots/sandbox/launch.ts'
import { silentLog } from '../../src/kernel/log.ts'
import {
  connectTestBot,
  eventually,
  smallWorld,
  startTestSandbox,
  type TestBot,
  type TestSandbox,
} from '../support/sandbox.ts'

const at = new Date('2026-11-23T09:10:00+08:00')
const roomA = 'cuihu-a@chatroom'

let sandbox: TestSandbox

const speak = async (text: string): Promise<string> =>
  (await sandbox.control.say({ room: 'cuihu-a', as: 'liayi', text }, at)).id

/** Kills the server, and waits until the supervision has another. */
async function killServer(): Promise<void> {
  const was = sandbox.launched.pid()
  process.kill(was!, 'SIGKILL')
  await eventually('another server', () => {
    const pid = sandbox.launched.pid()
    return pid !== null && pid !== was
  })
}

beforeAll(async () => {
  sandbox = await startTestSandbox()
})

afterAll(async () => {
  await sandbox.stop()
})

describe('a server that is killed', () => {
  it('is there again in the same place, with the same ids, people, words, pictures and clock', async () => {
    const { control, folder, endpoint, token } = sandbox
    const words = await speak('楼道灯坏了')
    const { id: picture } = await control.say({ private: true, as: 'liayi', image: '现场' }, at)
    await control.change({ kind: 'nickname', room: 'cuihu-a', as: 'liayi', name: '3栋李姐' }, at)
    await control.setClock(at, false)
    const before = [await control.identities(), await control.rooms(), await control.messages('cuihu-a')]
    const bytes = await control.attachment(picture)

    await killServer()
    const after = [await control.identities(), await control.rooms(), await control.messages('cuihu-a')]
    expect(after).toEqual(before)
    expect(await control.attachment(picture)).toEqual(bytes)
    expect((await control.ping()).now).toEqual(at)
    expect(JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8'))).toMatchObject({ endpoint, token })
    expect((await speak('还没修')) > words).toBe(true)
  })

  it('leaves an outage behind until it is back, and ends whoever follows', async () => {
    const begun: string[] = []
    const following = sandbox.control.follow(({ id }) => begun.push(id), new AbortController().signal)
    const ended = expect(following).rejects.toMatchObject({ name: 'Outage', part: 'chat' })
    await eventually('the stream to begin', async () => {
      await speak('有人吗')
      return begun.length > 0
    })
    const killing = killServer()
    await ended
    await expect(sandbox.control.rooms()).rejects.toMatchObject({ name: 'Outage', part: 'chat' })
    await killing
    expect((await sandbox.control.rooms()).length).toBeGreaterThan(0)
  })
})

describe('a client that comes back', () => {
  const clients: TestBot[] = []
  const connect = async (prepare?: Parameters<typeof connectTestBot>[1]): Promise<TestBot> => {
    const client = await connectTestBot(sandbox, prepare)
    clients.push(client)
    return client
  }
  const drop = async (client: TestBot): Promise<void> => {
    client.drop()
    await eventually('the server to notice', async () => !(await sandbox.control.ping()).client)
  }

  afterAll(() => {
    for (const client of clients) client.drop()
  })

  it('is told in order what was said while it was away, and the last minute once more', async () => {
    const first = await connect()
    const heard = await speak('听到了')
    await first.payload(heard)
    await drop(first)
    const missed = [await speak('错过一'), await speak('错过二')]

    const second = await connect()
    const now = await speak('新的')
    await second.payload(now)
    expect(second.heard.slice(second.heard.indexOf(heard))).toEqual([heard, ...missed, now])
    expect([...second.heard].sort()).toEqual(second.heard)
    await drop(second)
  })

  it('is told everything by a server that was killed meanwhile', async () => {
    const settled: string[] = []
    const first = await connect((bot) => {
      bot.on('message', ({ id }) => {
        settled.push(id)
      })
    })
    const heard = await speak('听到了')
    // Questions still under way when the server dies would make the line of this whole process rest for a while.
    await eventually('Wechaty to have asked all it wants', () => settled.includes(heard))
    await killServer()
    first.drop()
    const missed = await speak('错过了')
    const second = await connect()
    await second.payload(missed)
    expect(second.heard.slice(-2)).toEqual([heard, missed])
    await drop(second)
  })

  it('is told of invitations that still stand', async () => {
    await sandbox.control.change({ kind: 'leave', room: 'cuihu-b', as: 'bot' }, at)
    await sandbox.control.change({ kind: 'invite', room: 'cuihu-b', as: 'liayi' }, at)
    const topics: string[] = []
    const client = await connect((bot) => {
      bot.on('room-invite', (invitation) => {
        void invitation.topic().then((topic) => topics.push(topic))
      })
    })
    await eventually('the invitation', () => topics.includes('翠湖花园后区群'))
    await drop(client)
  })

  it('is logged in again although the one before logged out, and gets an answer to a ding', async () => {
    const first = await connect()
    await first.bot.logout()
    await drop(first)
    const second = await connect()
    const dongs: (string | undefined)[] = []
    second.bot.on('dong', (word) => {
      dongs.push(word)
    })
    second.bot.ding('还在吗')
    await eventually('the dong', () => dongs.includes('还在吗'))
    expect(second.bot.currentUser.id).toBe('wxbot')
    expect(await second.puppet.messageSendText(roomA, '又在了')).toBeTruthy()
  })
})

describe('a folder', () => {
  it('keeps its server when whoever launched it leaves, for the next to take', async () => {
    const pid = sandbox.launched.pid()
    await sandbox.launched.leave()
    const next = await launchSandbox({ folder: sandbox.folder, log: silentLog })
    expect(next.pid()).toBe(pid)
    expect(next.token).toBe(sandbox.token)
    await next.stop()
  })

  it('has one server, however many launch it at once', async () => {
    const { folder } = sandbox
    const launch = async () => launchSandbox({ folder, supervise: false, log: silentLog })
    const [one, other] = await Promise.all([launch(), launch()])
    expect(one.pid()).toBe(other.pid())
    await other.leave()
    await one.stop()
    await expect(sandbox.control.rooms()).rejects.toMatchObject({ name: 'Outage', part: 'chat' })
  })

  it('without any server answers every call with an outage', async () => {
    const control = connectSandbox({ folder: join(sandbox.folder, 'nothing-here') })
    await expect(control.rooms()).rejects.toMatchObject({ name: 'Outage', part: 'chat' })
  })

  it('that cannot be written is named in one sentence', async () => {
    const file = join(sandbox.folder, 'a-file')
    writeFileSync(file, '')
    await expect(launchSandbox({ folder: join(file, 'inside'), log: silentLog })).rejects.toMatchObject({
      name: 'StartFault',
      message: expect.stringMatching(/^The sandbox cannot write .*a-file.inside: ENOTDIR.*\.$/u) as string,
    })
  })
})

describe('the process', () => {
  const entry = join(import.meta.dirname, '../../bots/sandbox/server.ts')
  let folder: string

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'linli-sandbox-'))
  })
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  /** Runs the server by hand; `ready` is its line on standard output, `end` its exit code and what it complained of. */
  function run(command: string, args: string[]) {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let complaint = ''
    child.stderr.on('data', (part: Buffer) => {
      complaint += part.toString()
    })
    const ready = new Promise<unknown>((resolve) => {
      child.stdout.once('data', (line: Buffer) => {
        resolve(JSON.parse(line.toString()))
      })
    })
    const end = new Promise<{ code: number | null; complaint: string }>((resolve) => {
      child.once('close', (code) => {
        resolve({ code, complaint })
      })
    })
    return { child, ready, end }
  }

  it('says when it is ready, ends on SIGTERM, and ends by itself when nobody is connected', async () => {
    const { child, ready, end } = run(process.execPath, [entry, '--folder', folder])
    expect(await ready).toMatchObject({ ready: true, pid: child.pid })
    child.kill('SIGTERM')
    expect((await end).code).toBe(0)

    const lonely = run(process.execPath, [entry, '--folder', folder, '--idle-seconds', '0.2'])
    await lonely.ready
    expect(await lonely.end).toMatchObject({
      code: 0,
      complaint: expect.stringContaining('nobody was connected') as string,
    })
  })

  it('names a port that is taken', async () => {
    const holder = createServer()
    const port = await new Promise<number>((resolve) => {
      holder.listen(0, '127.0.0.1', () => {
        const address = holder.address()
        resolve(typeof address === 'object' ? (address?.port ?? 0) : 0)
      })
    })
    const { end } = run(process.execPath, [entry, '--folder', folder, '--control-port', String(port)])
    expect(await end).toMatchObject({
      code: 1,
      complaint: expect.stringMatching(/^Port \d+ is taken: the sandbox cannot use it\.$/mu) as string,
    })
    holder.close()
  })

  it.skipIf(process.platform === 'win32')('keeps its world whole when a disk takes no more', async () => {
    // A limit on the size of files stands in for the full disk: the write is cut short and then refused.
    const limited = 'ulimit -f 8; exec "$@"'
    const { child, ready } = run('sh', ['-c', limited, 'sh', process.execPath, entry, '--folder', folder])
    await ready
    const control = connectSandbox({ folder })
    await control.arrange(smallWorld)
    const saying = async (text: string) => control.say({ room: 'cuihu-a', as: 'liayi', text }, at)
    await expect(saying('很长的话'.repeat(1_000))).rejects.toMatchObject({
      name: 'Outage',
      message: expect.stringMatching(/^The sandbox cannot write .*world\.jsonl/u) as string,
    })
    const { id } = await saying('短的话')
    child.kill('SIGKILL')

    const again = await launchSandbox({ folder, supervise: false, log: silentLog })
    expect((await again.control.messages('cuihu-a')).messages.map((message) => message.id)).toEqual([id])
    await again.stop()
  })
})
