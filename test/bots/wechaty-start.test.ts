import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { instant } from '../../src/kernel/clock.ts'
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts'
import { linkTo, listenTo, until } from './wechaty-listening.ts'

const at = instant('2026-11-23T09:10:00+08:00')
const nobody = { endpoint: '127.0.0.1:9', token: 'insecure_nobody' }

let sandbox: TestSandbox

beforeAll(async () => {
  sandbox = await startTestSandbox({ replay: false })
})

afterAll(async () => {
  await sandbox.stop()
})

const say = (text: string): Promise<{ id: string }> =>
  sandbox.control.say({ room: 'cuihu-a', as: 'liayi', text }, at)

describe('a link that starts', () => {
  it('is up when the account is logged in, not before', async () => {
    const heard = linkTo(sandbox)
    expect(heard.link.state().state).toBe('stopped')
    const starting = heard.start()
    expect(heard.link.state().state).toBe('starting')
    await starting
    expect(heard.link.state().state).toBe('up')
    expect(heard.states.map(({ state }) => state)).toEqual(['starting', 'up'])
    expect(heard.gaps).toEqual([])
    await expect(heard.start()).rejects.toThrow('already')
    await heard.close()
    expect(heard.link.state().state).toBe('stopped')
  })

  it('gives up in time with one sentence where no server answers, and can be started again', async () => {
    const heard = linkTo(nobody, { timings: { start: 700 } })
    const started = performance.now()
    await expect(heard.start()).rejects.toMatchObject({
      name: 'Outage',
      part: 'chat',
      message: '0.7 秒内没有登录聊天账号：连不上聊天服务',
    })
    expect(performance.now() - started).toBeLessThan(3_000)
    expect(heard.link.state()).toMatchObject({
      state: 'stopped',
      why: expect.stringContaining('0.7') as string,
    })
    await expect(heard.start()).rejects.toMatchObject({ name: 'Outage' })
    await heard.close()
  })

  it('says at once that the token is not accepted', async () => {
    const heard = linkTo({ ...sandbox, token: 'insecure_wrong' }, { timings: { start: 20_000 } })
    const started = performance.now()
    await expect(heard.start()).rejects.toMatchObject({
      name: 'Outage',
      message: expect.stringContaining('token') as string,
    })
    expect(performance.now() - started).toBeLessThan(3_000)
    await heard.close()
  })

  it('refuses a puppet that is not installed, and a missing token, as faults of the settings', async () => {
    const unknown = linkTo(sandbox, { deps: { puppet: 'wechaty-puppet-nowhere' } })
    await expect(unknown.start()).rejects.toMatchObject({ name: 'StartFault' })
    const tokenless = linkTo(sandbox, { deps: { puppetOptions: {} } })
    await expect(tokenless.start()).rejects.toMatchObject({
      name: 'StartFault',
      message: expect.stringContaining('TOKEN') as string,
    })
    await Promise.all([unknown.close(), tokenless.close()])
  })

  it('waits for a server that comes up meanwhile', async () => {
    process.kill(sandbox.launched.pid() ?? 0, 'SIGKILL')
    const heard = linkTo(sandbox)
    await heard.start()
    const { id } = await say('5')
    await until('the message', () => heard.messages.some((message) => message.id === id))
    expect(heard.log.some(({ message }) => message.includes('could not be logged in yet'))).toBe(true)
    await heard.close()
  })

  it('ends its waiting when it is stopped meanwhile', async () => {
    const heard = linkTo(nobody, { timings: { start: 20_000 } })
    const starting = heard.start()
    const refused = expect(starting).rejects.toMatchObject({ name: 'Outage' })
    await delay(300)
    const stopping = performance.now()
    await heard.close()
    await refused
    expect(performance.now() - stopping).toBeLessThan(1_000)
  })
})

describe('a link that stops', () => {
  it('passes on first what it has heard, and leaves the account logged in for the next one', async () => {
    const texts: string[] = []
    const slow = await listenTo(sandbox, {
      handlers: {
        async message({ text }) {
          await delay(100)
          texts.push(text)
        },
      },
    })
    await say('1')
    await say('2')
    const twoAnnounced = performance.now()
    await delay(60)
    await slow.close()
    expect(texts).toEqual(['1', '2'])
    expect(performance.now() - twoAnnounced).toBeLessThan(3_000)

    const next = await listenTo(sandbox)
    await say('3')
    await until('the message after', () => next.messages.some(({ text }) => text === '3'))
    await next.close()
  })

  it('says no more and hears no more', async () => {
    const heard = await listenTo(sandbox)
    await heard.close()
    const count = heard.messages.length
    await say('unheard')
    await delay(100)
    expect(heard.messages).toHaveLength(count)
    const conversation = { kind: 'room', roomId: 'any' } as const
    expect(await heard.link.send({ conversation, text: 'x', mentions: [] })).toMatchObject({
      outcome: 'failed',
    })
    await expect(heard.link.rooms()).rejects.toMatchObject({ name: 'Outage' })
  })

  it('can be started again', async () => {
    const heard = linkTo(sandbox)
    await heard.start()
    await heard.link.stop()
    await heard.start()
    const { id } = await say('4')
    await until('the message', () => heard.messages.some((message) => message.id === id))
    await heard.close()
    expect(heard.messages.filter((message) => message.id === id)).toHaveLength(1)
  })

  it('forgets the names of its last run: who was renamed meanwhile is seen so', async () => {
    const first = await listenTo(sandbox)
    await say('早')
    await until('the name', () => first.messages.some(({ senderName }) => senderName === '李阿姨'))
    await first.close()
    await sandbox.control.change({ kind: 'nickname', room: 'cuihu-a', as: 'liayi', name: '三号楼李姐' }, at)
    const second = await listenTo(sandbox)
    const { id } = await say('晚')
    await until('the message', () => second.messages.some((message) => message.id === id))
    expect(second.messages.find((message) => message.id === id)?.senderName).toBe('三号楼李姐')
    await second.close()
  })
})

describe('a program with a link', () => {
  it('ends by itself after the link has stopped, and nothing but itself has written to the terminal', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'linli-program-'))
    const link = new URL('../../bots/wechaty/link.ts', import.meta.url).href
    const kernel = new URL('../../src/kernel/', import.meta.url).href
    const program = `
      const { makeWechatyLink } = await import(${JSON.stringify(link)})
      const { systemClock } = await import(${JSON.stringify(kernel)} + 'clock.ts')
      const { silentLog } = await import(${JSON.stringify(kernel)} + 'log.ts')
      const link = makeWechatyLink({
        puppet: 'wechaty-puppet-service',
        puppetOptions: ${JSON.stringify({ endpoint: sandbox.endpoint, token: sandbox.token, tls: { disable: true } })},
        botNames: () => ['小助手'], clock: systemClock, log: silentLog, cacheFolder: ${JSON.stringify(folder)},
      })
      const nothing = async () => {}
      await link.start({ message: nothing, roomChanged: nothing, stateChanged() {}, gap() {} })
      console.log((await link.rooms()).length)
      await link.stop()
    `
    const args = ['--input-type=module-typescript', '--eval', program]
    const written = await new Promise((resolve) => {
      execFile(process.execPath, args, { timeout: 15_000, cwd: folder }, (error, stdout, stderr) => {
        resolve({ error, stdout, stderr })
      })
    })
    rmSync(folder, { recursive: true, force: true })
    expect(written).toEqual({ error: null, stdout: '3\n', stderr: '' })
  })
})
