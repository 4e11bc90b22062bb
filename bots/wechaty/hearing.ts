import { setTimeout as delay } from 'node:timers/promises'
import { conversationKey, inRoom } from '../../src/chat/conversation.ts'
import type { RoomChange } from '../../src/chat/inbound.ts'
import type { LinkHandlers } from '../../src/chat/link.ts'
import type { Clock } from '../../src/kernel/clock.ts'
import type { Log } from '../../src/kernel/log.ts'
import { TooLarge } from './bytes.ts'
import type { Calls } from './calls.ts'
import type { Names } from './names.ts'
import { type Arrivals, makeArrivals } from './order.ts'
import { invited, joined, left, renamed } from './rooms.ts'
import type { SeatListener } from './seat.ts'
import type { LinkStatus } from './status.ts'
import { conversationOfPayload, makeTranslate } from './translate.ts'
import { within } from './within.ts'

export interface HearingDeps {
  calls: Calls
  names: Names
  status: LinkStatus
  handlers: LinkHandlers
  botNames: () => readonly string[]
  clock: Clock
  log: Log
}

export type Hearing = Pick<SeatListener, 'message' | 'joined' | 'left' | 'renamed' | 'invited' | 'dirty'> &
  Pick<Arrivals, 'settled'>

/** How many messages are loaded at the same time; a burst of hundreds is quick, and a slow server not swamped. */
const loadedAtOnce = 32
const breath = 200
/** A message that was announced just before the line broke is asked for again when it stands. */
const waitForLine = 30_000

/** From what the puppet announces to what the product hears, in order and one at a time per conversation. */
export function makeHearing(deps: HearingDeps): Hearing {
  const { calls, names, status, handlers, clock, log } = deps
  const arrivals = makeArrivals({ log, loading: loadedAtOnce })
  const translate = makeTranslate({
    ...deps,
    calls: {
      ...calls,
      location: (id) => twice(() => calls.location(id)),
      attachment: (id, type) => twice(() => calls.attachment(id, type)),
    },
  })

  async function twice<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask()
    } catch (error) {
      if (error instanceof TooLarge) throw error
      if (status.up) await delay(breath)
      else await within(waitForLine, 'the line', status.whenUp())
      return ask()
    }
  }

  function change(name: object, roomId: string, load: () => Promise<RoomChange>): void {
    arrivals.arrive(name, async () => {
      const seen = await load()
      return { conversation: conversationKey(inRoom(roomId)), passOn: () => handlers.roomChanged(seen) }
    })
  }

  return {
    settled: () => arrivals.settled(),
    message(messageId) {
      arrivals.arrive({ messageId }, async () => {
        const payload = await twice(() => calls.message(messageId))
        const conversation = conversationOfPayload(payload, calls.self())
        handlers.announced?.(conversation, messageId, payload.text ?? '')
        return {
          conversation: conversationKey(conversation),
          passOn: async () => handlers.message(await translate(payload)),
        }
      })
    },
    joined(event) {
      names.roomChanged(event.roomId)
      change({ joined: event.roomId }, event.roomId, () => Promise.resolve(joined(event, clock)))
    },
    left(event) {
      names.roomChanged(event.roomId)
      change({ left: event.roomId }, event.roomId, () => Promise.resolve(left(event, clock)))
    },
    renamed(event) {
      change({ renamed: event.roomId }, event.roomId, () => Promise.resolve(renamed(event, clock)))
    },
    invited(event) {
      const name = { invitationId: event.roomInvitationId }
      change(name, 'invitations', () => twice(() => invited(event, calls, clock)))
    },
    dirty(event) {
      names.changed(event.payloadType, event.payloadId)
    },
  }
}
