import { conversationOf } from '../../chat/conversation.ts'
import type { Ground } from '../../grid/ground.ts'
import { roomNamed } from '../../grid/room-asked.ts'
import type { PostName, Room } from '../../grid/town.ts'
import type { KeptMessage } from '../../intake/ports.ts'
import { Refusal } from '../../kernel/errors.ts'
import { reasonOf } from '../../kernel/errors.ts'
import * as words from '../../wording/rooms.ts'
import type { DeskDeps, DeskStores } from '../ports.ts'
import { replyTo } from '../replies.ts'
import type { Setting } from '../speaker.ts'
import { bindRoom } from './bind.ts'
import { showRoom } from './show.ts'

type RoomWord = '绑定' | '解绑' | '上线' | '影子'

const pattern = /^(绑定|解绑|上线|影子)(?:$|[\s:：,，。.!！]+)(.*)$/su

/** The words of a command about a room; null for plain talk ("绑定手机号怎么弄"). */
export function readRoomWord(text: string): { word: RoomWord; said: string } | null {
  const found = pattern.exec(text.trim())
  if (found === null) return null
  return { word: found[1] as RoomWord, said: (found[2] ?? '').trim() }
}

const holds = (person: string, posts: readonly PostName[], { directory }: Ground): boolean =>
  directory.holdings(person).some(({ post }) => posts.includes(post))

interface Wish {
  message: KeptMessage
  setting: Setting
  person: string
  said: string
  now: Date
}

/** What a command did; `room` is as it stands now, where it was changed. */
interface Done {
  text: string
  reread?: boolean
  room?: Room
}

type Work = (deps: DeskDeps, stores: DeskStores, wish: Wish) => Promise<Done>

const roomIdOf = (message: KeptMessage): string | null => {
  const conversation = conversationOf(message.conversationKey)
  return conversation.kind === 'room' ? conversation.roomId : null
}

const bind: Work = async (deps, stores, { message, person, said, now }) => {
  const roomId = roomIdOf(message)
  if (roomId === null) throw new Refusal('invalid', words.sayInRoom('绑定'))
  const seen = await stores.rooms.find(roomId)
  const end = await bindRoom(stores, { person, roomId, said, seen, ground: deps.ground(), now })
  deps.log.info({ room: end.room.code, by: person }, 'a room was bound')
  return end
}

const unbind: Work = async (deps, stores, { message, setting, person }) => {
  const roomId = roomIdOf(message)
  if (roomId === null) throw new Refusal('invalid', words.sayInRoom('解绑'))
  if (setting.room === null) throw new Refusal('wrong_state', words.notBound())
  await stores.seats.unbind(roomId)
  deps.log.info({ room: setting.room.code, by: person }, 'a room was let go')
  return { text: words.roomUnbound({ room: setting.room.name }), room: setting.room }
}

/** 8.8: said at the centre, since the bot says nothing in the room itself. */
const showing =
  (shadow: boolean): Work =>
  async (deps, stores, { setting, person, said, now }) => {
    const ground = deps.ground()
    const { directory } = ground
    const word = shadow ? '影子' : '上线'
    const atCentre = setting.room?.areas.includes(directory.township().code) === true
    if (!setting.private && !atCentre) throw new Refusal('invalid', words.sayAtCentre(word))
    const room = roomNamed(said, directory)
    if (room === null) throw new Refusal('not_found', words.noSuchRoom(said))
    await showRoom(stores, { room, shadow, person }, ground, now)
    deps.log.info({ room: room.code, shadow, by: person }, 'a room goes live or into shadow mode')
    return { text: shadow ? words.wentSilent(room.name) : words.wentLive(room.name) }
  }

const works: Readonly<
  Record<RoomWord, { work: Work; posts: readonly PostName[]; refusal: (word: string) => string }>
> = {
  绑定: { work: bind, posts: ['duty_officer', 'director'], refusal: words.bindNeedsPost },
  解绑: { work: unbind, posts: ['duty_officer', 'director'], refusal: words.bindNeedsPost },
  上线: { work: showing(false), posts: ['director'], refusal: words.directorOnly },
  影子: { work: showing(true), posts: ['director'], refusal: words.directorOnly },
}

/**
 * 绑定 and 解绑 in the room itself (duty officer, director), 上线 and 影子 at the centre (director; 8.8). From anybody
 * without a post they are plain talk. In a room in shadow mode, and in one that is not bound, a refusal goes private.
 * 'reread': neighbours' words of a re-bound room are to be taken up now; null where the words are no such command.
 */
export async function hearRoomCommand(
  deps: DeskDeps,
  message: KeptMessage,
  setting: Setting,
  text: string,
): Promise<'done' | 'reread' | null> {
  const read = message.kind === 'text' && setting.speaker.staff ? readRoomWord(text) : null
  const person = setting.speaker.code
  if (read === null || person === null) return null
  const now = deps.clock.now()
  const wish: Wish = { message, setting, person, said: read.said, now }
  if (read.word === '绑定') await lookFirst(deps, message)
  const reread = await carriedOut(deps, wish, read.word)
  await deps.refreshTown()
  return reread ? 'reread' : 'done'
}

/** Command, answer and the end of the message in one transaction; a refusal is answered alone. True: words to be reread. */
async function carriedOut(deps: DeskDeps, wish: Wish, word: RoomWord): Promise<boolean> {
  const { work, posts, refusal } = works[word]
  const { setting, message, person } = wish
  try {
    if (!holds(person, posts, deps.ground())) throw new Refusal('forbidden', refusal(word))
    return await deps.unitOfWork.run(async (stores) => {
      const done = await work(deps, stores, wish)
      await settle(stores, wish, done.text, quietFor(setting, done.room ?? null), `command:${word}`)
      return done.reread === true
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    deps.log.info({ message: message.seq, word, code: error.code }, 'a command was refused')
    await deps.unitOfWork.run((stores) =>
      settle(stores, wish, error.message, quietFor(setting, null), `refused:${error.code}`),
    )
    return false
  }
}

/** Answered privately where the room must not hear it (8.8), or is nobody's and hears nothing yet. */
const quietFor = (setting: Setting, room: Room | null): boolean =>
  !setting.private && (room ?? setting.room)?.shadow !== false

async function settle(
  stores: DeskStores,
  { message, setting, now }: Wish,
  text: string,
  privately: boolean,
  end: string,
): Promise<void> {
  const reply = replyTo(message, setting, text, now)
  const to = privately ? { private: setting.speaker.key } : reply.to
  if (text !== '') await stores.outbox.put({ ...reply, to, mentions: privately ? [] : reply.mentions })
  await stores.messages.settle([message.seq], end, null, null)
}

/** Members as they are now, asked outside the transaction; what is known from before is enough. */
async function lookFirst(deps: DeskDeps, message: KeptMessage): Promise<void> {
  const roomId = roomIdOf(message)
  if (roomId === null) return
  await deps.rooms.look(roomId).catch((error: unknown) => {
    deps.log.warn({ why: reasonOf(error) }, 'a room to be bound could not be looked at')
  })
}
