import type { OutboxStore } from '../chat/outbox.ts'
import type { AnchorStore } from '../cases/anchors.ts'
import type { BesideCases } from '../cases/beside.ts'
import type { CaseStore, EventStore, ReactionQueue } from '../cases/ports.ts'
import type { PlaceQuestionStore } from '../cases/place-questions.ts'
import type { CaseEvent } from '../cases/event.ts'
import type { FigureStore, FollowUpStore } from '../feedback/ports.ts'
import type { RoomStore, SeatStore, TownBooks, TownStore } from '../grid/ports.ts'
import type { CorrectionStore } from '../intake/corrections.ts'
import type { ModelExchangeStore } from '../intake/exchanges.ts'
import type { ModelStore } from '../intake/models.ts'
import type { TraceStore } from '../intake/kept-until.ts'
import type { MessageStore } from '../intake/ports.ts'
import type { Log } from '../kernel/log.ts'
import type { DueTimer, TimerStore } from '../kernel/timers.ts'
import type { HotSpotStore } from '../ledger/hot-spots.ts'
import type { LedgerStore } from '../ledger/ports.ts'
import type { WebhookStore } from '../rights/webhooks.ts'
import type { LedgerTaskStore } from '../ledger/task.ts'

export interface JobStores {
  cases: CaseStore
  events: EventStore
  reactions: ReactionQueue
  messages: MessageStore
  modelExchanges: ModelExchangeStore
  corrections: CorrectionStore
  models: ModelStore
  outbox: OutboxStore
  timers: TimerStore
  seats: SeatStore
  town: TownStore
  townBooks: TownBooks
  placeQuestions: PlaceQuestionStore
  hotSpots: HotSpotStore
  ledger: LedgerStore
  ledgerTasks: LedgerTaskStore
  figures: FigureStore
  rooms: RoomStore
  followUps: FollowUpStore
  besideCases: Pick<BesideCases, 'callers'>
  anchors: AnchorStore
  traces: TraceStore
  webhooks: WebhookStore
}

/** Learns from corrections, elsewhere and at leisure. */
export interface Learner {
  /** Begins an attempt and returns at once; what comes of it is decided and told when it ends. */
  begin(run: string): void
  /** This process is still at it. */
  isAt(run: string): boolean
}

/** What follows from an event; runs in the transaction that settles it. */
export type React = (event: CaseEvent, stores: JobStores, now: Date) => Promise<void>

/** What a due timer does; runs in the transaction that takes it. What it returns is done after the commit. */
export type Fire = (
  timer: DueTimer,
  stores: JobStores,
  now: Date,
  log: Log,
) => Promise<(() => Promise<void>) | undefined>
