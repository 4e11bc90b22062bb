import { FileBox } from 'file-box'
import { types } from 'wechaty-puppet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SandboxMessage, SandboxSay } from '../../src/chat/sandbox.ts'
import {
  connectTestBot,
  eventually,
  startTestSandbox,
  type TestBot,
  type TestSandbox,
} from '../support/sandbox.ts'

const at = new Date('2026-11-23T09:10:00+08:00')
const bothRooms = { a: 'cuihu-a@chatroom', staff: 'jx-staff@chatroom' }

let sandbox: TestSandbox
let client: TestBot

beforeAll(async () => {
  sandbox = await startTestSandbox()
  client = await connectTestBot(sandbox)
})

afterAll(async () => {
  await client.stop()
  await sandbox.stop()
})

const say = async (what: SandboxSay): Promise<string> => (await sandbox.control.say(what, at)).id
const heardOf = async (what: SandboxSay) => client.payload(await say(what))

async function lastIn(room: string, id: string): Promise<SandboxMessage> {
  const { messages } = await sandbox.control.messages(room)
  const found = messages.find((message) => message.id === id)
  if (!found) throw new Error(`no message ${id} in ${room}`)
  return found
}

describe('words of people', () => {
  it('reach the bot with speaker, room and the time the caller gave', async () => {
    const payload = await heardOf({ room: 'cuihu-a', as: 'liayi', text: '3号楼楼道灯坏了' })
    expect(payload).toMatchObject({
      text: '3号楼楼道灯坏了',
      talkerId: 'wxid_liayi',
      roomId: bothRooms.a,
      type: types.Message.Text,
      timestamp: at.getTime(),
    })
  })

  it('carry the ids of whom they mention, the longest name first, and the bot only by its full name', async () => {
    const mentions = async (text: string): Promise<unknown> => {
      const payload = await heardOf({ room: 'cuihu-a', as: 'liayi', text })
      return 'mentionIdList' in payload ? payload.mentionIdList : undefined
    }
    expect(await mentions('@小周 在吗')).toEqual(['wxid_xiaozhou'])
    expect(await mentions('@小周周 在吗 @网格小助手')).toEqual(['wxid_xiaozhouzhou', 'wxbot'])
    expect(await mentions('@小助手 在吗')).toEqual([])
    expect(await mentions('@张伟 不在这个群')).toEqual([])
    expect(await mentions('@所有人 停水了')).toEqual(['wxid_liayi', 'wxid_xiaozhou', 'wxid_xiaozhouzhou'])
  })

  it('come privately without a room', async () => {
    const payload = await heardOf({ private: true, as: 'liayi', text: '私下说' })
    expect(payload).toMatchObject({ talkerId: 'wxid_liayi', listenerId: 'wxbot', text: '私下说' })
    expect(payload.roomId).toBeFalsy()
  })

  it('quote as WeChat does: name and words in front of the reply', async () => {
    const quote = await say({ room: 'cuihu-a', as: 'xiaozhou', text: '水管漏了' })
    const id = await say({ room: 'cuihu-a', as: 'liayi', text: '我家也是', quote })
    expect((await client.payload(id)).text).toBe(
      '「小周：水管漏了」\n- - - - - - - - - - - - - - -\n我家也是',
    )
    expect(await lastIn('cuihu-a', id)).toMatchObject({ text: '我家也是', quote })
  })

  it('quote a picture by its sign', async () => {
    const quote = await say({ room: 'cuihu-a', as: 'xiaozhou', image: '漏水' })
    const id = await say({ room: 'cuihu-a', as: 'liayi', text: '看到了', quote })
    expect((await client.payload(id)).text).toMatch(/^「小周：\[图片\]」\n/u)
  })

  it('are taken back by a message that names the recalled id', async () => {
    const recall = await say({ room: 'cuihu-a', as: 'liayi', text: '说错了' })
    const id = await say({ room: 'cuihu-a', as: 'liayi', recall })
    expect(await client.payload(id)).toMatchObject({ type: types.Message.Recalled, text: recall })
    expect((await lastIn('cuihu-a', recall)).recalled).toBe(true)
  })

  it('are carried when very long, when empty and when only emoji', async () => {
    const long = '灯坏了。'.repeat(2_500)
    expect((await heardOf({ room: 'cuihu-a', as: 'liayi', text: long })).text).toBe(long)
    expect((await heardOf({ room: 'cuihu-a', as: 'liayi', text: '' })).text).toBe('')
    expect((await heardOf({ room: 'cuihu-a', as: 'liayi', text: '👍🏽🙏' })).text).toBe('👍🏽🙏')
  })

  it('are told in the order in which they were said, under ids that sort', async () => {
    const before = client.heard.length
    const texts = Array.from({ length: 300 }, (_, index) => `第${String(index)}句`)
    const said: string[] = []
    for (const text of texts) said.push(await say({ room: 'cuihu-a', as: 'liayi', text }))
    await eventually('300 messages', () => client.heard.length >= before + said.length)
    expect(client.heard.slice(before)).toEqual(said)
    expect([...said].sort()).toEqual(said)
  })

  it('of the platform come from the room itself, with no type of a person’s message', async () => {
    const before = client.heard.length
    await sandbox.control.change({ kind: 'system', room: 'cuihu-a', text: '消息过于频繁，请稍后再试' }, at)
    const id = await eventually('the platform’s words', () => client.heard[before])
    expect(await client.payload(id)).toMatchObject({
      talkerId: bothRooms.a,
      type: types.Message.Unknown,
      text: '消息过于频繁，请稍后再试',
    })
  })
})

