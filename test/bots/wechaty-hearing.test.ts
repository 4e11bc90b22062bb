import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { InboundMessage } from '../../src/chat/inbound.ts'
import type { SandboxSay } from '../../src/chat/sandbox.ts'
import { instant } from '../../src/kernel/clock.ts'
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts'
import { listenTo, type Listening, until } from './wechaty-listening.ts'

let sandbox: TestSandbox
let heard: Listening
let ids: Awaited<ReturnType<TestSandbox['control']['identities']>>
const at = instant('2026-11-23T09:10:00+08:00')

beforeAll(async () => {
  sandbox = await startTestSandbox()
  ids = await sandbox.control.identities()
  heard = await listenTo(sandbox)
})

afterAll(async () => {
  await heard.close()
  await sandbox.stop()
})

beforeEach(() => {
  heard.messages.length = 0
  heard.changes.length = 0
})

async function hear(say: SandboxSay): Promise<InboundMessage> {
  const { id } = await sandbox.control.say(say, at)
  await until(`message ${id}`, () => heard.messages.some((message) => message.id === id))
  return heard.messages.find((message) => message.id === id) as InboundMessage
}

describe('what is heard in the chat', () => {
  it('is a text with its room, its speaker and its time', async () => {
    const message = await hear({ room: 'cuihu-a', as: 'liayi', text: '三号楼路灯坏了' })
    expect(message).toEqual({
      id: message.id,
      conversation: { kind: 'room', roomId: ids.rooms['cuihu-a'] },
      senderId: ids.people['liayi'],
      senderName: '李阿姨',
      self: false,
      sentAt: at,
      kind: 'text',
      text: '三号楼路灯坏了',
      mentions: [],
      addressed: false,
      quote: null,
      location: null,
      attachment: null,
      recalledId: null,
    })
  })
})
