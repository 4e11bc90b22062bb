import { STATUS_CODES } from 'node:http'

import { Outage, Refusal } from '../kernel/errors.ts'
import type { RefusalCode } from '../kernel/errors.ts'

/** What is wrong with a request as a piece of HTTP, before any stage has seen it. */
export type RequestFaultCode =
  | 'unknown_route'
  | 'method_not_allowed'
  | 'malformed_json'
  | 'unsupported_media_type'
  | 'too_large'
  | 'forbidden_host'
  | 'forbidden_origin'

/** Refuses a request at the door. */
export class RequestFault extends Error {
  override readonly name = 'RequestFault'
  readonly code: RequestFaultCode

  constructor(code: RequestFaultCode, options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}

/** One thing wrong in a request's content: where, and what. */
export interface InputFault {
  path: string
  message: string
}

/**
 * The body of every answer that is no success (RFC 9457). `type` is left out, which stands for about:blank;
 * programs go by `code`, which never changes, and people read `detail`.
 */
export interface Problem {
  status: number
  title: string
  code: string
  detail: string
  faults?: readonly InputFault[]
  /** Names this one request; the log has the same. */
  instance?: string
}

const refusalStatus: Readonly<Record<RefusalCode, number>> = {
  invalid: 400,
  forbidden: 403,
  not_found: 404,
  wrong_state: 409,
  conflict: 409,
}

const outages: Readonly<Record<Outage['part'], { code: string; detail: string }>> = {
  chat: { code: 'chat_away', detail: '聊天服务暂时连不上，请稍后再试。' },
  llm: { code: 'llm_away', detail: '语言模型暂时连不上，请稍后再试。' },
  db: { code: 'db_away', detail: '数据库暂时连不上，请稍后再试。' },
}

const requestFaults: Readonly<Record<RequestFaultCode, { status: number; detail: string }>> = {
  unknown_route: { status: 404, detail: '没有这个地址。' },
  method_not_allowed: { status: 405, detail: '这个地址不接受这种请求方法。' },
  malformed_json: { status: 400, detail: '请求内容不是正确的 JSON。' },
  unsupported_media_type: { status: 415, detail: '请求内容要用 JSON（Content-Type: application/json）。' },
  too_large: { status: 413, detail: '请求内容太大。' },
  forbidden_host: { status: 403, detail: '体验沙箱只能在本机以 localhost 打开。' },
  forbidden_origin: { status: 403, detail: '不接受从别的网站发来的请求。' },
}

const titleOf = (status: number): string => STATUS_CODES[status] ?? 'Error'

function inputFaultsOf(refusal: Refusal): { faults?: readonly InputFault[] } {
  const faults = refusal.facts['faults']
  return Array.isArray(faults) ? { faults: faults as readonly InputFault[] } : {}
}

/** The answer to an error, exhaustive over every code; null for a defect, of which the asker learns nothing but a 500. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof RequestFault) {
    const { status, detail } = requestFaults[error.code]
    return { status, title: titleOf(status), code: error.code, detail }
  }
  if (error instanceof Refusal) {
    const status = refusalStatus[error.code]
    return {
      status,
      title: titleOf(status),
      code: error.code,
      detail: error.message,
      ...inputFaultsOf(error),
    }
  }
  if (error instanceof Outage) {
    return { status: 503, title: titleOf(503), ...outages[error.part] }
  }
  return null
}

/** What the asker learns of a defect. */
export const defectProblem: Problem = {
  status: 500,
  title: titleOf(500),
  code: 'internal',
  detail: '系统出了错，已经记录下来，请稍后再试。',
}
