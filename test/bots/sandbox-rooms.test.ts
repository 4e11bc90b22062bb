import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { RoomInvitation } from 'wechaty'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SandboxChange } from '../../src/chat/sandbox.ts'
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
const roomB = 'cuihu-b@chatroom'

let sandbox: TestSandbox
let client: TestBot
/** Room events as Wechaty's own client gives them, one line each. */
const events: string[] = []
const invitations: RoomInvitation[] = []

beforeAll(async () => {
  sandbox = await startTestSandbox()
  client = await connectTestBot(sandbox)
  const { bot } = client
  bot.on('room-join', (room, who, by, when) => {
    events.push(`join ${room.id} ${who.map(({ id }) => id).join()} by ${by.id} ${when?.toISOString() ?? ''}`)
  })
  bot.on('room-leave', (room, who, by, when) => {
    events.push(
      `leave ${room.id} ${who.map(({ id }) => id).join()} by ${by?.id ?? ''} ${when?.toISOString() ?? ''}`,
    )
  })
  bot.on('room-topic', (room, now, before, by) => {
    events.push(`topic ${room.id} ${before} > ${now} by ${by.id}`)
  })
  bot.on('room-invite', (invitation) => {
    invitations.push(invitation)
  })
})

afterAll(async () => {
  await client.stop()
  await sandbox.stop()
})

const change = async (what: SandboxChange): Promise<void> => sandbox.control.change(what, at)
const seen = async (event: string): Promise<unknown> => eventually(event, () => events.includes(event))

describe('rooms and people', () => {
  it('are all there for the bot, under ids made from their codes', async () => {
    const { bot, people, rooms } = await sandbox.control.identities()
    expect(await client.puppet.roomList()).toEqual(Object.values(rooms))
    expect(await client.puppet.contactList()).toEqual([bot, ...Object.values(people)])
    expect(await client.puppet.roomPayload(roomA)).toMatchObject({
      topic: '翠湖花园邻里群',
      memberIdList: ['wxbot', 'wxid_liayi', 'wxid_xiaozhou', 'wxid_xiaozhouzhou'],
    })
    expect((await client.puppet.contactPayload('wxid_liayi')).name).toBe('李阿姨')
    expect(client.bot.currentUser.name()).toBe('网格小助手')
  })

  it('answer for a room where a contact is asked for, as Wechaty does', async () => {
    expect(await client.puppet.contactPayload(roomA)).toMatchObject({ id: roomA, name: '翠湖花园邻里群' })
  })

  it('are shown to people with kind, members and roles', async () => {
    expect(await sandbox.control.rooms()).toContainEqual({
      code: 'jx-staff',
      name: '锦绣社区工作群',
      kind: 'staff',
      members: [
        { code: 'bot', name: '网格小助手', role: 'bot' },
        { code: 'zhangwei', name: '张伟', role: '网格长' },
        { code: 'chenlan', name: '陈岚', role: '社区书记' },
      ],
    })
  })

  it('carry the remark that the bot gives them', async () => {
    await client.puppet.contactAlias('wxid_liayi', '3栋502')
    await eventually(
      'the remark',
      async () => (await client.puppet.contactPayload('wxid_liayi')).alias === '3栋502',
    )
    expect(await client.puppet.contactAlias('wxid_liayi')).toBe('3栋502')
  })
})

