import type { LedgerAsked } from '../papers/ledger-rows.ts'
import type { Packed } from '../papers/parcel.ts'
import type { OutboxStore } from '../../chat/outbox.ts'
import type { ApprovedAnswerStore } from '../../cases/approved-answers.ts'
import type { AnchorStore } from '../../cases/anchors.ts'
import type { PersonTraces } from '../../cases/person-traces.ts'
import type { BesideCases } from '../../cases/beside.ts'
import type { FiledAs } from '../../cases/filing-as.ts'
import type { CaseRecord } from '../../cases/case.ts'
import type { Actor, CaseEvent, Move } from '../../cases/event.ts'
import type { CaseLists } from '../../cases/lists.ts'
import type { Registration } from '../../cases/registration.ts'
import type { OutsideAppeal, OutsideStore } from '../../cases/outside.ts'
import type { PlaceQuestionStore } from '../../cases/place-questions.ts'
import type { CaseStore, EventStore, ReactionQueue } from '../../cases/ports.ts'
import type { UploadStore } from '../../cases/uploads.ts'
import type { LinkGap, LinkState } from '../../chat/link.ts'
import type { FollowUp } from '../../feedback/follow-up.ts'
import type { FigureStore, FollowUpStore } from '../../feedback/ports.ts'
import type { HotSpotStore } from '../../ledger/hot-spots.ts'
import type { OfficeBooks } from '../../ledger/office-books.ts'
import type { Ground } from '../../grid/ground.ts'
import type { CorrectionStore } from '../../intake/corrections.ts'
import type { ModelExchangeStore } from '../../intake/exchanges.ts'
import type { TraceStore } from '../../intake/kept-until.ts'
import type { ModelStore } from '../../intake/models.ts'
import type { PassedOverStore } from '../../intake/passed-over.ts'
import type { KeptMessage, MessageStore } from '../../intake/ports.ts'
import type {
  AttendanceStore,
  RoomStore,
  SeatStore,
  TownBooks,
  TownStore,
  VisitStore,
} from '../../grid/ports.ts'
import type { RawSheet } from '../../grid/set-up/rows.ts'
import type { Absence, Room } from '../../grid/town.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Log } from '../../kernel/log.ts'
import type { OutwardReach } from '../../kernel/outward-reach.ts'
import type { TimerStore } from '../../kernel/timers.ts'
import type { LedgerStore } from '../../ledger/ports.ts'
import type { LedgerTaskStore } from '../../ledger/task.ts'
import type { UnitOfWork } from '../../kernel/unit-of-work.ts'
import type { Routing } from '../../routing/decision.ts'
import type { ApprovalStore } from '../../rights/approvals.ts'
import type { AuditStore } from '../../rights/audit.ts'
import type { CredentialStore } from '../../rights/credentials.ts'
import type { ModelEndpoint } from '../../rights/model-endpoints.ts'
import type { KeptAnswerStore } from '../../rights/kept-answers.ts'
import type { KeyStore } from '../../rights/keys.ts'
import type { AccountStore } from '../../rights/ports.ts'
import type { SavedFilterStore } from '../../rights/saved-filters.ts'
import type { WebhookStore } from '../../rights/webhooks.ts'
import type { SessionStore } from '../../rights/sessions.ts'
import type { Pictures } from './picture-port.ts'

/** What routes may read and write; inside a `change` all of one transaction. */
export interface ApiStores {
  corrections: CorrectionStore
  messages: MessageStore
  models: ModelStore
  passedOver: PassedOverStore
  cases: CaseStore
  caseLists: CaseLists
  besideCases: BesideCases
  personTraces: PersonTraces
  anchors: AnchorStore
  uploads: UploadStore
  approvedAnswers: ApprovedAnswerStore
  savedFilters: SavedFilterStore
  events: EventStore
  reactions: ReactionQueue
  modelExchanges: ModelExchangeStore
  placeQuestions: PlaceQuestionStore
  figures: FigureStore
  traces: TraceStore
  outbox: OutboxStore
  timers: TimerStore
  followUps: FollowUpStore
  office: OfficeBooks
  visits: VisitStore
  hotSpots: HotSpotStore
  gaps: GapsSeen
  ledger: LedgerStore
  ledgerTasks: LedgerTaskStore
  seats: SeatStore
  rooms: RoomStore
  town: TownStore
  townBooks: TownBooks
  attendance: AttendanceStore
  accounts: AccountStore
  credentials: CredentialStore
  sessions: SessionStore
  keys: KeyStore
  keptAnswers: KeptAnswerStore
  audit: AuditStore
  /** A part of a change that may be refused alone: what it wrote is taken back, and the rest stays. */
  apart<T>(work: (stores: ApiStores) => Promise<T>): Promise<T>
  webhooks: WebhookStore
  approvals: ApprovalStore
  outside: OutsideStore
}

