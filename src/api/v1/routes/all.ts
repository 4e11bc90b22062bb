import type { ApiParts } from '../ports.ts'
import type { ApiRoute } from '../route.ts'
import {
  askApprovalRoute,
  decideApprovalRoute,
  endApprovalRoute,
  listApprovalsRoute,
  readApprovalRoute,
} from './approvals.ts'
import { listAnchorsRoute, listAuditRoute } from './audit.ts'
import { caseSide } from './case-side.ts'
import { createKeyRoute, listKeysRoute, revokeKeyRoute } from './keys.ts'
import { ledgerSide } from './ledger-side.ts'
import { readMeRoute, readTodoRoute } from './me.ts'
import { beginTotpRoute, setPasswordRoute, setTotpRoute } from './me-credentials.ts'
import { proveRoute } from './me-proof.ts'
import { eraseTracesRoute, findByPhoneRoute, showTracesRoute } from './person-traces.ts'
import { readerSide } from './reader-side.ts'
import { beginChatLoginRoute, takeChatLoginRoute } from './session-chat.ts'
import {
  closeAllSessionsRoute,
  closeSessionRoute,
  listSessionsRoute,
  revokeSessionRoute,
} from './session-close.ts'
import { openSessionRoute } from './session-open.ts'
import { townRoutes } from './town/all.ts'
import { webhookRoutes } from './webhooks.ts'

/** Every route of /api/v1. A new one is a file beside this and a line here. */
const makers: readonly ((parts: ApiParts) => ApiRoute)[] = [
  openSessionRoute,
  beginChatLoginRoute,
  takeChatLoginRoute,
  closeSessionRoute,
  closeAllSessionsRoute,
  listSessionsRoute,
  listKeysRoute,
  createKeyRoute,
  revokeKeyRoute,
  ...webhookRoutes,
  revokeSessionRoute,
  readMeRoute,
  readTodoRoute,
  setPasswordRoute,
  beginTotpRoute,
  setTotpRoute,
  proveRoute,
  ...caseSide,
  listApprovalsRoute,
  readApprovalRoute,
  askApprovalRoute,
  decideApprovalRoute,
  endApprovalRoute,
  listAuditRoute,
  listAnchorsRoute,
  showTracesRoute,
  eraseTracesRoute,
  findByPhoneRoute,
  ...ledgerSide,
  ...readerSide,
  ...townRoutes,
]

export const allRoutes = (parts: ApiParts): readonly ApiRoute[] => makers.map((make) => make(parts))
