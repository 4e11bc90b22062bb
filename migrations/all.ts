import { TownAndSeats1795300000001 } from './1795300000001-town-and-seats.ts'
import { Messages1795300000002 } from './1795300000002-messages.ts'
import { Cases1795300000003 } from './1795300000003-cases.ts'
import { Events1795300000004 } from './1795300000004-events.ts'
import { Queues1795300000005 } from './1795300000005-queues.ts'
import { OutboxExpects1795300000006 } from './1795300000006-outbox-expects.ts'
import { CaseAsks1795300000007 } from './1795300000007-case-asks.ts'
import { AccountsAndRooms1795300000008 } from './1795300000008-accounts-and-rooms.ts'
import { OutboxTogether1795300000009 } from './1795300000009-outbox-together.ts'
import { FollowUps1795300000012 } from './1795300000012-follow-ups.ts'
import { StaffDesk1795300000010 } from './1795300000010-staff-desk.ts'
import { Hearing1795300000011 } from './1795300000011-hearing.ts'
import { WordPairs1795300000021 } from './1795300000021-word-pairs.ts'
import { BeforeMoves1795300000017 } from './1795300000017-before-moves.ts'
import { ForwardedVoices1795300000018 } from './1795300000018-forwarded-voices.ts'
import { Sessions1795300000022 } from './1795300000022-sessions.ts'
import { KeysAndAudit1795300000023 } from './1795300000023-keys-and-audit.ts'
import { TownHistory1795300000032 } from './1795300000032-town-history.ts'
import { Approvals1795300000026 } from './1795300000026-approvals.ts'
import { CaseFinding1795300000025 } from './1795300000025-case-finding.ts'
import { ReaderModels1795300000024 } from './1795300000024-reader-models.ts'
import { ReaderCorrections1795300000027 } from './1795300000027-reader-corrections.ts'
import { SealedValues1795300000030 } from './1795300000030-sealed-values.ts'
import { LedgerFacts1795300000028 } from './1795300000028-ledger-facts.ts'
import { LedgerTasks1795300000033 } from './1795300000033-ledger-tasks.ts'
import { OutsideRequests1795300000029 } from './1795300000029-outside-requests.ts'
import { Webhooks1795300000034 } from './1795300000034-webhooks.ts'
import { AnchorsAndAudit1795300000035 } from './1795300000035-anchors-and-audit.ts'
import { ModelExchanges1795300000020 } from './1795300000020-model-exchanges.ts'
import { FilesAndAnswers1795300000031 } from './1795300000031-files-and-answers.ts'
import { ExtensionAsked1795300000036 } from './1795300000036-extension-asked.ts'
import { LateSince1795300000043 } from './1795300000043-late-since.ts'
import { LargeLists1795300000045 } from './1795300000045-large-lists.ts'
import { PairsAlone1795300000046 } from './1795300000046-pairs-alone.ts'
import { SealedTown1795300000037 } from './1795300000037-sealed-town.ts'
import { ProvenSessions1795300000038 } from './1795300000038-proven-sessions.ts'

/** In the order in which they run. A migration that has run anywhere is never changed: add the next. */
export const migrations = [
  TownAndSeats1795300000001,
  Messages1795300000002,
  Cases1795300000003,
  Events1795300000004,
  Queues1795300000005,
  OutboxExpects1795300000006,
  CaseAsks1795300000007,
  AccountsAndRooms1795300000008,
  OutboxTogether1795300000009,
  StaffDesk1795300000010,
  Hearing1795300000011,
  FollowUps1795300000012,
  BeforeMoves1795300000017,
  ForwardedVoices1795300000018,
  ModelExchanges1795300000020,
  WordPairs1795300000021,
  Sessions1795300000022,
  KeysAndAudit1795300000023,
  ReaderModels1795300000024,
  CaseFinding1795300000025,
  Approvals1795300000026,
  ReaderCorrections1795300000027,
  LedgerFacts1795300000028,
  OutsideRequests1795300000029,
  SealedValues1795300000030,
  FilesAndAnswers1795300000031,
  TownHistory1795300000032,
  LedgerTasks1795300000033,
  Webhooks1795300000034,
  AnchorsAndAudit1795300000035,
  ExtensionAsked1795300000036,
  SealedTown1795300000037,
  ProvenSessions1795300000038,
  LateSince1795300000043,
  LargeLists1795300000045,
  PairsAlone1795300000046,
]