describe('life in a room', () => {
  it('lets somebody leave and be brought back, with the time and the hand behind it', async () => {
    await change({ kind: 'leave', room: 'cuihu-a', as: 'xiaozhou' })
    await seen(`leave ${roomA} wxid_xiaozhou by wxid_xiaozhou ${at.toISOString()}`)
    expect(await client.puppet.roomMemberList(roomA)).not.toContain('wxid_xiaozhou')
    await expect(
      sandbox.control.say({ room: 'cuihu-a', as: 'xiaozhou', text: '我走了' }, at),
    ).rejects.toThrow()
    await change({ kind: 'join', room: 'cuihu-a', as: 'xiaozhou', inviter: 'liayi' })
    await seen(`join ${roomA} wxid_xiaozhou by wxid_liayi ${at.toISOString()}`)
    expect(await client.puppet.roomMemberList(roomA)).toContain('wxid_xiaozhou')
  })

  it('does not bring back by a new arrangement who has left', async () => {
    await change({ kind: 'leave', room: 'cuihu-b', as: 'liayi' })
    await sandbox.control.arrange(smallWorld)
    expect(await client.puppet.roomMemberList(roomB)).toEqual(['wxbot'])
    await change({ kind: 'join', room: 'cuihu-b', as: 'liayi' })
  })

  it('renames a room, for the bot’s cache as well', async () => {
    await client.puppet.roomPayload(roomA)
    await change({ kind: 'rename', room: 'cuihu-a', as: 'liayi', name: '翠湖一家亲' })
    await seen(`topic ${roomA} 翠湖花园邻里群 > 翠湖一家亲 by wxid_liayi`)
    await eventually(
      'the new name',
      async () => (await client.puppet.roomPayload(roomA)).topic === '翠湖一家亲',
    )
    await sandbox.control.arrange(smallWorld)
    expect((await client.puppet.roomPayload(roomA)).topic).toBe('翠湖一家亲')
  })

  it('gives somebody a nickname that is shown, and that mentions them', async () => {
    await client.puppet.roomMemberPayload(roomA, 'wxid_liayi')
    await change({ kind: 'nickname', room: 'cuihu-a', as: 'liayi', name: '3栋李姐' })
    const alias = async () => (await client.puppet.roomMemberPayload(roomA, 'wxid_liayi')).roomAlias
    await eventually('the nickname', async () => (await alias()) === '3栋李姐')
    const { id } = await sandbox.control.say({ room: 'cuihu-a', as: 'xiaozhou', text: '@3栋李姐 谢谢' }, at)
    expect(await client.payload(id)).toMatchObject({ mentionIdList: ['wxid_liayi'] })
    await change({ kind: 'nickname', room: 'cuihu-a', as: 'liayi', name: '' })
    await eventually('no nickname', async () => (await alias()) === '')
  })

  it('invites the bot, which hears nothing of a room until it accepts', async () => {
    await change({ kind: 'leave', room: 'cuihu-b', as: 'bot' })
    await seen(`leave ${roomB} wxbot by wxbot ${at.toISOString()}`)
    expect(await client.puppet.roomList()).not.toContain(roomB)
    const missed = await sandbox.control.say({ room: 'cuihu-b', as: 'liayi', text: '机器人走了' }, at)
    await expect(client.puppet.messageSendText(roomB, '我还在吗')).rejects.toThrow(/not in the room/u)

    await change({ kind: 'invite', room: 'cuihu-b', as: 'liayi' })
    const invitation = await eventually('the invitation', () => invitations.at(-1))
    expect(await invitation.topic()).toBe('翠湖花园后区群')
    expect((await invitation.inviter()).id).toBe('wxid_liayi')
    await invitation.accept()
    await eventually('its own joining', () =>
      events.some((event) => event.startsWith(`join ${roomB} wxbot by wxid_liayi`)),
    )
    const { id } = await sandbox.control.say({ room: 'cuihu-b', as: 'liayi', text: '欢迎回来' }, at)
    await client.payload(id)
    expect(client.heard).not.toContain(missed.id)
    await expect(change({ kind: 'invite', room: 'cuihu-b', as: 'liayi' })).rejects.toMatchObject({
      code: 'wrong_state',
    })
  })

  it('refuses what cannot be: joining twice, leaving from outside, unknown people, a blank name', async () => {
    await expect(change({ kind: 'join', room: 'cuihu-a', as: 'liayi' })).rejects.toMatchObject({
      code: 'wrong_state',
    })
    await expect(change({ kind: 'leave', room: 'jx-staff', as: 'liayi' })).rejects.toMatchObject({
      code: 'wrong_state',
    })
    await expect(change({ kind: 'join', room: 'cuihu-a', as: 'nobody' })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(change({ kind: 'rename', room: 'cuihu-a', as: 'liayi', name: ' ' })).rejects.toMatchObject({
      code: 'invalid',
    })
  })
})

describe('what the bot does to rooms', () => {
  it('adds and removes members, and renames', async () => {
    await client.puppet.roomAdd('jx-staff@chatroom', 'wxid_liayi', false)
    await eventually('liayi in the room', () =>
      events.some((event) => event.startsWith('join jx-staff@chatroom wxid_liayi by wxbot')),
    )
    await client.puppet.roomDel('jx-staff@chatroom', 'wxid_liayi')
    await eventually('liayi out of it', () =>
      events.some((event) => event.startsWith('leave jx-staff@chatroom wxid_liayi by wxbot')),
    )
    await client.puppet.roomTopic('jx-staff@chatroom', '锦绣工作群')
    await seen('topic jx-staff@chatroom 锦绣社区工作群 > 锦绣工作群 by wxbot')
  })

  it('makes a room and quits it', async () => {
    const roomId = await client.puppet.roomCreate(['wxid_zhangwei', 'wxid_chenlan'], '联合处置')
    const made = (await sandbox.control.rooms()).find(({ name }) => name === '联合处置')
    expect(made?.members.map(({ code }) => code)).toEqual(['bot', 'zhangwei', 'chenlan'])
    await client.puppet.messageSendText(roomId, '请到场')
    await client.puppet.roomQuit(roomId)
    await expect(client.puppet.messageSendText(roomId, '还在吗')).rejects.toThrow(/not in the room/u)
  })
})

describe('an arrangement', () => {
  it('adds and renames people and rooms, for the bot’s cache as well, and writes nothing the second time', async () => {
    await client.puppet.contactPayload('wxid_chenlan')
    await client.puppet.roomPayload(roomB)
    const renamed = smallWorld.people.map((one) =>
      one.code === 'chenlan' ? { ...one, name: '陈岚岚' } : one,
    )
    const world = {
      ...smallWorld,
      people: [...renamed, { code: 'laowu', name: '老吴', role: '居民' }],
      rooms: smallWorld.rooms.map((room) => (room.code === 'cuihu-b' ? { ...room, name: '后区新群' } : room)),
    }
    await sandbox.control.arrange(world)
    const name = async () => (await client.puppet.contactPayload('wxid_chenlan')).name
    await eventually('the new name', async () => (await name()) === '陈岚岚')
    expect((await client.puppet.contactPayload('wxid_laowu')).name).toBe('老吴')
    const topic = async () => (await client.puppet.roomPayload(roomB)).topic
    await eventually('the new topic', async () => (await topic()) === '后区新群')

    await client.puppet.roomPayload(roomB)
    const rooms = world.rooms.map((room) => ({ ...room, members: [...room.members, 'laowu'] }))
    await sandbox.control.arrange({ ...world, rooms })
    const members = async () => (await client.puppet.roomPayload(roomB)).memberIdList
    await eventually('the new member', async () => (await members()).includes('wxid_laowu'))

    const journal = join(sandbox.folder, 'world.jsonl')
    const { size } = statSync(journal)
    await sandbox.control.arrange({ ...world, rooms })
    expect(statSync(journal).size).toBe(size)
  })

  it('is refused whole when a code cannot be used or a member is unknown', async () => {
    const [first] = smallWorld.rooms
    const odd = { ...smallWorld, people: [...smallWorld.people, { code: 'a b', name: '甲', role: '居民' }] }
    await expect(sandbox.control.arrange(odd)).rejects.toMatchObject({ code: 'invalid' })
    const strange = { ...smallWorld, rooms: [{ ...first!, code: 'new', members: ['ghost'] }] }
    await expect(sandbox.control.arrange(strange)).rejects.toMatchObject({ code: 'not_found' })
    expect((await sandbox.control.rooms()).map(({ code }) => code)).not.toContain('new')
  })
})
