import type { AuditAction, AuditEntry, AuditStore } from '../../rights/audit.ts'
import { callerName } from '../../rights/caller.ts'
import type { Request } from './route.ts'

/** Writes one line of the audit for a request (9.7); `who` where it is not the caller, as at a log-in. */
export const audited = (
  audit: AuditStore,
  request: Pick<Request, 'caller' | 'from' | 'requestId' | 'now' | 'post'>,
  action: AuditAction,
  more: Partial<Pick<AuditEntry, 'who' | 'subject' | 'before' | 'after'>> = {},
): Promise<void> =>
  audit.add({
    at: request.now,
    who: request.caller === null ? 'nobody' : callerName(request.caller),
    action,
    ...{ subject: null, before: null, after: null },
    post: request.post ?? null,
    session: sessionOf(request.caller),
    address: request.from.address,
    requestId: request.requestId,
    ...more,
  })

const sessionOf = (caller: Request['caller']): string | null =>
  caller === null ? null : caller.kind === 'person' ? caller.session : caller.key
