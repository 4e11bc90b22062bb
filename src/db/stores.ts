import type { EntityManager } from 'typeorm'
import type { AnchorStore } from '../cases/anchors.ts'
import type { PersonTraces } from '../cases/person-traces.ts'
import type { CopiedWordsStore } from '../cases/copied-words.ts'
import type { OutsideStore } from '../cases/outside.ts'
import type { CaseStore, EventStore, ReactionQueue } from '../cases/ports.ts'
import type { PlaceQuestionStore } from '../cases/place-questions.ts'
import type { OutboxStore } from '../chat/outbox.ts'
import type { QuestionStore } from '../chat/questions.ts'
import type {
  AttendanceStore,
  RoomStore,
  SeatStore,
  TownBooks,
  TownStore,
  VisitStore,
} from '../grid/ports.ts'
import type { AccountStore } from '../rights/ports.ts'
import type { ApprovalStore } from '../rights/approvals.ts'
import type { AuditStore } from '../rights/audit.ts'
import type { CredentialStore } from '../rights/credentials.ts'
import type { KeptAnswerStore } from '../rights/kept-answers.ts'
import type { KeyStore } from '../rights/keys.ts'
import type { WebhookStore } from '../rights/webhooks.ts'
import type { SessionStore } from '../rights/sessions.ts'
import type { FigureStore, FollowUpStore } from '../feedback/ports.ts'
import type { MessageStore } from '../intake/ports.ts'
import type { CorrectionStore } from '../intake/corrections.ts'
import type { TraceStore } from '../intake/kept-until.ts'
import type { ModelExchangeStore } from '../intake/exchanges.ts'
import type { ModelStore } from '../intake/models.ts'
import type { PassedOverStore } from '../intake/passed-over.ts'
import type { TimerStore } from '../kernel/timers.ts'
import { makeAnchorStore } from './stores/anchors.ts'
import { makeAccountStore } from './stores/accounts.ts'
import { makeApprovalStore } from './stores/approvals.ts'
import { makeKeptAnswerStore, makeKeyStore } from './stores/audit.ts'
import { makeAuditStore } from './stores/audit-log.ts'
import { makeBesideCases } from './stores/beside-cases.ts'
import { makeCaseLists } from './stores/case-lists.ts'
import { makeSavedFilterStore } from './stores/saved-filters.ts'
import type { ApprovedAnswerStore } from '../cases/approved-answers.ts'
import type { BesideCases } from '../cases/beside.ts'
import type { OfficeBooks } from '../ledger/office-books.ts'
import { makeOfficeBooks } from './stores/office-books.ts'
import type { UploadStore } from '../cases/uploads.ts'
import { makeApprovedAnswerStore } from './stores/approved-answers.ts'
import { makeUploadStore } from './stores/uploads.ts'
import type { SavedFilterStore } from '../rights/saved-filters.ts'
import type { CaseLists } from '../cases/lists.ts'
import { makeCredentialStore } from './stores/credentials.ts'
import { makeSessionStore } from './stores/sessions.ts'
import type { LeftOutStore } from '../intake/left-out.ts'
import type { HotSpotStore } from '../ledger/hot-spots.ts'
import type { LedgerStore } from '../ledger/ports.ts'
import type { LedgerTaskStore } from '../ledger/task.ts'
import { makeCaseStore } from './stores/cases.ts'
import { makeCopiedWordsStore } from './stores/copied-words.ts'
import { makeCorrectionStore } from './stores/corrections.ts'
import { makeEventStore } from './stores/events.ts'
import { makeFigureStore } from './stores/figures.ts'
import { makeFollowUpStore } from './stores/follow-ups.ts'
import type { GapStore } from './stores/gaps.ts'
import { makeGapStore } from './stores/gaps.ts'
import { makeHotSpotStore, makeLeftOutStore, makePlaceQuestionStore } from './stores/hearing.ts'
import { makeLedgerStore } from './stores/ledger.ts'
import { makeLedgerTaskStore } from './stores/ledger-tasks.ts'
import { makeMessageStore } from './stores/messages.ts'
import { makeModelExchangeStore } from './stores/model-exchanges.ts'
import { makeModelStore } from './stores/models.ts'
import { makePassedOverStore } from './stores/passed-over.ts'
import { makeOutboxStore } from './stores/outbox.ts'
import { makeOutsideStore } from './stores/outside.ts'
import { makeReactionQueue } from './stores/reactions.ts'
import { makeRoomStore } from './stores/rooms.ts'
import { makeSeatStore } from './stores/seats.ts'
import { makeAttendanceStore, makeQuestionStore, makeVisitStore } from './stores/staff-desk.ts'
import { makeTimerStore } from './stores/timers.ts'
import { makePersonTraces } from './stores/person-traces.ts'
import { makeTraceStore } from './stores/traces.ts'
import { makeTownBooks, makeTownStore } from './stores/towns.ts'
import { makeWebhookStore } from './stores/webhooks.ts'

