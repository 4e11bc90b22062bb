import { Outage } from '../../src/kernel/errors.ts'
import { instant } from '../../src/kernel/clock.ts'
import { arrange } from './arranging.ts'
import type { AttachmentShelf } from './attachments.ts'
import { changeRoom } from './changing.ts'
import type { DoorCall } from './door.ts'
import { asks } from './door-format.ts'
import type { SendFaults } from './faults.ts'
import { identitiesOf, shown, shownMessages, shownRooms } from './listing.ts'
import { sayIn } from './saying.ts'
import type { WorldStore } from './world-store.ts'

export interface DoorCallsDeps {
  store: WorldStore
  shelf: AttachmentShelf
  faults: SendFaults
  /** Whether the bot's client is connected. */
  hasClient(): boolean
  stop(why: string): void
}

function attachmentOf(
  { store, shelf }: DoorCallsDeps,
  id: string,
): { name: string; mediaType: string; base64: string } | null {
  const attachment = store.state.byId.get(id)?.attachment
  if (!attachment) return null
  try {
    return { ...attachment, base64: shelf.read(id).toString('base64') }
  } catch (error) {
    throw new Outage('chat', `the bytes of ${id} cannot be read`, { cause: error })
  }
}

/** Every call of the control door by its path. */
export function makeDoorCalls(deps: DoorCallsDeps): Record<string, DoorCall> {
  const { store, faults } = deps
  const done = (work: (body: unknown) => void): DoorCall => {
    return async (body) => {
      work(body)
      return {}
    }
  }
  const gives = (work: (body: unknown) => unknown): DoorCall => {
    return async (body) => Promise.resolve(work(body))
  }
  return {
    ping: gives(() => ({
      pid: process.pid,
      client: deps.hasClient(),
      latest: store.state.messages.at(-1)?.id ?? null,
      now: store.now(),
    })),
    arrange: done((body) => {
      arrange(store, asks.arrange.parse(body))
    }),
    identities: gives(() => identitiesOf(store.state)),
    say: gives((body) => {
      const { say, at } = asks.say.parse(body)
      return { id: sayIn(deps, say, instant(at)).id }
    }),
    rooms: gives(() => shownRooms(store.state)),
    messages: gives((body) => {
      const { room, after } = asks.messages.parse(body)
      return shownMessages(store.state, room, after)
    }),
    attachment: gives((body) => attachmentOf(deps, asks.attachment.parse(body).id)),
    change: done((body) => {
      const { change, at } = asks.change.parse(body)
      changeRoom(store, change, instant(at))
    }),
    setClock: done((body) => {
      const { at, running } = asks.setClock.parse(body)
      store.record({ is: 'clock', at, running })
    }),
    freezeSends: done((body) => {
      faults.freeze(asks.freezeSends.parse(body).frozen)
    }),
    failSends: done((body) => {
      faults.failNext(asks.failSends.parse(body).count)
    }),
    stop: done(() => {
      setImmediate(() => {
        deps.stop('asked to')
      })
    }),
  }
}

/** Writes every message said from now on, a line each. Returns how to stop. */
export function followWorld(store: WorldStore, write: (line: string) => void): () => void {
  return store.onLine((line) => {
    if (line.is === 'message') write(JSON.stringify(shown(store.state, line)))
  })
}
