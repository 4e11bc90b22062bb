import { conversationOf } from '../chat/conversation.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { reasonOf } from '../kernel/errors.ts'
import { soundsDangerous } from './danger.ts'
import type { DeskDeps } from './ports.ts'

/** 1.3: in a room that is bound to nothing nothing is said and nothing becomes a case; the words are kept as they are. */
export async function hearUnbound(deps: DeskDeps, message: KeptMessage): Promise<void> {
  const conversation = conversationOf(message.conversationKey)
  if (conversation.kind === 'room') {
    const dangerous = soundsDangerous(deps.reader(), message)
    const telling = [deps.rooms.met(conversation.roomId)]
    if (dangerous) telling.push(deps.rooms.danger(conversation.roomId))
    await Promise.all(telling).catch((error: unknown) => {
      deps.log.warn({ why: reasonOf(error) }, 'a room that is not bound could not be told of')
    })
  }
  await deps.stores.messages.settle([message.seq], 'room_not_bound', null, null)
}