/** Everything the product keeps. */
export interface Stores {
  cases: CaseStore
  events: EventStore
  reactions: ReactionQueue
  messages: MessageStore
  modelExchanges: ModelExchangeStore
  corrections: CorrectionStore
  models: ModelStore
  passedOver: PassedOverStore
  outbox: OutboxStore
  timers: TimerStore
  town: TownStore
  townBooks: TownBooks
  seats: SeatStore
  rooms: RoomStore
  accounts: AccountStore
  gaps: GapStore
  attendance: AttendanceStore
  visits: VisitStore
  questions: QuestionStore
  copiedWords: CopiedWordsStore
  leftOut: LeftOutStore
  placeQuestions: PlaceQuestionStore
  hotSpots: HotSpotStore
  ledger: LedgerStore
  ledgerTasks: LedgerTaskStore
  figures: FigureStore
  followUps: FollowUpStore
  caseLists: CaseLists
  besideCases: BesideCases
  office: OfficeBooks
  uploads: UploadStore
  approvedAnswers: ApprovedAnswerStore
  savedFilters: SavedFilterStore
  credentials: CredentialStore
  sessions: SessionStore
  keys: KeyStore
  keptAnswers: KeptAnswerStore
  audit: AuditStore
  /** A part of a transaction that may fail alone: what it wrote is taken back, and what was written before it stays. */
  apart<T>(work: (stores: Stores) => Promise<T>): Promise<T>
  anchors: AnchorStore
  traces: TraceStore
  personTraces: PersonTraces
  webhooks: WebhookStore
  approvals: ApprovalStore
  outside: OutsideStore
}

/**
 * Stores over one manager: inside a transaction those of its unit of work; with `dataSource.manager` those
 * outside, where each call is a transaction of its own. What a port says happens "in a transaction of its own"
 * (putOff, retry, postpone) is called on the latter. While the database is away calls reject with Outage('db').
 */
export const makeStores = (manager: EntityManager): Stores => ({
  cases: makeCaseStore(manager),
  events: makeEventStore(manager),
  reactions: makeReactionQueue(manager),
  messages: makeMessageStore(manager),
  modelExchanges: makeModelExchangeStore(manager),
  corrections: makeCorrectionStore(manager),
  models: makeModelStore(manager),
  passedOver: makePassedOverStore(manager),
  outbox: makeOutboxStore(manager),
  timers: makeTimerStore(manager),
  town: makeTownStore(manager),
  townBooks: makeTownBooks(manager),
  seats: makeSeatStore(manager),
  rooms: makeRoomStore(manager),
  accounts: makeAccountStore(manager),
  gaps: makeGapStore(manager),
  attendance: makeAttendanceStore(manager),
  visits: makeVisitStore(manager),
  questions: makeQuestionStore(manager),
  copiedWords: makeCopiedWordsStore(manager),
  leftOut: makeLeftOutStore(manager),
  placeQuestions: makePlaceQuestionStore(manager),
  hotSpots: makeHotSpotStore(manager),
  ledger: makeLedgerStore(manager),
  ledgerTasks: makeLedgerTaskStore(manager),
  figures: makeFigureStore(manager),
  followUps: makeFollowUpStore(manager),
  caseLists: makeCaseLists(manager),
  besideCases: makeBesideCases(manager),
  office: makeOfficeBooks(manager),
  uploads: makeUploadStore(manager),
  approvedAnswers: makeApprovedAnswerStore(manager),
  savedFilters: makeSavedFilterStore(manager),
  credentials: makeCredentialStore(manager),
  sessions: makeSessionStore(manager),
  keys: makeKeyStore(manager),
  keptAnswers: makeKeptAnswerStore(manager),
  audit: makeAuditStore(manager),
  apart: (work) => manager.transaction((within) => work(makeStores(within))),
  anchors: makeAnchorStore(manager),
  traces: makeTraceStore(manager),
  personTraces: makePersonTraces(manager),
  webhooks: makeWebhookStore(manager),
  approvals: makeApprovalStore(manager),
  outside: makeOutsideStore(manager),
})
