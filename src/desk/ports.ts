import type { BesideCases } from '../cases/beside.ts'
import type { PersonTraces } from '../cases/person-traces.ts'
import type { AuditStore } from '../rights/audit.ts'
import type { OutboxStore } from '../chat/outbox.ts'
import type { QuestionStore } from '../chat/questions.ts'
import type { CopiedWordsStore } from '../cases/copied-words.ts'
import type { CaseStore, EventStore } from '../cases/ports.ts'
import type { PlaceQuestionStore } from '../cases/place-questions.ts'
import type { FollowUpStore } from '../feedback/ports.ts'
import type { Ground } from '../grid/ground.ts'
import type { AttendanceStore, RoomStore, SeatStore, TownStore, VisitStore } from '../grid/ports.ts'
import type { RoomWatch } from '../grid/room-watch.ts'
import type { CorrectionStore } from '../intake/corrections.ts'
import type { LeftOutStore } from '../intake/left-out.ts'
import type { PassedOverStore } from '../intake/passed-over.ts'
import type { MessageStore } from '../intake/ports.ts'
import type { Reader } from '../intake/reading.ts'
import type { CredentialStore } from '../rights/credentials.ts'
import type { AccountStore } from '../rights/ports.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Log } from '../kernel/log.ts'
import type { TimerStore } from '../kernel/timers.ts'
import type { UnitOfWork } from '../kernel/unit-of-work.ts'

export interface DeskStores {
  cases: CaseStore
  events: EventStore
  messages: MessageStore
  passedOver: PassedOverStore
  corrections: Pick<CorrectionStore, 'takeBack'>
  outbox: OutboxStore
  timers: TimerStore
  seats: SeatStore
  accounts: AccountStore
  credentials: CredentialStore
  rooms: RoomStore
  town: TownStore
  attendance: AttendanceStore
  visits: VisitStore
  copiedWords: CopiedWordsStore
  leftOut: LeftOutStore
  personTraces: PersonTraces
  audit: AuditStore
  placeQuestions: PlaceQuestionStore
  questions: QuestionStore
  followUps: FollowUpStore
  besideCases: Pick<BesideCases, 'callers'>
}

export interface DeskDeps {
  unitOfWork: UnitOfWork<DeskStores>
  /** Outside any transaction: for reading. */
  stores: DeskStores
  reader(): Reader
  ground(): Ground
  clock: Clock
  log: Log
  /** Something was written that may be due: look now. */
  poke(): void
  /** Somebody went on leave, came back or took over the duty: the ground takes it up at once. */
  attendanceChanged(): Promise<void>
  rooms: {
    look: RoomWatch['look']
    /** Something was said in a room that is bound to nothing. */
    met(roomId: string): Promise<void>
    /** It sounds like danger to life. */
    danger(roomId: string): Promise<void>
  }
  /** The words heard in the voice kept under a message's id; null itself where no transcriber is set (6.12). */
  wordsOfVoice: ((messageId: string) => Promise<string | null>) | null
  /** The words in the picture kept under a message's id; null itself where pictures are not read. */
  wordsOfPicture: ((messageId: string) => Promise<string | null>) | null
  /** Takes up a revision of the town that was just saved. */
  refreshTown(): Promise<void>
  /** Keeps a picture, voice or file under its message's id. */
  keepAttachment(
    messageId: string,
    attachment: { name: string; mediaType: string; bytes: Uint8Array },
  ): Promise<void>
  /** Takes away what was kept under a message's id; nothing where nothing was. */
  dropAttachment(messageId: string): Promise<void>
}
