import type { Outbound, SendOutcome } from '../../src/chat/link.ts'
import { reasonOf } from '../../src/kernel/errors.ts'
import type { Log } from '../../src/kernel/log.ts'
import type { Names } from './names.ts'
import { within, TimeOut } from './within.ts'
import { spokenName } from './spoken-name.ts'

export interface SendDeps {
  isUp(): boolean
  names: Names
  /** Puts the text on the wire; answers the message's id where the puppet tells one. */
  put(conversationId: string, text: string, mentionIds: string[]): Promise<string | null>
  /** Passes a message on as it is; answers the id of the new one where the puppet tells one. */
  forward(conversationId: string, messageId: string): Promise<string | null>
  sendMs: number
  log: Log
}

/** Ends a mention; the platform's own sign for it. */
const mentionEnd = '\u2005'

/** gRPC codes that our own side makes up when the connection breaks under a call. */
const cancelled = 1
const deadlinePassed = 4
const internal = 13
const unavailable = 14

/** What the client says of a call that never left. */
const neverLeft =
  /no connection established|ECONNREFUSED|ENOTFOUND|name resolution|channel (?:has been )?closed|NO CLIENT/iu
const brokeOff = /RST_STREAM|stream removed|connection (?:dropped|lost|reset)|ECONNRESET|EPIPE|socket/iu

/** What gateways say of a private talk with somebody who has not befriended the account, or has ended it. */
const notFriends =
  /朋友验证|好友验证|不是.{0,8}(?:朋友|好友|联系人)|not (?:a |your |my )*(?:friend|contact)\b/iu

/**
 * Did a rejected call reach the other side? Where the server itself refused, or no connection was ever made, it
 * did not. Where the connection broke under the call, nobody knows.
 */
function outcomeOf(error: unknown): SendOutcome {
  const why = reasonOf(error)
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
  if (error instanceof TimeOut || code === cancelled || code === deadlinePassed)
    return { outcome: 'unknown', why }
  if (code === unavailable) return { outcome: neverLeft.test(why) ? 'failed' : 'unknown', why }
  if (code === internal && brokeOff.test(why)) return { outcome: 'unknown', why }
  return notFriends.test(why) ? { outcome: 'failed', why, code: 'not_a_contact' } : { outcome: 'failed', why }
}

/**
 * One send, once, with its three ends (trap 5). `unknown` after the time is out: the call may hang in a frozen
 * server and still be delivered when it wakes. Such a late end is logged, so that a person can look it up.
 */
export function makeSend(deps: SendDeps): (outbound: Outbound) => Promise<SendOutcome> {
  async function addressed(outbound: Outbound): Promise<{ id: string; text: string; mentionIds: string[] }> {
    const { conversation, text, mentions } = outbound
    if (conversation.kind === 'private') return { id: conversation.contactId, text, mentionIds: [] }
    const mentionIds = [...new Set(mentions)]
    const names = await Promise.all(mentionIds.map((id) => deps.names.inRoom(conversation.roomId, id)))
    const front = names
      .map(spokenName)
      .filter((name) => name !== '')
      .map((name) => `@${name}${mentionEnd}`)
    return { id: conversation.roomId, text: `${front.join('')}${text}`, mentionIds }
  }

  async function logLateEnd(where: string, sending: Promise<string | null>): Promise<void> {
    try {
      const messageId = await sending
      deps.log.warn({ conversationId: where, messageId }, 'a send of unknown end went out after all')
    } catch (error) {
      deps.log.warn(
        { conversationId: where, why: reasonOf(error) },
        'a send of unknown end has failed after all',
      )
    }
  }

  return async (outbound) => {
    const notConnected: SendOutcome = { outcome: 'failed', why: '与聊天服务没有连接' }
    if (!deps.isUp()) return notConnected
    let sending: Promise<string | null> | null = null
    try {
      const { id, text, mentionIds } = await within(deps.sendMs, 'the names to mention', addressed(outbound))
      // Nothing has left yet: what was found out about names meanwhile may have cost us the line.
      if (!deps.isUp()) return notConnected
      const { forwards } = outbound
      sending = forwards === undefined ? deps.put(id, text, mentionIds) : deps.forward(id, forwards)
      return { outcome: 'sent', messageId: await within(deps.sendMs, 'sending', sending) }
    } catch (error) {
      if (sending === null) return { outcome: 'failed', why: reasonOf(error) }
      const end = outcomeOf(error)
      if (error instanceof TimeOut) {
        const { conversation } = outbound
        void logLateEnd(conversation.kind === 'room' ? conversation.roomId : conversation.contactId, sending)
      }
      return end
    }
  }
}
