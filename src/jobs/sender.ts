import { addMilliseconds, addSeconds, type Clock } from '../kernel/clock.ts'
import type { Log } from '../kernel/log.ts'
import {
  type Conversation,
  conversationKey,
  conversationOf,
  inPrivate,
  inRoom,
} from '../chat/conversation.ts'
import type { ChatLink } from '../chat/link.ts'
import { type Addressee, echoSeconds, type Expectation, type PendingNotice } from '../chat/outbox.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { Ground } from '../grid/ground.ts'
import type { JobStores } from './ports.ts'

export interface SenderDeps {
  stores: JobStores
  link: ChatLink
  ground(): Ground
  clock: Clock
  log: Log
}

export interface Sender {
  /** Sends what is due. True when anything was settled, so that a further look is worth it. */
  sendDue(): Promise<boolean>
}

const triesAtMost = 5
const backoffSeconds = [2, 10, 30, 120] as const

/** States in which a deadline rung no longer has anything to say (5.3). */
const silenced: ReadonlySet<CaseRecord['state']> = new Set([
  'resolved',
  'verified',
  'closed',
  'dismissed',
  'refused',
  'merged',
  'withdrawn',
  'long_term',
])

/** Whether the case still stands as the notice takes for granted (5.3). */
export const standsAs = (
  record: Pick<CaseRecord, 'state' | 'handler' | 'verifier'>,
  { states, handler, verifier }: Expectation,
): boolean =>
  (states === undefined || states.includes(record.state)) &&
  (handler === undefined || record.handler?.person === handler) &&
  (verifier === undefined || record.verifier?.person === verifier)

/**
 * The only mouth of the product (house rule 4): takes notices from the outbox, paces them (5.6), sends each once.
 * A call that ends unknown is parked as uncertain: it is never resent blindly (database.md);
 * an emergency alone is resent, once, when no room has echoed it (3.8).
 */
export function makeSender(deps: SenderDeps): Sender {
  /** Refused sends of notices that are still waiting; `attempts` counts postponements too and is no measure. */
  const failures = new Map<string, number>()

  /** 3.8: a second alarm is better than none. */
  async function resendEmergencies(): Promise<void> {
    const now = deps.clock.now()
    const again = await deps.stores.outbox.resendUncertain(addSeconds(now, -echoSeconds), now, 0)
    if (again > 0) deps.log.warn({ again }, 'emergencies that no room has echoed are sent once more')
  }

  async function placeOf(to: Addressee): Promise<Conversation | null> {
    if ('conversation' in to) return conversationOf(to.conversation)
    if ('room' in to) {
      const roomId = await deps.stores.seats.roomIdOf(to.room)
      return roomId === null ? null : inRoom(roomId)
    }
    const contact = await deps.stores.seats.contactOf(to.private)
    if (contact !== null) return inPrivate(contact)
    return isTownCode(to.private) ? null : inPrivate(to.private)
  }

  const isTownCode = (key: string): boolean => {
    const { directory } = deps.ground()
    return directory.person(key) !== null || directory.resident(key) !== null
  }

  async function contactsOf(keys: readonly string[]): Promise<readonly string[]> {
    const contacts = await Promise.all(
      keys.map(async (key) => (await deps.stores.seats.contactOf(key)) ?? (isTownCode(key) ? null : key)),
    )
    return contacts.filter((contact) => contact !== null)
  }

  /** 5.6: the earliest time at which this conversation, and the account, may speak again; null: now. */
  async function pacedUntil(where: Conversation, notice: PendingNotice, now: Date): Promise<Date | null> {
    if (notice.priority === 0) return null
    const { pacing } = deps.ground().rulebook
    const minuteAgo = addSeconds(now, -60)
    const here = await deps.stores.outbox.spokenSince(conversationKey(where), minuteAgo)
    const everywhere = await deps.stores.outbox.spokenSince(null, minuteAgo)
    const last = here.at(-1)
    const times = [
      last === undefined ? null : addMilliseconds(last, pacing.roomSeconds * 1_000),
      roomInWindow(here, pacing.roomPerMinute),
      roomInWindow(everywhere, pacing.accountPerMinute),
    ].filter((time) => time !== null && time > now)
    return times.reduce<Date | null>((a, b) => (a === null || (b !== null && b > a) ? b : a), null)
  }

  /** When the window of a minute has room again, if `most` were said in it. */
  const roomInWindow = (spoken: readonly Date[], most: number): Date | null => {
    const oldest = spoken.at(-most)
    return spoken.length < most || oldest === undefined ? null : addSeconds(oldest, 60)
  }

  async function overtaken(notice: PendingNotice): Promise<boolean> {
    if (notice.caseId === null || (notice.rung === null && !notice.expects)) return false
    const record = await deps.stores.cases.byId(notice.caseId)
    if (record === null) return true
    return (notice.rung !== null && silenced.has(record.state)) || !standsAs(record, notice.expects ?? {})
  }

  async function sendOne(notice: PendingNotice): Promise<void> {
    const now = deps.clock.now()
    const end = (
      state: 'sent' | 'failed' | 'uncertain' | 'dropped' | 'parked',
      messageId: string | null,
      why: string | null,
    ) => {
      failures.delete(notice.id)
      return deps.stores.outbox.settle(notice.id, notice.attempts, {
        ...{ state, messageId, why },
        at: deps.clock.now(),
      })
    }
    if (await overtaken(notice)) return void (await end('dropped', null, 'overtaken by events'))
    if ('room' in notice.to && deps.ground().directory.room(notice.to.room)?.shadow === true)
      return void (await end('dropped', null, 'room in shadow mode'))
    const where = await placeOf(notice.to)
    if (where === null) {
      deps.log.warn(
        { notice: notice.id, to: notice.to, purpose: notice.purpose },
        'nobody to say it to: parked',
      )
      return void (await end('parked', null, 'no chat account or room is tied to the addressee'))
    }
    const paced = await pacedUntil(where, notice, now)
    if (paced !== null) return deps.stores.outbox.postpone(notice.id, notice.attempts, paced, true, 'paced')
    const said = await deps.link.send({
      conversation: where,
      text: notice.text,
      mentions: await contactsOf(notice.mentions),
    })
    if (said.outcome === 'sent') return void (await end('sent', said.messageId, null))
    deps.log.warn(
      { notice: notice.id, outcome: said.outcome, why: said.why },
      'a notice did not go out plainly',
    )
    if (said.outcome === 'unknown') return void (await end('uncertain', null, said.why))
    const times = (failures.get(notice.id) ?? 0) + 1
    failures.set(notice.id, times)
    if (times >= triesAtMost) return void (await end('failed', null, said.why))
    const wait = backoffSeconds[times - 1] ?? 120
    await deps.stores.outbox.postpone(
      notice.id,
      notice.attempts,
      addSeconds(deps.clock.now(), wait),
      false,
      said.why,
    )
  }

  return {
    /** One after the other: whatever goes wrong, at most one notice is left between claimed and settled. */
    async sendDue() {
      if (deps.link.state().state === 'up') await resendEmergencies()
      for (let sent = 0; ; sent += 1) {
        if (deps.link.state().state !== 'up') return sent > 0
        const [notice] = await deps.stores.outbox.claim(deps.clock.now(), 1)
        if (notice === undefined) return sent > 0
        await sendOne(notice)
      }
    },
  }
}
