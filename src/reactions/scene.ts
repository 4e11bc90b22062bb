import type { Notice, OutboxStore } from '../chat/outbox.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { CaseEvent } from '../cases/event.ts'
import type { PlaceQuestionStore } from '../cases/place-questions.ts'
import type { CaseStore, EventStore } from '../cases/ports.ts'
import type { ClosingStores } from '../feedback/closing.ts'
import { heldBack, heldUntil } from '../feedback/holding.ts'
import type { Ground } from '../grid/ground.ts'
import type { SeatStore } from '../grid/ports.ts'
import type { CorrectionStore } from '../intake/corrections.ts'
import type { MessageStore } from '../intake/ports.ts'
import type { TimerStore } from '../kernel/timers.ts'
import type { HotSpotStore } from '../ledger/hot-spots.ts'
import type { LedgerStore } from '../ledger/ports.ts'
import type { WebhookStore } from '../rights/webhooks.ts'

export interface ReactionStores extends ClosingStores {
  cases: CaseStore
  events: EventStore
  outbox: OutboxStore
  timers: TimerStore
  placeQuestions: PlaceQuestionStore
  hotSpots: HotSpotStore
  ledger: LedgerStore
  corrections: CorrectionStore
  messages: MessageStore
  seats: SeatStore
  webhooks: WebhookStore
}

/** An event, the case as it stands now, and everything a reaction may use; all in one transaction. */
export interface Scene {
  event: CaseEvent
  record: CaseRecord
  stores: ReactionStores
  ground: Ground
  now: Date
}

export type Reaction = (scene: Scene) => Promise<void>

/** The bot, by the rules alone. */
export const byRule = { actor: { by: 'bot', post: 'bot' }, door: 'rule' } as const

/** Puts notices into the outbox, held back where 2.4 holds what follows from a command. */
export async function say(scene: Scene, notices: readonly (Notice | null)[]): Promise<void> {
  const { event, record, stores, ground } = scene
  const until = notices.length === 0 ? null : await heldUntil(event, record, stores.events, ground)
  for (const notice of notices) if (notice !== null) await stores.outbox.put(heldBack(notice, until, ground))
}

/** As they are, but what is put into the outbox is held back where 2.4 holds what follows from a command. */
export async function holdingBack({ event, record, stores, ground }: Scene): Promise<ReactionStores> {
  const until = await heldUntil(event, record, stores.events, ground)
  const put: OutboxStore['put'] = (notice) => stores.outbox.put(heldBack(notice, until, ground))
  return { ...stores, outbox: { ...stores.outbox, put } }
}

/** Says what a function of event and case makes. */
export const telling =
  (
    notices: (event: CaseEvent, record: CaseRecord, ground: Ground, now: Date) => readonly (Notice | null)[],
  ): Reaction =>
  (scene) =>
    say(scene, notices(scene.event, scene.record, scene.ground, scene.now))

/** The private words of the event; '' where none came or they were erased. */
export const wordsOf = async ({ stores, event }: Scene): Promise<string> =>
  (await stores.events.words(event.id)) ?? ''

/** As `telling`, with the words that came with the move. */
export const tellingWhy =
  (
    notices: (
      event: CaseEvent,
      record: CaseRecord,
      words: string,
      ground: Ground,
      now: Date,
    ) => readonly Notice[],
  ): Reaction =>
  async (scene) =>
    say(scene, notices(scene.event, scene.record, await wordsOf(scene), scene.ground, scene.now))
