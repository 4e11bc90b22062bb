import type { SandboxSay } from '../../src/chat/sandbox.ts'
import { Refusal } from '../../src/kernel/errors.ts'
import type { AttachmentShelf } from './attachments.ts'
import { makeAttachment } from './attachments.ts'
import { mentionedIn } from './mentions.ts'
import { personCalled, roomCalled, seatOf } from './people-of-world.ts'
import type { StoredMessage } from './world-entry.ts'
import type { WorldState } from './world-state.ts'
import { botCode, nameIn, personOfPrivate, privateRoomOf, seatedIn } from './world-state.ts'
import type { WorldStore } from './world-store.ts'

export interface SayingDeps {
  store: WorldStore
  shelf: AttachmentShelf
}

type Draft = Omit<StoredMessage, 'is' | 'id' | 't'>

/** Where the words go: a room the speaker sits in, or the private talk with the bot. */
function placeOf(state: WorldState, say: SandboxSay): string {
  personCalled(state, say.as)
  const privately = say.room === undefined ? null : personOfPrivate(say.room)
  if (privately !== null && privately !== say.as) {
    throw new Refusal('forbidden', '别人的私聊里不能替他说话。', { room: say.room, as: say.as })
  }
  if (say.private === true || privately !== null) return privateRoomOf(say.as)
  if (say.room === undefined) throw new Refusal('invalid', '请写明在哪个群里说，或写明是私聊。')
  const room = roomCalled(state, say.room)
  seatOf(room, say.as)
  return room.code
}

/** Who speaks to the bot privately has taken it among their friends. */
function befriend(store: WorldStore, as: string, place: string): void {
  const person = store.state.people.get(as)
  if (person?.friend !== false || personOfPrivate(place) === null) return
  store.record({ is: 'person', code: person.code, name: person.name, role: person.role })
}

/** Whom typed words mention: by name or nickname; the bot only by its full name or its nickname in the room. */
function mentionsIn(state: WorldState, place: string, text: string): string[] {
  const room = state.rooms.get(place)
  if (!room) return []
  const members = seatedIn(room).map((code) => {
    const own = code === botCode ? state.bot.name : (state.people.get(code)?.name ?? '')
    return { code, names: [own, nameIn(state, place, code)] }
  })
  return mentionedIn(text, members, botCode)
}

function quotedIn(state: WorldState, place: string, id: string | undefined): string | null {
  if (id === undefined) return null
  if (state.byId.get(id)?.room !== place)
    throw new Refusal('not_found', '这里没有要引用的那条消息。', { quote: id })
  return id
}

/** One of one's own messages, in the same talk, not taken back yet. */
export function refuseRecall(state: WorldState, as: string, id: string): StoredMessage {
  const message = state.byId.get(id)
  if (!message || message.kind === 'recall')
    throw new Refusal('not_found', '没有要撤回的那条消息。', { recall: id })
  if (message.from !== as) throw new Refusal('forbidden', '只能撤回自己说的话。', { recall: id })
  if (state.recalled.has(id)) throw new Refusal('wrong_state', '这条消息已经撤回了。', { recall: id })
  return message
}

/** What every message has before it says anything. */
export const draftOf = (from: string, room: string, at: Date): Draft => ({
  at: at.toISOString(),
  from,
  room,
  kind: 'text',
  text: '',
  mentions: [],
  quote: null,
  location: null,
  attachment: null,
  heard: true,
})

/** Keeps a message whose bytes lie on the shelf before anybody can ask for them. */
export function keepAttachment(
  deps: SayingDeps,
  draft: Draft,
  made: ReturnType<typeof makeAttachment>,
): StoredMessage {
  deps.shelf.keep(deps.store.nextMessageId(), made.bytes)
  return deps.store.say({ ...draft, attachment: { name: made.name, mediaType: made.mediaType } })
}

const attachmentKinds = ['image', 'voice', 'file'] as const

/**
 * Says what somebody does in the sandbox; one message per picture, voice, file, place and text, in that order.
 * Answers the id of the last. An explicit empty text is carried (people do send blanks); nothing at all is refused.
 */
export function sayIn(deps: SayingDeps, say: SandboxSay, at: Date): { id: string } {
  const { store } = deps
  const place = placeOf(store.state, say)
  befriend(store, say.as, place)
  const draft = draftOf(say.as, place, at)
  if (say.recall !== undefined) {
    const { room } = refuseRecall(store.state, say.as, say.recall)
    return store.say({ ...draft, room, kind: 'recall', text: say.recall })
  }
  const quote = quotedIn(store.state, place, say.quote)
  let last: StoredMessage | null = null
  for (const kind of attachmentKinds) {
    const name = say[kind]
    if (name === undefined) continue
    if (name === '') throw new Refusal('invalid', '图片、语音和文件要有名字。')
    last = keepAttachment(deps, { ...draft, kind }, makeAttachment(kind, name, say.bytes))
  }
  if (say.location) last = store.say({ ...draft, kind: 'location', location: say.location })
  if (say.text !== undefined) {
    const mentions = mentionsIn(store.state, place, say.text)
    last = store.say({ ...draft, text: say.text, mentions, quote })
  }
  if (!last) throw new Refusal('invalid', '什么也没有说：请写文字，或给图片、语音、文件、位置。')
  return last
}
