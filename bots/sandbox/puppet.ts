import type { EventEmitter } from 'node:events'
import { types } from 'wechaty-puppet'
import type { Clock } from '../../src/kernel/clock.ts'
import type { AttachmentShelf } from './attachments.ts'
import { Delivery } from './delivery.ts'
import type { SendFaults } from './faults.ts'
import { contactIdOf, roomIdOf } from './people-of-world.ts'
import { SandboxActs } from './puppet-acts.ts'
import type { WorldLine } from './world-entry.ts'
import { botCode, seatedIn } from './world-state.ts'
import type { RoomLife, WorldStore } from './world-store.ts'

export interface SandboxPuppetDeps {
  store: WorldStore
  shelf: AttachmentShelf
  faults: SendFaults
  machine: Clock
  /** Whether a client that comes back is told what it missed; see `Delivery`. */
  replay: boolean
}

const heartbeatMilliseconds = 15_000

/** The bot's account in the world of a `WorldStore`, as Wechaty sees it. */
export class SandboxPuppet extends SandboxActs {
  static override readonly VERSION: string = '1.0.0'
  readonly #delivery: Delivery
  readonly #stale = new Map<string, types.Dirty[]>()
  #heartbeat: NodeJS.Timeout | null = null

  constructor(deps: SandboxPuppetDeps) {
    super(deps)
    this.#delivery = new Delivery({
      store: deps.store,
      machine: deps.machine,
      replay: deps.replay,
      emit: (message) => this.emit('message', { messageId: message.id }),
      caughtUp: (since) => {
        this.#catchUp(since)
      },
    })
    deps.store.onLine((line) => {
      this.#forget(line)
    })
    deps.store.onLife((life) => {
      this.#report(life)
    })
    this.#watchStream()
    this.#watchStart()
  }

  /** Whether a client's event stream is open. */
  get hasClient(): boolean {
    return this.#delivery.open
  }

  override version(): string {
    return SandboxPuppet.VERSION
  }

  override name(): string {
    return 'sandbox'
  }

  override async onStart(): Promise<void> {
    this.#logIn()
    this.#heartbeat = setInterval(() => this.emit('heartbeat', { data: 'sandbox' }), heartbeatMilliseconds)
  }

  override async onStop(): Promise<void> {
    if (this.#heartbeat) clearInterval(this.#heartbeat)
    this.#heartbeat = null
  }

  override ding(word?: string): void {
    this.emit('dong', word === undefined ? {} : { data: word })
  }

  #logIn(): void {
    this.login(contactIdOf(botCode))
    this.emit('ready', { data: 'sandbox' })
  }

  /**
   * Every client that connects calls `start`: the first call starts us, each says that a client is ready to listen,
   * and brings back an account that a client has logged out. (Wechaty declares `start` as a property: hence no override.)
   */
  #watchStart(): void {
    const startOnce = this.start.bind(this)
    this.start = async () => {
      await startOnce()
      if (!this.isLoggedIn) this.#logIn()
      this.#delivery.clientReady()
    }
  }

  /** The server hangs listeners on us for exactly as long as a client's event stream is open. */
  #watchStream(): void {
    const emitter = this as unknown as EventEmitter
    emitter.on('newListener', (name: string | symbol) => {
      if (name === 'message' && emitter.listenerCount('message') === 0) this.#delivery.streamOpened()
    })
    emitter.on('removeListener', (name: string | symbol) => {
      if (name === 'message' && emitter.listenerCount('message') === 0) this.#delivery.streamEnded()
    })
  }

  /** Tells a client that was away which names and seats to ask for anew, and repeats open invitations. */
  #catchUp(since: Date | null): void {
    const { state } = this.world
    for (const { id, accepted } of state.invitations.values()) {
      if (!accepted) this.emit('room-invite', { roomInvitationId: id })
    }
    if (!since) return
    for (const { code, changedAt } of state.rooms.values())
      if (changedAt >= since.getTime()) this.#roomStale(code)
    for (const { code, changedAt } of state.people.values()) {
      if (changedAt >= since.getTime()) this.#markStale(contactIdOf(code), [types.Dirty.Contact])
    }
  }

  #forget(line: WorldLine): void {
    if (line.is === 'person' || line.is === 'remark')
      this.#markStale(contactIdOf(line.code), [types.Dirty.Contact])
    if (line.is === 'bot') this.#markStale(contactIdOf(botCode), [types.Dirty.Contact])
    if (line.is === 'room') this.#roomStale(line.code)
    if (line.is === 'seat') this.#roomStale(line.room)
  }

  #roomStale(code: string): void {
    this.#markStale(roomIdOf(code), [types.Dirty.Room, types.Dirty.RoomMember])
  }

  /** Our own caches forget at once; the client is told once for all that changed together. */
  #markStale(id: string, kinds: types.Dirty[]): void {
    for (const payloadType of kinds) this.onDirty({ payloadType, payloadId: id })
    if (this.#stale.size === 0) {
      setImmediate(() => {
        this.#tellStale()
      })
    }
    this.#stale.set(id, kinds)
  }

  #tellStale(): void {
    for (const [payloadId, kinds] of this.#stale) {
      for (const payloadType of kinds) this.emit('dirty', { payloadType, payloadId })
    }
    this.#stale.clear()
  }

  /** Room events reach the bot only from rooms it sits in, or has just had to leave. */
  #report(life: RoomLife): void {
    if (life.kind === 'invited') {
      this.emit('room-invite', { roomInvitationId: life.invitation })
      return
    }
    if (life.kind === 'befriended') {
      this.emit('friendship', { friendshipId: contactIdOf(life.who) })
      return
    }
    const room = this.world.state.rooms.get(life.room)
    const touchesBot = life.kind !== 'renamed' && life.who.includes(botCode)
    if (!room || !(touchesBot || seatedIn(room).includes(botCode))) return
    const common = { roomId: roomIdOf(life.room), timestamp: life.at.getTime() }
    const by = contactIdOf(life.by)
    if (life.kind === 'joined') {
      this.emit('room-join', { ...common, inviteeIdList: life.who.map(contactIdOf), inviterId: by })
    } else if (life.kind === 'left') {
      this.emit('room-leave', { ...common, removeeIdList: life.who.map(contactIdOf), removerId: by })
    } else {
      this.emit('room-topic', { ...common, newTopic: life.to, oldTopic: life.from, changerId: by })
    }
  }
}
