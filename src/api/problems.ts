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
  | 'malformed_text'
  | 'too_deep'
  | 'unauthenticated'
  | 'login_failed'
  | 'totp_required'
  | 'login_locked'
  | 'password_due'
  | 'prove_again'
  | 'not_allowed'
  | 'scope_missing'
  | 'version_required'
  | 'version_stale'
  | 'key_reused'
  | 'said_once'
  | 'malformed_key'
  | 'cursor_of_another_query'
  | 'too_many_requests'

/** Refuses a request at the door. */
export class RequestFault extends Error {
  override readonly name = 'RequestFault'
  readonly code: RequestFaultCode
  /** When it may be worth asking again, where that is known. */
  readonly retryAfterSeconds: number | null

  constructor(code: RequestFaultCode, options: ErrorOptions & { retryAfterSeconds?: number } = {}) {
    super(code, options)
    this.code = code
    this.retryAfterSeconds = options.retryAfterSeconds ?? null
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
  unsupported_media_type: {
    status: 415,
    detail: '请求内容的类型不对：要用 JSON（Content-Type: application/json），传文件时用文件自己的类型。',
  },
  too_large: { status: 413, detail: '请求内容太大。' },
  forbidden_host: { status: 403, detail: '体验沙箱只能在本机以 localhost 打开。' },
  forbidden_origin: { status: 403, detail: '不接受从别的网站发来的请求。' },
  malformed_text: { status: 400, detail: '请求内容里有不是 UTF-8 的字节或空字符。' },
  too_deep: { status: 400, detail: '请求内容嵌套太深。' },
  unauthenticated: { status: 401, detail: '请先登录。' },
  login_failed: { status: 401, detail: '账号、密码或动态码不对。' },
  totp_required: { status: 401, detail: '请再输入动态码。' },
  login_locked: { status: 429, detail: '试的次数有点多，请稍后再登录，或者用聊天登录。' },
  password_due: { status: 403, detail: '请先设好自己的密码（岗位要动态码的，也要开好），再做别的。' },
  prove_again: {
    status: 403,
    detail: '这件事分量重，请先再输一次密码或动态码（POST /me/proof）；只用聊天登录的，请重新登录。',
  },
  not_allowed: { status: 403, detail: '您的岗位不能做这件事。' },
  scope_missing: { status: 403, detail: '这个密钥没有开这项权限。' },
  version_required: { status: 428, detail: '请带上 If-Match，写明您看到的是哪一版（查看时的 ETag）。' },
  version_stale: { status: 412, detail: '这件刚刚有变动，请看过最新情况再操作。' },
  key_reused: { status: 422, detail: '这个 Idempotency-Key 已经用在另一个请求上，请换一个。' },
  said_once: {
    status: 409,
    detail: '这个请求已经办过了，它的回答只说一次；还要再办，请换一个 Idempotency-Key。',
  },
  malformed_key: { status: 400, detail: 'Idempotency-Key 要是1到200个普通字符。' },
  cursor_of_another_query: { status: 400, detail: '这个翻页标记不是这次查询的，请从第一页开始。' },
  too_many_requests: { status: 429, detail: '请求太频繁，请稍后再试。' },
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
