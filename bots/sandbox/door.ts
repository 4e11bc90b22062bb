import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { ZodError } from 'zod'
import { Outage, reasonOf, Refusal } from '../../src/kernel/errors.ts'
import type { Log } from '../../src/kernel/log.ts'
import type { Fault } from './door-format.ts'

/** A call of the door: takes the parsed JSON body as it came, answers what JSON can carry. */
export type DoorCall = (body: unknown) => Promise<unknown>

export interface ControlDoorDeps {
  secret: string
  calls: Readonly<Record<string, DoorCall>>
  /** Writes lines to a caller that stays; returns how to stop. */
  follow(write: (line: string) => void): () => void
  log: Log
}

/** A picture of 30 MB in base64, with room to spare. */
const mostBodyBytes = 64 * 1024 * 1024
const aliveMilliseconds = 15_000

const statusOf: Readonly<Record<Fault['kind'], number>> = {
  refusal: 422,
  outage: 503,
  defect: 500,
  stranger: 401,
}

function faultOf(error: unknown): Fault {
  if (error instanceof Refusal) {
    return { kind: 'refusal', code: error.code, sentence: error.message, facts: { ...error.facts } }
  }
  if (error instanceof ZodError || error instanceof SyntaxError) {
    const where = error instanceof ZodError ? (error.issues[0]?.path.join('.') ?? '') : ''
    return {
      kind: 'refusal',
      code: 'invalid',
      sentence: `请求的格式不对：${where}`,
      facts: { why: error.message },
    }
  }
  if (error instanceof Outage) return { kind: 'outage', message: error.message }
  return { kind: 'defect', message: reasonOf(error) }
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', connection: 'close' })
  response.end(JSON.stringify(body))
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > mostBodyBytes) throw new Refusal('invalid', '内容太大，最多 64 MB。')
    parts.push(part)
  }
  const text = Buffer.concat(parts).toString('utf8')
  return text === '' ? {} : (JSON.parse(text) as unknown)
}

function knows(request: IncomingMessage, secret: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${secret}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

function stay(deps: ControlDoorDeps, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8' })
  response.flushHeaders()
  const stop = deps.follow((line) => response.write(`${line}\n`))
  const alive = setInterval(() => response.write('\n'), aliveMilliseconds)
  response.on('close', () => {
    clearInterval(alive)
    stop()
  })
}

async function take(
  deps: ControlDoorDeps,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  if (!knows(request, deps.secret)) {
    answer(response, statusOf.stranger, { fault: { kind: 'stranger' } })
    return
  }
  if (url.pathname === '/follow') {
    stay(deps, response)
    return
  }
  try {
    const call = deps.calls[url.pathname.slice(1)]
    if (!call) throw new Refusal('not_found', '没有这个沙盒操作。', { path: url.pathname })
    answer(response, 200, await call(await bodyOf(request)))
  } catch (error) {
    const fault = faultOf(error)
    if (fault.kind !== 'refusal')
      deps.log.error({ path: url.pathname, why: reasonOf(error) }, 'sandbox call failed')
    answer(response, statusOf[fault.kind], { fault })
  }
}

/** The door through which the sandbox is moved: JSON over HTTP on loopback, for those who know the secret. */
export function makeControlDoor(deps: ControlDoorDeps): Server {
  return createServer((request, response) => {
    take(deps, request, response).catch((error: unknown) => {
      deps.log.error({ why: reasonOf(error) }, 'sandbox door failed')
      response.destroy()
    })
  })
}
