import type { Case, ClockFace, Message, Room, Saying, Town } from './answers.ts'

/** A request that did not succeed, with a sentence for the person who looks at the page. */
export class Failure extends Error {}

async function ask<Answer>(path: string, body?: object): Promise<Answer> {
  const request: RequestInit =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
  let response: Response
  try {
    response = await fetch(`/sandbox/api/${path}`, request)
  } catch {
    throw new Failure('连不上服务，请看看程序是否还在运行。')
  }
  if (response.status === 204) return undefined as Answer
  const answer: unknown = await response.json().catch(() => null)
  if (!response.ok) throw new Failure(sentenceOf(answer) ?? `服务没有接受这个请求（${response.status}）。`)
  return answer as Answer
}

function sentenceOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('detail' in answer)) return null
  return typeof answer.detail === 'string' ? answer.detail : null
}

/** So many of a room's newest messages are shown at first. */
export const firstLoad = 200

export const door = {
  town: () => ask<Town>('town'),
  rooms: async () => (await ask<{ rooms: Room[] }>('rooms')).rooms,
  messages: async (room: string, last: number) =>
    (await ask<{ messages: Message[] }>(`rooms/${encodeURIComponent(room)}/messages?last=${last}`)).messages,
  cases: async () => (await ask<{ cases: Case[] }>('cases')).cases,
  clock: () => ask<ClockFace>('clock'),
  say: (saying: Saying) => ask<{ id: string }>('say', saying),
  forward: (move: { advance: string } | { until: string }) => ask<{ now: string }>('clock', move),
}

export interface LiveHands {
  message(message: Message): void
  /** From here on everything is heard; what came before must be asked for. */
  hearing(): void
  clockMoved(): void
  state(state: 'live' | 'lost' | 'away'): void
}

const reopenMs = 2_000

/** Hears what happens, for as long as the page is open; comes back by itself after every break. */
export function listen(hands: LiveHands): void {
  const source = new EventSource('/sandbox/api/events')
  source.addEventListener('open', () => {
    hands.state('live')
    hands.hearing()
  })
  source.addEventListener('message', (event: MessageEvent<string>) => {
    hands.message(JSON.parse(event.data) as Message)
  })
  source.addEventListener('clock', () => {
    hands.clockMoved()
  })
  source.addEventListener('away', () => {
    hands.state('away')
  })
  source.addEventListener('back', () => {
    hands.state('live')
    hands.hearing()
  })
  source.addEventListener('error', () => {
    hands.state('lost')
    if (source.readyState !== EventSource.CLOSED) return
    setTimeout(() => {
      listen(hands)
    }, reopenMs)
  })
}
