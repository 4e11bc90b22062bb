import type { ParameterizedContext } from 'koa'
import { reasonOf } from '../../kernel/errors.ts'
import { callerName } from '../../rights/caller.ts'
import { problemOf, RequestFault, type RequestFaultCode } from '../problems.ts'
import { audited } from './audited.ts'
import type { Limits } from './limits.ts'
import type { ApiParts } from './ports.ts'
import type { ApiRoute, Request } from './route.ts'

/** Steps on the way of everybody, and no attempt at anything. */
const onTheWay: readonly RequestFaultCode[] = ['password_due', 'prove_again']

const isRefusal = (error: unknown): boolean =>
  problemOf(error)?.status === 403 && !(error instanceof RequestFault && onTheWay.includes(error.code))

const caseNumber = /^\p{Lu}{1,8}\d{8}-\d{4,}$/u

/** A case's number; whatever else stands in an address was written by who knows whom. */
function subjectOf(ctx: ParameterizedContext): string | null {
  const { number } = (ctx['params'] ?? {}) as Readonly<Record<string, string | undefined>>
  return number !== undefined && caseNumber.test(number) ? number : null
}

/**
 * Somebody known was refused for want of a right: a line of the audit (ASVS 7.2.2), apart from the transaction that was
 * undone. No more than a few a minute for each of them, so that nobody fills the table.
 */
export async function refusalNoted(
  error: unknown,
  route: ApiRoute,
  ctx: ParameterizedContext,
  request: Pick<Request, 'caller' | 'from' | 'requestId' | 'now' | 'post'>,
  { parts, limits }: { parts: ApiParts; limits: Limits },
): Promise<void> {
  const { caller } = request
  if (caller === null || !isRefusal(error) || !limits.spare('refusal', callerName(caller))) return
  const after = { route: route.name, code: problemOf(error)?.code ?? null }
  const line = { subject: subjectOf(ctx), after }
  await audited(parts.stores.audit, request, 'request.refused', line).catch((failed: unknown) => {
    parts.log.warn({ reason: reasonOf(failed) }, 'a refusal could not be written down')
  })
}