describe('pictures, voices, files and places', () => {
  const bytesOf = async (id: string): Promise<Buffer> => (await client.puppet.messageFile(id)).toBuffer()

  it('bring a made-up picture that really is one', async () => {
    const id = await say({ room: 'cuihu-a', as: 'liayi', image: 'lamp' })
    expect((await client.payload(id)).type).toBe(types.Message.Image)
    expect((await bytesOf(id)).subarray(1, 4).toString('latin1')).toBe('PNG')
    expect(await lastIn('cuihu-a', id)).toMatchObject({
      attachment: { name: 'lamp.png', mediaType: 'image/png' },
    })
  })

  it('bring given bytes unchanged, small ones and large ones', async () => {
    const small = Buffer.from('楼道照片')
    const large = Buffer.alloc(3_000_000, 'x')
    for (const bytes of [small, large]) {
      const id = await say({ room: 'cuihu-a', as: 'liayi', image: 'a.jpg', bytes: bytes.toString('base64') })
      await client.payload(id)
      expect((await bytesOf(id)).equals(bytes)).toBe(true)
      expect(Buffer.from((await sandbox.control.attachment(id))?.bytes ?? []).equals(bytes)).toBe(true)
    }
  })

  it('bring voice as audio in a .sil file', async () => {
    const id = await say({ room: 'cuihu-a', as: 'liayi', voice: '留言' })
    expect(await client.payload(id)).toMatchObject({ type: types.Message.Audio, filename: '留言.sil' })
    expect((await client.puppet.messageFile(id)).name).toBe('留言.sil')
  })

  it('bring a file under its name', async () => {
    const id = await say({ private: true, as: 'liayi', file: '证明.txt' })
    expect(await client.payload(id)).toMatchObject({ type: types.Message.Attachment, filename: '证明.txt' })
  })

  it('bring a place by the raw call', async () => {
    const location = {
      latitude: 31.25,
      longitude: 121.5,
      name: '翠湖花园',
      address: '清河镇 "锦绣" 路 & 3号',
    }
    const id = await say({ room: 'cuihu-a', as: 'liayi', location })
    const payload = await client.payload(id)
    expect(payload.type).toBe(types.Message.Location)
    expect(payload.text).toContain('label="清河镇 &quot;锦绣&quot; 路 &amp; 3号"')
    expect(await client.place(id)).toMatchObject(location)
  })
})

describe('words of the bot', () => {
  it('stand in the room with their mentions, at the time of the world’s clock, and come back as an echo', async () => {
    const now = new Date('2026-11-24T08:00:00+08:00')
    await sandbox.control.setClock(now, false)
    const id = await client.puppet.messageSendText(bothRooms.a, '@李阿姨 已登记', ['wxid_liayi'])
    expect(await lastIn('cuihu-a', String(id))).toMatchObject({
      from: 'bot',
      fromName: '网格小助手',
      text: '@李阿姨 已登记',
      mentions: ['liayi'],
      at: now,
    })
    expect(await client.payload(String(id))).toMatchObject({ talkerId: 'wxbot', text: '@李阿姨 已登记' })
  })

  it('go out through Wechaty’s own say, and return the message', async () => {
    const room = await client.bot.Room.find({ id: bothRooms.staff })
    const said = await room?.say('有新的事项')
    const id = said && 'id' in said ? said.id : ''
    expect((await lastIn('jx-staff', id)).text).toBe('有新的事项')
  })

  it('reach one person privately', async () => {
    const id = await client.puppet.messageSendText('wxid_zhangwei', '请签收')
    expect(await lastIn('private:zhangwei', String(id))).toMatchObject({
      from: 'bot',
      room: 'private:zhangwei',
    })
    expect((await sandbox.control.rooms()).find(({ code }) => code === 'private:zhangwei')).toMatchObject({
      kind: 'private',
      name: '张伟',
    })
  })

  it('may be files, small and large', async () => {
    for (const size of [100, 200_000]) {
      const bytes = Buffer.alloc(size, 'y')
      const box = FileBox.fromBuffer(bytes, '台账.xlsx')
      const id = String(await client.puppet.messageSendFile(bothRooms.staff, box))
      expect(await lastIn('jx-staff', id)).toMatchObject({ kind: 'file', attachment: { name: '台账.xlsx' } })
      expect((await sandbox.control.attachment(id))?.bytes.length).toBe(size)
    }
  })

  it('can be taken back', async () => {
    const id = String(await client.puppet.messageSendText(bothRooms.a, '发错了'))
    expect(await client.puppet.messageRecall(id)).toBe(true)
    expect((await lastIn('cuihu-a', id)).recalled).toBe(true)
  })

  it('are refused where the bot does not sit and to people who do not exist', async () => {
    await expect(client.puppet.messageSendText('nowhere@chatroom', '有人吗')).rejects.toThrow()
    await expect(client.puppet.messageSendText('wxid_nobody', '有人吗')).rejects.toThrow()
  })

  it('can be forwarded', async () => {
    const original = await say({ private: true, as: 'liayi', image: '现场' })
    const id = String(await client.puppet.messageForward(bothRooms.staff, original))
    expect(await lastIn('jx-staff', id)).toMatchObject({ from: 'bot', kind: 'image' })
  })
})

