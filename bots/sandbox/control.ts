import type { IncomingMessage } from 'node:http'
import { request as httpRequest } from 'node:http'
import type { z } from 'zod'
import type { SandboxControl } from '../../src/chat/sandbox.ts'
import { Outage, reasonOf, Refusal } from '../../src/kernel/errors.ts'
import type { Ping } from './door-format.ts'
import { answers, fault, message as messageFormat } from './door-format.ts'
import type { ServerFile } from './server-file.ts'
import { readServerFile } from './server-file.ts'

/** The control of the chat, and what only tests and the launcher need. */
export interface SandboxHands extends SandboxControl {
  ping(): Promise<Ping>
  /** While frozen the bot's sends get no answer; they are delivered when thawed. */
  freezeSends(frozen: boolean): Promise<void>
  /** Refuses the bot's next sends. */
  failSends(count: number): Promise<void>
  /** Ends the server. */
  stopServer(): Promise<void>
  /** Stays connected until the server goes; resolves then, or when the signal aborts. Keeps the server from idling out. */
  attend(signal: AbortSignal): Promise<void>
}

const host = '127.0.0.1'
const patienceMilliseconds = 10_000

const broken = (why: unknown): string => `the sandbox chat is away: ${reasonOf(why)}`

/** Whether it is certain that the server never saw the request, so that it may be sent again. */
const neverArrived = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED'

interface Asked {
  server: ServerFile
  path: string
  body: string
  signal: AbortSignal
}

async function ask({ server, path, body, signal }: Asked): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${server.controlSecret}`, 'content-type': 'application/json' }
    const options = {
      host,
      port: server.controlPort,
      path,
      method: 'POST',
      headers,
      signal,
      agent: false as const,
    }
    httpRequest(options, resolve).once('error', reject).end(body)
  })
}

async function textOf(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of response as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

function throwFault(body: unknown, path: string): never {
  const read = fault.safeParse(body)
  if (!read.success) throw new Outage('chat', `the sandbox answered ${path} in no known form`)
  const said = read.data.fault
  switch (said.kind) {
    case 'refusal':
      throw new Refusal(said.code, said.sentence, said.facts)
    case 'outage':
      throw new Outage('chat', said.message)
    case 'stranger':
      throw new Outage('chat', 'another program answers where the sandbox was')
    case 'defect':
      throw new Error(`the sandbox failed at ${path}: ${said.message}`)
  }
}

interface Line {
  call<Answer extends z.ZodType>(path: string, body: unknown, answer: Answer): Promise<z.output<Answer>>
  stream(path: string, signal: AbortSignal): Promise<IncomingMessage>
}

/** A line to the door of the folder's server, looked up anew whenever nobody answers where it last was. */
function lineTo(folder: string): Line {
  let known = readServerFile(folder)
  const reach = async (path: string, body: string, signal: AbortSignal): Promise<IncomingMessage> => {
    known ??= readServerFile(folder)
    if (!known) throw new Outage('chat', 'the sandbox chat has not been started')
    try {
      return await ask({ server: known, path, body, signal })
    } catch (error) {
      const moved = readServerFile(folder)
      const elsewhere = moved !== null && moved.controlPort !== known.controlPort
      known = moved
      if (neverArrived(error) && elsewhere) return ask({ server: moved, path, body, signal })
      throw error
    }
  }
  const reachOrOutage = async (path: string, body: string, signal: AbortSignal): Promise<IncomingMessage> => {
    try {
      return await reach(path, body, signal)
    } catch (error) {
      if (error instanceof Outage) throw error
      throw new Outage('chat', broken(error), { cause: error })
    }
  }
  return {
    async call(path, body, answer) {
      const signal = AbortSignal.timeout(patienceMilliseconds)
      const response = await reachOrOutage(path, JSON.stringify(body), signal)
      let text: string
      try {
        text = await textOf(response)
      } catch (error) {
        throw new Outage('chat', broken(error), { cause: error })
      }
      const parsed: unknown = JSON.parse(text)
      if (response.statusCode !== 200) throwFault(parsed, path)
      return answer.parse(parsed)
    },
    async stream(path, signal) {
      const response = await reachOrOutage(path, '', signal)
      if (response.statusCode !== 200) throwFault(JSON.parse(await textOf(response)), path)
      return response
    },
  }
}

async function* linesOf(response: IncomingMessage): AsyncGenerator<string> {
  let rest = ''
  response.setEncoding('utf8')
  for await (const part of response as AsyncIterable<string>) {
    const pieces = (rest + part).split('\n')
    rest = pieces.pop() ?? ''
    for (const piece of pieces) if (piece !== '') yield piece
  }
}

/** Follows from now on; a server that goes away ends it with an Outage, an aborted signal ends it quietly. */
function makeFollow(line: Line): SandboxControl['follow'] {
  return async (onMessage, signal) => {
    try {
      for await (const text of linesOf(await line.stream('/follow', signal))) {
        onMessage(messageFormat.parse(JSON.parse(text)))
      }
    } catch (error) {
      if (signal.aborted) return
      throw error instanceof Outage ? error : new Outage('chat', broken(error), { cause: error })
    }
    if (!signal.aborted) throw new Outage('chat', broken('the connection ended'))
  }
}

/**
 * The control of the sandbox that lies in a folder, over its control door. Needs no server to be there yet: while
 * there is none every call rejects with an Outage. Unknown codes and an empty `say` are refused in plain Chinese.
 */
export function connectSandbox({ folder }: { folder: string }): SandboxHands {
  const line = lineTo(folder)
  const { done } = answers
  return {
    ping: () => line.call('/ping', {}, answers.ping),
    arrange: async (world) => void (await line.call('/arrange', world, done)),
    identities: () => line.call('/identities', {}, answers.identities),
    say: (say, at) => line.call('/say', { say, at }, answers.said),
    rooms: () => line.call('/rooms', {}, answers.rooms),
    messages: (room, after) => line.call('/messages', { room, after }, answers.messages),
    async attachment(id) {
      const found = await line.call('/attachment', { id }, answers.attachment)
      if (!found) return null
      return { name: found.name, mediaType: found.mediaType, bytes: Buffer.from(found.base64, 'base64') }
    },
    follow: makeFollow(line),
    change: async (change, at) => void (await line.call('/change', { change, at }, done)),
    setClock: async (at, running) => void (await line.call('/setClock', { at, running }, done)),
    freezeSends: async (frozen) => void (await line.call('/freezeSends', { frozen }, done)),
    failSends: async (count) => void (await line.call('/failSends', { count }, done)),
    stopServer: async () => void (await line.call('/stop', {}, done)),
    async attend(signal) {
      const response = await line.stream('/follow', signal)
      try {
        for await (const part of response) void part
      } catch {
        // Broken off: the server is gone, which is what was waited for.
      }
    },
  }
}
