import { bodyParser } from '@koa/bodyparser'
import type { Middleware } from 'koa'

import { RequestFault } from './problems.ts'

const statusOf = (error: Error): unknown => ('status' in error ? error.status : undefined)

function faultOf(error: Error): Error {
  switch (statusOf(error)) {
    case 413:
      return new RequestFault('too_large', { cause: error })
    case 415:
      return new RequestFault('unsupported_media_type', { cause: error })
    case 400:
      return new RequestFault('malformed_json', { cause: error })
    default:
      return error
  }
}

/**
 * Reads a JSON body of at most `limit` (like '1mb'), counted after unpacking. Only application/json passes: a form
 * of another site cannot send it without asking first, which is never granted.
 */
export function jsonBody(limit: string): Middleware {
  const parse = bodyParser({
    enableTypes: ['json'],
    jsonLimit: limit,
    onError: (error) => {
      throw faultOf(error)
    },
  })
  return async (ctx, next) => {
    if (ctx.is('application/json') !== 'application/json') throw new RequestFault('unsupported_media_type')
    await parse(ctx, next)
  }
}
