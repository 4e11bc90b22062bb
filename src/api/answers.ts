import type { Middleware } from 'koa'

import { newId } from '../kernel/ids.ts'
import type { Log } from '../kernel/log.ts'
import { defectProblem, problemOf, RequestFault } from './problems.ts'
import type { Problem } from './problems.ts'

const retryAfterSeconds = '5'

/**
 * The outermost layer: turns every error into problem+json and writes one line per request. The line has the route's
 * pattern instead of its path and query, which may name people.
 */
export function answers(log: Log): Middleware {
  return async (ctx, next) => {
    const requestId = newId()
    const began = performance.now()
    ctx.set('X-Request-Id', requestId)
    ctx.state['requestId'] = requestId
    try {
      await next()
      refuseUnanswered(ctx.status, ctx.body)
    } catch (error) {
      const problem = problemOf(error)
      if (problem === null) log.error({ requestId, ...tracesOf(error) }, 'a request met a defect')
      if (error instanceof RequestFault && error.retryAfterSeconds !== null)
        ctx.set('Retry-After', String(error.retryAfterSeconds))
      write(ctx, { ...(problem ?? defectProblem), instance: `urn:uuid:${requestId}` })
    }
    const route: unknown = ctx['_matchedRoute'] ?? null
    const line = {
      requestId,
      method: ctx.method,
      route,
      status: ctx.status,
      ms: Math.round(performance.now() - began),
    }
    if (isLook(ctx.method, ctx.status)) log.debug(line, 'request')
    else log.info(line, 'request')
  }
}

/** Looking changes nothing, and pages and probes look every few seconds. */
const isLook = (method: string, status: number): boolean =>
  (method === 'GET' || method === 'HEAD') && status < 400

/** What the router answers by status alone gets words like everything else. */
function refuseUnanswered(status: number, body: unknown): void {
  if (body !== undefined && body !== null) return
  if (status === 404) throw new RequestFault('unknown_route')
  if (status === 405 || status === 501) throw new RequestFault('method_not_allowed')
}

/** Where a defect lies, without the message of the error: it may carry what somebody said. */
function tracesOf(error: unknown): { kind: string; at: readonly string[] } {
  if (!(error instanceof Error)) return { kind: typeof error, at: [] }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { kind: error.name, at: frames.slice(0, 8).map((line) => line.trim()) }
}

function write(ctx: Parameters<Middleware>[0], problem: Problem): void {
  ctx.status = problem.status
  if (problem.status === 503) ctx.set('Retry-After', retryAfterSeconds)
  ctx.type = 'application/problem+json'
  ctx.body = JSON.stringify(problem)
}
