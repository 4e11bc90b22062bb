import type { Middleware, ParameterizedContext } from 'koa'
import type { Log } from '../../kernel/log.ts'
import { defectProblem, problemOf, RequestFault } from '../problems.ts'
import { Open311Fault } from './faults.ts'
import { type Plain, xmlDocument, xmlOf } from './xml.ts'

export type Format = 'xml' | 'json'

/** By the ending of the address, which goes before everything; without one by Accept; XML is what is always there. */
export function formatOf(ctx: ParameterizedContext): Format {
  const ending = /\.(\w+)$/u.exec(ctx.path)?.[1]
  if (ending === 'json' || ending === 'xml') return ending
  return ctx.accepts('text/xml', 'application/xml', 'application/json') === 'application/json'
    ? 'json'
    : 'xml'
}

/** What a child of each array is called in XML. */
const each = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  endpoints: 'endpoint',
  formats: 'format',
  errors: 'error',
} as const

/** Writes an answer: in JSON what it is, an array bare; in XML the same below a root of this name. */
export function writeAnswer(ctx: ParameterizedContext, root: string, value: Plain): void {
  const json = formatOf(ctx) === 'json'
  ctx.body = json ? JSON.stringify(value) : xmlDocument(xmlOf(root, value, each))
  ctx.set('Content-Type', json ? 'application/json; charset=utf-8' : 'text/xml; charset=utf-8')
}

interface Refused {
  status: number
  description: string
}

/** By the specification everything that is not 404 or 403 is 400; too often and a fault of ours keep their own. */
function refusedBy(error: unknown): Refused | null {
  if (error instanceof Open311Fault) return { status: error.status, description: error.message }
  const problem = problemOf(error)
  if (problem === null) return null
  if (error instanceof RequestFault && error.code === 'unauthenticated')
    return { status: 403, description: 'api_key 不对，或者已经失效。' }
  if (error instanceof RequestFault && error.code === 'unsupported_media_type')
    return { status: 400, description: '内容要用 application/x-www-form-urlencoded，UTF-8 编码。' }
  const kept = [403, 404, 429, 503].includes(problem.status)
  return { status: kept ? problem.status : 400, description: problem.detail }
}

/** Turns every error into an array of code and description, in the format that was asked for. */
export function open311Answers(log: Log): Middleware {
  return async (ctx, next) => {
    try {
      await next()
      if (ctx.body === undefined || ctx.body === null)
        throw ctx.status === 404 || ctx.status === 200
          ? new Open311Fault(404, '没有这个地址。')
          : new Open311Fault(400, '这个地址不接受这种请求方法。')
    } catch (error) {
      const refused = refusedBy(error)
      if (refused === null)
        log.error(
          { requestId: String(ctx.state['requestId']), err: error instanceof Error ? error.name : 'error' },
          'a request of another system met a defect',
        )
      if (error instanceof RequestFault && error.retryAfterSeconds !== null)
        ctx.set('Retry-After', String(error.retryAfterSeconds))
      const { status, description } = refused ?? { status: 500, description: defectProblem.detail }
      ctx.status = status
      writeAnswer(ctx, 'errors', [{ code: status, description }])
    }
  }
}