type TargetAsked = { person: string } | { dept: string }

/** What a move of 2.1 may bring along; which of it a move needs, the lifecycle table says. */
export interface MoveWish extends FiledAs {
  text?: string | undefined
  outcome?: 'solved' | 'partly' | 'explained' | undefined
  ground?: string | undefined
  /** Person code. */
  handler?: string | undefined
  dept?: string | undefined
  days?: number | undefined
  until?: Date | undefined
  /** Case number. */
  into?: string | undefined
  class?: 'objective' | 'responsible' | undefined
  /** 3.9: with a task and a time of their own where they are set. */
  assistants?: readonly (TargetAsked & { task?: string | undefined; dueAt?: Date | undefined })[] | undefined
  lead?: TargetAsked | undefined
  what?: 'withdrawal' | 'objection' | 'reopening' | 'merge' | undefined
  reached?: boolean | undefined
  agreesTo?: 'file' | 'dismiss' | 'refuse' | 'close' | undefined
  /** Attachments of the case that show the result. */
  photos?: readonly string[] | undefined
  /** An approved answer to give (2.6). */
  answer?: string | undefined
}

export interface MoveAsked {
  person: string
  /** As the caller saw it; locked already, and in the caller's sight. */
  record: CaseRecord
  move: Move
  wish: MoveWish
  /** Names the order, so that all it did can be taken back as one (2.4). */
  order: string
  now: Date
}

/** Moves by somebody at a desk: decided by the same code as words in the chat. */
export interface MovesAsked {
  /** Makes the move in the caller's transaction; a Refusal where it may not be made, and nothing is changed. */
  make(stores: ApiStores, asked: MoveAsked): Promise<{ record: CaseRecord; event: CaseEvent }>
  /** What waits for a person (10.1 我的待办), nearest due first. */
  waitingFor(person: string): Promise<readonly CaseRecord[]>
}

/** Appeals of other systems: received by the same rules as those said in the chat. */
export interface Reception {
  /** The case exists, with its number, once the caller's transaction is done. */
  receive(stores: ApiStores, appeal: OutsideAppeal, now: Date): Promise<CaseRecord>
}

/** What the reader passed over, for who looks after it (8.1). */
export interface PassedOver {
  /** Raw messages are looked at so far back. */
  since(now: Date): Date
  /** Whether words are about this person: then they are not shown to them (3.5). */
  isAbout(person: string, message: Pick<KeptMessage, 'text'>): boolean
  /** This was one: the case that waits in triage from now on; a Refusal where the message is gone or dealt with. */
  takeUp(
    stores: ApiStores,
    asked: { seq: string; person: string; as: FiledAs; now: Date },
  ): Promise<CaseRecord>
}

/** The model that this instance reads with. */
export interface ReaderModelPort {
  /** Its name; null: the one that the project brings along. */
  name(): string | null
  /** Another one may be in use now. */
  refresh(): Promise<void>
  /** Whether one is learnt each night. */
  nightly: boolean
}

/** What is done to rooms, leave and the duty by the desk's own code, as in the chat (1.3, 1.6, 3.4, 8.8). */
export interface TownAsked {
  bindRoom(
    stores: ApiStores,
    asked: { person: string; room: Room; roomId: string; now: Date },
  ): Promise<{ reread: boolean }>
  showRoom(
    stores: ApiStores,
    asked: { person: string; room: Room; shadow: boolean; now: Date },
  ): Promise<void>
  /** The open cases that stay with the person. */
  leave(
    stores: ApiStores,
    asked: { absence: Absence; by: string; id: string; now: Date },
  ): Promise<readonly CaseRecord[]>
  endLeave(stores: ApiStores, asked: { person: string; by: string; now: Date }): Promise<Absence>
  takeDuty(
    stores: ApiStores,
    asked: { person: string; by: string; now: Date },
  ): Promise<{ from: string | null; again: boolean }>
}

