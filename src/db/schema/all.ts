import { callers, caseNotes, caseNumbers, caseReporters, cases } from './cases.ts'
import { apiKeys, auditLog, keptAnswers } from './audit.ts'
import { approvals } from './approvals.ts'
import { anchoredHeads, chainAnchors } from './anchors.ts'
import { beforeMoves } from './before-moves.ts'
import { caseEvents, chainHeads, eventWords, reactions } from './events.ts'
import { accessCodes, loginTries, staffAccounts } from './accounts.ts'
import { hotSpots, leftOutSpeakers, placeQuestions } from './hearing.ts'
import { readerCorrections } from './corrections.ts'
import { followUps } from './follow-ups.ts'
import { ledgerFacts, ledgerKept, ledgerTasks } from './ledger.ts'
import { linkGaps, messages } from './messages.ts'
import { modelExchanges } from './model-exchanges.ts'
import { readerDecisions, readerModels } from './models.ts'
import { outsideRequests } from './outside.ts'
import { outbox, timers } from './queues.ts'
import { roomMembers, roomsSeen } from './rooms.ts'
import { savedFilters } from './saved-filters.ts'
import { chatLogins, loginFailures, sessions, staffPasswords, staffTotp } from './sessions.ts'
import { sealingKeys } from './sealing-keys.ts'
import { absences, deskQuestions, dutyLog, visits } from './staff-desk.ts'
import { chatAccounts, roomBindings, rulesToCome, townPrivate, townRevisions } from './town.ts'
import { webhookDeliveries, webhooks } from './webhooks.ts'
import { approvedAnswers, uploads } from './uploads.ts'

/** Every table of the product. */
export const schemas = [
  townRevisions,
  townPrivate,
  chatAccounts,
  roomBindings,
  messages,
  linkGaps,
  cases,
  caseReporters,
  caseNumbers,
  caseEvents,
  eventWords,
  chainHeads,
  reactions,
  outbox,
  timers,
  staffAccounts,
  accessCodes,
  loginTries,
  roomsSeen,
  roomMembers,
  absences,
  dutyLog,
  visits,
  deskQuestions,
  leftOutSpeakers,
  placeQuestions,
  hotSpots,
  ledgerFacts,
  ledgerKept,
  ledgerTasks,
  beforeMoves,
  followUps,
  staffPasswords,
  staffTotp,
  loginFailures,
  chatLogins,
  sessions,
  apiKeys,
  keptAnswers,
  auditLog,
  webhooks,
  webhookDeliveries,
  approvals,
  rulesToCome,
  modelExchanges,
  readerCorrections,
  savedFilters,
  callers,
  caseNotes,
  uploads,
  approvedAnswers,
  sealingKeys,
  readerModels,
  readerDecisions,
  outsideRequests,
  chainAnchors,
  anchoredHeads,
]

/** Tables that the application may only read and add to. */
export const appendOnly: readonly string[] = [
  'case_events',
  'town_revisions',
  'absences',
  'duty_log',
  'audit_log',
  'reader_decisions',
  'chain_anchors',
  'anchored_heads',
]