describe('sends that go wrong', () => {
  it('fail as often as asked, and then go out again', async () => {
    await sandbox.control.failSends(2)
    await expect(client.puppet.messageSendText(bothRooms.a, '一')).rejects.toThrow(/refuse/u)
    await expect(client.puppet.messageSendText(bothRooms.a, '二')).rejects.toThrow(/refuse/u)
    await expect(client.puppet.messageSendText(bothRooms.a, '三')).resolves.toBeTruthy()
  })

  it('hang while frozen and are delivered when thawed', async () => {
    await sandbox.control.freezeSends(true)
    let ended = false
    const sending = Promise.resolve(client.puppet.messageSendText(bothRooms.a, '迟到的话')).finally(() => {
      ended = true
    })
    await say({ room: 'cuihu-a', as: 'liayi', text: '期间有人说话' })
    expect(ended).toBe(false)
    await sandbox.control.freezeSends(false)
    expect((await lastIn('cuihu-a', String(await sending))).text).toBe('迟到的话')
  })
})

describe('the control', () => {
  it('refuses unknown codes in plain Chinese', async () => {
    await expect(say({ room: 'nowhere', as: 'liayi', text: '喂' })).rejects.toMatchObject({
      name: 'Refusal',
      code: 'not_found',
      message: '沙盒里没有代码为“nowhere”的群。',
    })
    await expect(say({ room: 'cuihu-a', as: 'nobody', text: '喂' })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(say({ room: 'jx-staff', as: 'liayi', text: '喂' })).rejects.toMatchObject({
      code: 'wrong_state',
    })
    await expect(sandbox.control.messages('nowhere')).rejects.toMatchObject({ code: 'not_found' })
    expect(await sandbox.control.attachment('no-such-id')).toBeNull()
  })

  it('refuses to say nothing at all, and to take back what others said', async () => {
    await expect(say({ room: 'cuihu-a', as: 'liayi' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(say({ as: 'liayi', text: '在哪' })).rejects.toMatchObject({ code: 'invalid' })
    const recall = await say({ room: 'cuihu-a', as: 'xiaozhou', text: '别人的话' })
    await expect(say({ room: 'cuihu-a', as: 'liayi', recall })).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('follows what is said in every room until it is told to stop', async () => {
    const seen: SandboxMessage[] = []
    const stop = new AbortController()
    const following = sandbox.control.follow((message) => seen.push(message), stop.signal)
    await eventually('the stream to begin', async () => {
      await say({ room: 'cuihu-b', as: 'liayi', text: '有人吗' })
      return seen.length > 0
    })
    const id = await say({ private: true, as: 'chenlan', text: '记得回访' })
    const message = await eventually('the private words', () => seen.find((one) => one.id === id))
    expect(message).toMatchObject({ room: 'private:chenlan', from: 'chenlan', fromName: '陈岚', at })
    stop.abort()
    await expect(following).resolves.toBeUndefined()
  })

  it('lists messages after an id, and has nothing next when there is nothing new', async () => {
    const first = await say({ room: 'cuihu-b', as: 'liayi', text: '第一' })
    const second = await say({ room: 'cuihu-b', as: 'liayi', text: '第二' })
    const page = await sandbox.control.messages('cuihu-b', first)
    expect(page).toMatchObject({ messages: [{ id: second }], next: second })
    expect(await sandbox.control.messages('cuihu-b', second)).toEqual({ messages: [], next: null })
  })
})
