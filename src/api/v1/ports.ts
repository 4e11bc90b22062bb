import type { OutboxStore } from '../../chat/outbox.ts'
import type { BesideCases } from '../../cases/beside.ts'
import type { CaseRecord } from '../../cases/case.ts'
import type { CaseEvent, Move } from '../../cases/event.ts'
import type { FiledAs } from '../../cases/filing-as.ts'
import type { CaseLists } from '../../cases/lists.ts'
import type { OutsideAppeal, OutsideStore } from '../../cases/outside.ts'
import type { CaseStore, EventStore } from '../../cases/ports.ts'
import type { FollowUpStore } from '../../feedback/ports.ts'
import type { Ground } from '../../grid/ground.ts'
import type { SeatStore } from '../../grid/ports.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Log } from '../../kernel/log.ts'
import type { TimerStore } from '../../kernel/timers.ts'
import type { LedgerStore } from '../../ledger/ports.ts'
import type { UnitOfWork } from '../../kernel/unit-of-work.ts'
import type { ApprovalStore } from '../../rights/approvals.ts'
import type { AuditStore } from '../../rights/audit.ts'
import type { CredentialStore } from '../../rights/credentials.ts'
import type { KeptAnswerStore } from '../../rights/kept-answers.ts'
import type { KeyStore } from '../../rights/keys.ts'
import type { AccountStore } from '../../rights/ports.ts'
import type { SavedFilterStore } from '../../rights/saved-filters.ts'
import type { SessionStore } from '../../rights/sessions.ts'

/** What routes may read and write; inside a `change` all of one transaction. */
export interface ApiStores {
  cases: CaseStore
  caseLists: CaseLists
  besideCases: BesideCases
  savedFilters: SavedFilterStore
  events: EventStore
  outbox: OutboxStore
  timers: TimerStore
  followUps: FollowUpStore
  ledger: LedgerStore
  seats: SeatStore
  accounts: AccountStore
  credentials: CredentialStore
  sessions: SessionStore
  keys: KeyStore
  keptAnswers: KeptAnswerStore
  audit: AuditStore
  approvals: ApprovalStore
  outside: OutsideStore
}

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
  assistants?: readonly ({ person: string } | { dept: string })[] | undefined
  what?: 'withdrawal' | 'objection' | 'reopening' | 'merge' | undefined
  reached?: boolean | undefined
  agreesTo?: 'file' | 'dismiss' | 'refuse' | 'close' | undefined
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

/** Everything behind /api/v1. */
export interface ApiParts {
  stores: ApiStores
  unitOfWork: UnitOfWork<ApiStores>
  ground(): Ground
  clock: Clock
  log: Log
  moves: MovesAsked
  reception: Reception
  /** Calls back for every case that has moved; the answer ends it. */
  follow(hear: (caseId: string) => void): () => void
  /** Something was written that may be due: look now. */
  poke(): void
  /** Where people reach the pages from outside, e.g. https://linli.example.gov.cn; null: only on this machine. */
  publicUrl: string | null
}