/** Where the bytes of attachments are read and written: the one place that knows how they lie. */
export interface BytesKept {
  put(id: string, attachment: { name: string; bytes: Uint8Array }): Promise<void>
  get(id: string): Promise<Uint8Array | null>
  drop(id: string): Promise<void>
}

/** Stretches in which nothing could be heard. */
export interface GapsSeen {
  recent(most: number): Promise<readonly LinkGap[]>
}

/** Tasks and visits of the office: done by the desk's own code, as in the chat (6.6, 6.8, 9.6). */
export interface OfficeAsked {
  reportTask(
    stores: ApiStores,
    asked: {
      task: FollowUp
      record: CaseRecord
      person: string
      words: string
      reached: boolean
      mood?: 'calm' | 'flaring' | 'noted'
      now: Date
    },
  ): Promise<string>
  visit(
    stores: ApiStores,
    visited: { person: string; place: string; words: string; area: string | null; now: Date },
  ): Promise<{ id: string; area: string }>
}

/** Everything behind /api/v1. */
/** Whoever has it writes one ledger, or leaves it; it is given back by itself when the rows end or nobody takes them. */
export interface LedgerPlace {
  /** The rows as pieces of a sheet; nothing is done before the first is asked for. */
  write(asked: LedgerAsked): AsyncIterable<Packed>
  /** Given back already, because nobody took the rows in time: what is half sent is to be cut off. */
  late: AbortSignal
  leave(): Promise<void>
}

export interface ApiParts {
  stores: ApiStores
  unitOfWork: UnitOfWork<ApiStores>
  ground(): Ground
  clock: Clock
  log: Log
  moves: MovesAsked
  office: OfficeAsked
  /** How our seat in the chat stands. */
  link(): LinkState
  attachments: BytesKept
  pictures: Pictures
  reception: Reception
  /** 来访来电: takes a matter in, and says where it will go by the rules. */
  register(
    stores: ApiStores,
    asked: { registration: Registration; by: Actor; order: string; now: Date },
  ): Promise<{ record: CaseRecord; routing: Routing }>
  passedOver: PassedOver
  readerModel: ReaderModelPort
  /** Models that the operator has set, wherever they are (9.7). */
  modelEndpoints: readonly ModelEndpoint[]
  townAsked: TownAsked
  /** Where webhooks may lead. */
  webhookReach: OutwardReach
  /** Ledgers of more rows than can be made beside everything else. */
  largeLedgers: {
    /** Takes a place; null where as many are being written as the machine can bear, or one for the same caller. */
    enter(owner: string): LedgerPlace | null
  }
  /** The sheets of a workbook that somebody has sent, read beside everything else; refuses what cannot be read. */
  readSheets(bytes: Uint8Array): Promise<readonly RawSheet[]>
  /** Calls back for every case that has moved; the answer ends it. */
  follow(hear: (caseId: string) => void): () => void
  /** Something was written that may be due: look now. */
  poke(): void
  /**
   * Does what follows of a case's moves at once, in the caller's transaction, and gives the case as it then stands: what is
   * answered is what the next look shows, under the version that the next change names. What fails is left to the engine.
   */
  settled(stores: ApiStores, record: CaseRecord, now: Date): Promise<CaseRecord>
  /** A case has moved and is committed: whoever follows is told, and what is due is looked for. */
  moved(caseId: string): void
  /** The town, its rules, leave or duty have changed: they are in force when this has ended. Never rejects. */
  townChanged(): Promise<void>
  /** What was said in a room before it was bound again is to be read now. */
  reread(): void
  /** Where people reach the pages from outside, e.g. https://linli.example.gov.cn; null: only on this machine. */
  publicUrl: string | null
}
