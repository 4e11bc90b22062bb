import type { SandboxChange } from '../../src/chat/sandbox.ts'
import { Refusal } from '../../src/kernel/errors.ts'
import { newId } from '../../src/kernel/ids.ts'
import { personCalled, roomCalled, seatOf } from './people-of-world.ts'
import { draftOf } from './saying.ts'
import type { Room } from './world-state.ts'
import { botCode, nameIn, systemCode } from './world-state.ts'
import type { WorldStore } from './world-store.ts'

/** A line that people see in the room; the bot hears of the same by the room event. */
function note(store: WorldStore, room: string, text: string, at: Date): void {
  store.say({ ...draftOf(systemCode, room, at), kind: 'system', text, heard: false })
}

/** Somebody (or the bot) takes a seat in the room, brought by `by`. */
export function seat(store: WorldStore, room: Room, code: string, by: string, at: Date): void {
  const nickname = room.seats.get(code)?.nickname ?? null
  store.record({ is: 'seat', room: room.code, code, here: true, nickname })
  note(store, room.code, `${nameIn(store.state, room.code, code)} 加入了群聊`, at)
  store.tell({ kind: 'joined', room: room.code, who: [code], by, at })
}

/** Somebody (or the bot) leaves, or is removed by `by`. */
export function unseat(store: WorldStore, room: Room, code: string, by: string, at: Date): void {
  const name = nameIn(store.state, room.code, code)
  store.record({
    is: 'seat',
    room: room.code,
    code,
    here: false,
    nickname: room.seats.get(code)?.nickname ?? null,
  })
  note(store, room.code, `${name} 离开了群聊`, at)
  store.tell({ kind: 'left', room: room.code, who: [code], by, at })
}

export function rename(store: WorldStore, room: Room, name: string, by: string, at: Date): void {
  const from = room.name
  store.record({ is: 'room', code: room.code, name, kind: room.kind, arranged: false })
  note(store, room.code, `${nameIn(store.state, room.code, by)} 把群名改为“${name}”`, at)
  store.tell({ kind: 'renamed', room: room.code, from, to: name, by, at })
}

/** The bot takes up an invitation; one that is unknown is refused, one taken up already changes nothing. */
export function acceptInvitation(store: WorldStore, id: string, at: Date): void {
  const invitation = store.state.invitations.get(id)
  if (!invitation) throw new Refusal('not_found', '没有这个入群邀请。', { invitation: id })
  if (invitation.accepted) return
  store.record({ is: 'accepted', id })
  const room = roomCalled(store.state, invitation.room)
  if (room.seats.get(botCode)?.here !== true) seat(store, room, botCode, invitation.by, at)
}

function invite(store: WorldStore, room: Room, by: string, at: Date): void {
  seatOf(room, by)
  if (room.seats.get(botCode)?.here === true) {
    throw new Refusal('wrong_state', `机器人已经在群“${room.name}”里了。`, { room: room.code })
  }
  const id = newId()
  store.record({ is: 'invitation', id, room: room.code, by, at: at.toISOString() })
  store.tell({ kind: 'invited', invitation: id })
}

function refuseBlank(name: string): void {
  if (name.trim() === '') throw new Refusal('invalid', '名字不能为空。')
}

/** Anybody of the world, the bot included: it can be brought into a room or removed from it. */
function refuseUnknown(store: WorldStore, code: string): void {
  if (code !== botCode) personCalled(store.state, code)
}

/** Room life: join, leave, rename, nickname, an invitation for the bot, a word of the platform itself. */
export function changeRoom(store: WorldStore, change: SandboxChange, at: Date): void {
  const room = roomCalled(store.state, change.room)
  if (change.kind === 'system') {
    store.say({ ...draftOf(systemCode, room.code, at), kind: 'system', text: change.text })
    return
  }
  refuseUnknown(store, change.as)
  switch (change.kind) {
    case 'join':
      if (change.inviter !== undefined) refuseUnknown(store, change.inviter)
      if (room.seats.get(change.as)?.here === true) {
        throw new Refusal('wrong_state', `“${change.as}”已经在群“${room.name}”里了。`, { room: room.code })
      }
      seat(store, room, change.as, change.inviter ?? change.as, at)
      break
    case 'leave':
      seatOf(room, change.as)
      unseat(store, room, change.as, change.as, at)
      break
    case 'rename':
      refuseBlank(change.name)
      seatOf(room, change.as)
      rename(store, room, change.name, change.as, at)
      break
    case 'nickname':
      seatOf(room, change.as)
      store.record({
        is: 'seat',
        room: room.code,
        code: change.as,
        here: true,
        nickname: change.name.trim() === '' ? null : change.name,
      })
      break
    case 'invite':
      invite(store, room, change.as, at)
      break
  }
}
