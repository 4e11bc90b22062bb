import { Buffer } from 'node:buffer'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { arrange } from '../../bots/sandbox/arranging.ts'
import { makeAttachmentShelf } from '../../bots/sandbox/attachments.ts'
import { makeSendFaults } from '../../bots/sandbox/faults.ts'
import { contactIdOf, roomIdOf } from '../../bots/sandbox/people-of-world.ts'
import { SandboxPuppet, type SandboxPuppetDeps } from '../../bots/sandbox/puppet.ts'
import { sayIn } from '../../bots/sandbox/saying.ts'
import { WorldStore } from '../../bots/sandbox/world-store.ts'
import type { SandboxSay } from '../../src/chat/sandbox.ts'
import { instant, systemClock } from '../../src/kernel/clock.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { smallWorld } from '../support/sandbox.ts'
import { linkTo, type Listening, until } from './wechaty-listening.ts'

/* A puppet that lives in this process, named by its module alone: the link knows nothing of it. */

const at = instant('2026-11-23T09:10:00+08:00')
const folder = mkdtempSync(join(tmpdir(), 'linli-inside-'))
const shelf = makeAttachmentShelf(join(folder, 'files'))
let store: WorldStore
let heard: Listening

beforeAll(async () => {
  store = new WorldStore({ folder, machine: systemClock, log: silentLog })
  arrange(store, smallWorld)
  const deps: SandboxPuppetDeps = {
    store,
    shelf,
    faults: makeSendFaults(),
    machine: systemClock,
    replay: true,
  }
  const makers = globalThis as unknown as Record<string, unknown>
  makers['linliTestPuppet'] = () => new SandboxPuppet(deps)
  const module = join(folder, 'puppet.mjs')
  writeFileSync(module, 'export default function Puppet() { return globalThis.linliTestPuppet() }\n')
  const starting = linkTo(
    { endpoint: '', token: '' },
    {
      deps: { puppet: pathToFileURL(module).href, puppetOptions: {} },
      timings: { probeEvery: 40, probeAnswer: 40 },
    },
  )
  await starting.start()
  heard = starting
})

afterAll(async () => {
  await heard.close()
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const say = (words: Omit<SandboxSay, 'room' | 'as'>): string =>
  sayIn({ store, shelf }, { room: 'cuihu-a', as: 'liayi', ...words }, at).id

describe('a puppet without a line', () => {
  it('is heard and spoken through like any other', async () => {
    const location = { latitude: 30.25, longitude: 120.17, name: '东门', address: '翠湖路 8 号' }
    const bytes = Buffer.alloc(40_000, 'x')
    say({ text: '@小助手 路灯坏了' })
    say({ location })
    say({ image: '路灯.jpg', bytes: bytes.toString('base64') })
    await until('three messages', () => heard.messages.length === 3)
    expect(heard.messages).toMatchObject([
      { kind: 'text', senderName: '李阿姨', addressed: true, self: false },
      { kind: 'location', location },
      { kind: 'image', attachment: { mediaType: 'image/jpeg', bytes } },
    ])
    const conversation = { kind: 'room', roomId: roomIdOf('cuihu-a') } as const
    const end = await heard.link.send({ conversation, text: '收到', mentions: [contactIdOf('liayi')] })
    expect(end).toMatchObject({ outcome: 'sent' })
    await until('the echo', () => heard.messages.length === 4)
    expect(heard.messages[3]).toMatchObject({ self: true, text: '@李阿姨\u2005收到' })
    expect((await heard.link.rooms()).map(({ topic }) => topic)).toContain('翠湖花园邻里群')
  })

  it('stays up through silence, since it answers when asked', async () => {
    await new Promise((go) => setTimeout(go, 200))
    expect(heard.states.map(({ state }) => state)).toEqual(['starting', 'up'])
  })
})
