import { addSeconds, type Clock } from '../kernel/clock.ts'
import { Outage } from '../kernel/errors.ts'
import type { Log } from '../kernel/log.ts'
import type { UnitOfWork } from '../kernel/unit-of-work.ts'
import type { ChatLink } from '../chat/link.ts'
import { echoSeconds, type PendingNotice } from '../chat/outbox.ts'
import type { Ground } from '../grid/ground.ts'
import type { RoomWatch } from '../grid/room-watch.ts'
import { gates } from './gates/all.ts'
import { go, privatelyInstead, type Sending, type Verdict } from './gates/gate.ts'
import { befriendPurpose, notReached, telephoneReporter } from './not-reached.ts'
import type { JobStores } from './ports.ts'
import { sayTogether } from './say-together.ts'
import { setUndelivered } from './timers/undelivered.ts'
import { contactsOf, placeOf } from './seats.ts'

export interface SenderDeps {
  unitOfWork: UnitOfWork<JobStores>
  stores: JobStores
  link: ChatLink
  members: RoomWatch['known']
  ground(): Ground
  clock: Clock
  log: Log
}

export interface Sender {
  /** Sends what is due. True when anything was settled, so that a further look is worth it. */
  sendDue(): Promise<boolean>
}

type End = 'sent' | 'failed' | 'uncertain' | 'dropped' | 'parked'

/** Ends of which the duty officer is told within the hour. */
const lost: ReadonlySet<End> = new Set<End>(['failed', 'uncertain', 'parked'])

const triesAtMost = 5
const gatherAgainSeconds = 300
const backoffSeconds = [2, 10, 30, 120] as const

/**
 * The only mouth of the product (house rule 4): takes notices from the outbox, leads each through the gates and sends
 * it once. A call that ends unknown is parked as uncertain: it is never resent blindly (database.md);
 * an emergency alone is resent, once, when no room has echoed it (3.8).
 */
export function makeSender(deps: SenderDeps): Sender {
  const { outbox, seats } = deps.stores
  /** Refused sends of notices that are still waiting; `attempts` counts postponements too and is no measure. */
  const failures = new Map<string, number>()

  /** 3.8: a second alarm is better than none. */
  async function resendEmergencies(): Promise<void> {
    const now = deps.clock.now()
    const again = await outbox.resendUncertain(addSeconds(now, -echoSeconds), now, 0)
    if (again > 0) deps.log.warn({ again }, 'emergencies that no room has echoed are sent once more')
  }

  /** Only where it can be said now: what is said together must not grow old. */
  async function gatherDue(): Promise<void> {
    const now = deps.clock.now()
    const waiting = await outbox.gathered(now)
    if (waiting.length === 0) return
    try {
      await deps.unitOfWork.run((stores) => sayTogether(stores, deps.ground(), now))
    } catch (error) {
      if (error instanceof Outage) throw error
      // Whatever is wrong with one of them, the rest of the outbox goes on.
      deps.log.error({ waiting: waiting.length, err: error }, 'what waits could not be said together')
      const ids = waiting.map(({ id }) => id)
      await outbox.putOff(ids, addSeconds(now, gatherAgainSeconds))
    }
  }

  async function end(notice: PendingNotice, state: End, messageId: string | null, why: string | null) {
    failures.delete(notice.id)
    const at = deps.clock.now()
    const settled = await outbox.settle(notice.id, notice.attempts, { state, messageId, why, at })
    if (settled && lost.has(state)) await setUndelivered(deps.stores, at)
  }

  async function judge(sending: Sending): Promise<Verdict> {
    for (const gate of gates) {
      const said = await gate(sending, deps)
      if (said.verdict !== 'go') return said
    }
    return go
  }

  async function obey(notice: PendingNotice, said: Exclude<Verdict, { verdict: 'go' }>): Promise<void> {
    switch (said.verdict) {
      case 'drop':
        return end(notice, 'dropped', null, said.why)
      case 'park':
        return end(notice, 'parked', null, said.why)
      case 'postpone':
        return outbox.postpone(notice.id, notice.attempts, said.until, said.hold, said.why)
      case 'gather':
        return outbox.gather(notice.id, notice.attempts, said.gather, said.until, said.why)
      case 'instead':
        return replace(notice, said)
    }
  }

  /** Both or neither: a notice that went elsewhere is not lost half-way. */
  async function replace(
    notice: PendingNotice,
    { notices, why, unreached }: Extract<Verdict, { verdict: 'instead' }>,
    state: 'replaced' | 'failed' = 'replaced',
  ) {
    failures.delete(notice.id)
    const at = deps.clock.now()
    await deps.unitOfWork.run(async (stores) => {
      if (!(await stores.outbox.settle(notice.id, notice.attempts, { state, messageId: null, why, at })))
        return
      for (const one of notices) await stores.outbox.put(one)
      if (unreached === true) await telephoneReporter(notice, stores, deps.ground(), at)
      if (state === 'failed') await setUndelivered(stores, at)
    })
  }

  /** 1.5: whoever cannot be spoken to privately is not tried again: a person telephones. */
  async function unreached(notice: PendingNotice, why: string): Promise<void> {
    const notices = await notReached(notice, deps, deps.clock.now())
    await replace(notice, { verdict: 'instead', notices, why, unreached: true })
  }

  /**
   * What a room has refused five times is said to whom it mentions; what a private talk has refused so often about the
   * end of a case is said on the telephone. The duty officer hears of the loss either way.
   */
  async function failed(notice: PendingNotice, why: string): Promise<void> {
    const times = (failures.get(notice.id) ?? 0) + 1
    failures.set(notice.id, times)
    const notices = 'room' in notice.to && notice.purpose !== befriendPurpose ? privatelyInstead(notice) : []
    if (times >= triesAtMost)
      return replace(notice, { verdict: 'instead', notices, why, unreached: true }, 'failed')
    const wait = backoffSeconds[times - 1] ?? 120
    await outbox.postpone(notice.id, notice.attempts, addSeconds(deps.clock.now(), wait), false, why)
  }

  async function sendOne(notice: PendingNotice): Promise<void> {
    const where = await placeOf(notice.to, seats, deps.ground())
    const verdict = await judge({ notice, where, now: deps.clock.now() })
    if (verdict.verdict !== 'go') return obey(notice, verdict)
    if (where === null) return end(notice, 'parked', null, 'nowhere to say it')
    const mentions = await contactsOf(notice.mentions, seats, deps.ground())
    const { text, forwards } = notice
    const passedOn = forwards == null ? {} : { forwards }
    const said = await deps.link.send({ conversation: where, text, mentions, ...passedOn })
    if (said.outcome === 'sent') return end(notice, 'sent', said.messageId, null)
    deps.log.warn(
      { notice: notice.id, outcome: said.outcome, why: said.why },
      'a notice did not go out plainly',
    )
    if (said.outcome === 'unknown') return end(notice, 'uncertain', null, said.why)
    if (said.code === 'not_a_contact') return unreached(notice, said.why)
    await failed(notice, said.why)
  }

  return {
    /** One after the other: whatever goes wrong, at most one notice is left between claimed and settled. */
    async sendDue() {
      if (deps.link.state().state === 'up') await resendEmergencies()
      if (deps.link.state().state === 'up') await gatherDue()
      for (let sent = 0; ; sent += 1) {
        if (deps.link.state().state !== 'up') return sent > 0
        const [notice] = await outbox.claim(deps.clock.now(), 1)
        if (notice === undefined) return sent > 0
        await sendOne(notice)
      }
    },
  }
}
