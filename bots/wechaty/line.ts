import { Outage, reasonOf } from '../../src/kernel/errors.ts'
import type { Log } from '../../src/kernel/log.ts'
import type { Puppet, Wire, WireClient, WireEvent } from './library.ts'
import { within } from './within.ts'

interface EventStream {
  cancel(): void
  once(name: 'error' | 'end' | 'close', listener: (error?: Error) => void): unknown
}

interface Switchboard {
  readonly client: WireClient
  readonly eventStream?: EventStream | undefined
  start(): Promise<void>
}

/**
 * What the service puppet keeps to itself and cannot be done without. This file is the only one that reaches
 * beneath the library's public face, and `insideOf` looks whether all of it is there.
 */
interface Inside {
  _grpcManager: Switchboard | undefined
  readonly _payloadStore: { start(accountId: string): Promise<void> }
  __currentUserId: string | undefined
  onGrpcStreamEvent(event: WireEvent): void
  onStop(): Promise<void>
}

export interface LineListener {
  /** Anything at all came from the server. */
  heard(): void
  loggedIn(contactId: string): void
  loggedOut(): void
  /** The event stream broke off. Not called for an end that we made ourselves. */
  lost(why: string): void
}

/** The gRPC line of the service puppet: one event stream, and one client for questions. */
export interface PuppetLine {
  /** For the raw calls that the library gets wrong. Throws while there is no line. */
  readonly client: WireClient
  readonly wire: Wire
  /** One attempt at a new stream; rejects unless the server is heard on it within the time. */
  reconnect(timings: { reconnect: number; answer: number }): Promise<void>
  /** Ends the event stream only: nothing more is heard, questions are still answered. */
  hangUp(): void
  /** Ends stream and client; the account stays logged in on its server. */
  letGo(): void
}

function insideOf(puppet: Puppet): Inside | null {
  if (!('grpcManager' in puppet)) return null
  const inside = puppet as unknown as Inside
  const store: unknown = inside._payloadStore
  const known =
    typeof inside.onGrpcStreamEvent === 'function' &&
    typeof inside.onStop === 'function' &&
    typeof store === 'object' &&
    store !== null &&
    'start' in store
  if (!known) throw new Error('this version of wechaty-puppet-service is built differently inside')
  return inside
}

/**
 * Takes charge of the line of a service puppet, before the puppet starts. Null for puppets without one: those
 * look after their connection themselves.
 */
export function puppetLine(puppet: Puppet, wire: Wire, listener: LineListener, log: Log): PuppetLine | null {
  const inside = insideOf(puppet)
  if (inside === null) return null
  let current: EventStream | null = null
  let greeted: () => void = () => undefined

  // Names and rooms of yesterday, kept on disk in the home folder, would hide every rename since (trap 13).
  inside._payloadStore.start = () => Promise.resolve()

  function watch(stream: EventStream): void {
    current = stream
    greeted()
    const ended = (why: string) => (): void => {
      if (current !== stream) return
      current = null
      listener.lost(why)
    }
    stream.once('error', (error) => {
      ended(reasonOf(error))()
    })
    stream.once('end', ended('the event stream ended'))
    stream.once('close', ended('the event stream closed'))
  }

  /**
   * The old stream is cancelled, not just forgotten: as long as it lives, the server takes no other (trap 6). The
   * listeners of the library stay on it, so its error goes the ordinary way and ends in the log.
   */
  function drop(): void {
    current = null
    const board = inside?._grpcManager
    if (board === undefined) return
    board.eventStream?.cancel()
    try {
      board.client.close()
    } catch {
      // There was no client, or it was closed before: nothing is left to close.
    }
  }

  hearEverything(puppet, inside, wire, listener, log, () => {
    const stream = inside._grpcManager?.eventStream
    if (stream !== undefined && stream !== current) watch(stream)
  })

  // Whoever stops the puppet (we, or the library after a failed start): the server is never told to stop its
  // own puppet, because that logs the account out (trap 6).
  const stopped = inside.onStop.bind(puppet)
  inside.onStop = () => {
    drop()
    inside._grpcManager = undefined
    return stopped()
  }

  return {
    wire,
    get client() {
      if (inside._grpcManager === undefined) throw new Outage('chat', '与聊天服务没有连接')
      return inside._grpcManager.client
    },
    async reconnect(timings) {
      const board = inside._grpcManager
      if (board === undefined) throw new Outage('chat', '与聊天服务没有连接')
      drop()
      const greeting = new Promise<void>((heard) => (greeted = heard))
      await within(timings.reconnect, 'reconnecting', board.start())
      // A start that succeeds proves nothing: a server that is still busy with our old stream ends the new one
      // without a word. Most servers greet a stream with a first event; one that does not is asked for one.
      puppet.ding('reconnect')
      await within(timings.answer, 'the first event', greeting)
    },
    hangUp() {
      current = null
      inside._grpcManager?.eventStream?.cancel()
    },
    letGo: drop,
  }
}

/**
 * Stands in front of the library's own reader of events. One event that cannot be read must not end the process
 * (trap 2). Login and logout are taken as what they are, not as the library takes them: it refuses a second login
 * (every reconnect brings one), and answers a logout by logging the account out once more.
 */
function hearEverything(
  puppet: Puppet,
  inside: Inside,
  wire: Wire,
  listener: LineListener,
  log: Log,
  onStream: () => void,
): void {
  const types = wire.EventType
  const readOn = inside.onGrpcStreamEvent.bind(puppet)

  function login(event: WireEvent): void {
    const { contactId } = JSON.parse(event.getPayload()) as { contactId: string }
    if (inside.__currentUserId !== contactId) {
      inside.__currentUserId = undefined
      readOn(event)
    }
    listener.loggedIn(contactId)
  }

  function logout(): void {
    const contactId = inside.__currentUserId
    inside.__currentUserId = undefined
    if (contactId !== undefined) puppet.emit('logout', { contactId, data: 'logged out by the server' })
    listener.loggedOut()
  }

  inside.onGrpcStreamEvent = (event) => {
    try {
      onStream()
      listener.heard()
      const type = event.getType()
      if (type === types.EVENT_TYPE_LOGIN) login(event)
      else if (type === types.EVENT_TYPE_LOGOUT) logout()
      else readOn(event)
    } catch (error) {
      log.warn({ why: reasonOf(error) }, 'an event of the chat server could not be read')
    }
  }
}
