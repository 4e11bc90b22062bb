import { Agent, get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { mixed } from './asked.ts'
import type { Centre } from './measure.ts'

/** Questions a second, at even distances. */
const perSecond = 300
/** So long it is asked before anything counts: a centre's process has run for days. */
const warmUpSeconds = 5
const connections = 64
/** Steps through the list of questions: those that cost most come one by one, as from many desks, never in a row. */
const stride = 7

export interface RateMeasured {
  /** Answered in the seconds that count. */
  perSecond: number
  medianMs: number
  p95Ms: number
  p99Ms: number
  highestMs: number
  /** Answers other than 200. */
  refused: number
}

/** The status of an answer that was read to its end. */
const ask = (url: string, cookie: string, agent: Agent): Promise<number> =>
  new Promise((resolve, reject) => {
    const request = get(url, { agent, headers: { cookie } }, (answer) => {
      answer.once('end', () => resolve(answer.statusCode ?? 0)).once('error', reject)
      answer.resume()
    })
    request.once('error', reject)
  })

/**
 * Mixed reads at a steady pace, whatever the answers take: whoever is at a desk does not wait until another has been
 * answered. Each time counts from when the question was due, so that one that had to wait is no faster for it. (Of the
 * packages, autocannon asks each second's share as fast as it is answered, and fills in waits that nobody had.)
 */
export async function measureRate(
  { url, cookies }: Centre,
  numbers: readonly string[],
  seconds: number,
): Promise<RateMeasured> {
  const paths = [...mixed, ...numbers.slice(0, 40).map((number) => `/cases/${number}`)]
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const each: number[] = []
  let refused = 0
  const one = async (path: string, due: number, counts: boolean): Promise<void> => {
    const status = await ask(`${url}/api/v1${path}`, cookies.officer, agent)
    if (!counts) return
    each.push(performance.now() - due)
    if (status !== 200) refused += 1
  }
  const asked: Promise<void>[] = []
  const warmUp = warmUpSeconds * perSecond
  const all = warmUp + seconds * perSecond
  const began = performance.now()
  for (let n = 0; n < all; n += 1) {
    const due = began + (n * 1_000) / perSecond
    const early = due - performance.now()
    if (early > 0) await sleep(early)
    asked.push(one(paths[(n * stride) % paths.length] ?? '', due, n >= warmUp))
  }
  await Promise.all(asked)
  const took = (performance.now() - began) / 1_000 - warmUpSeconds
  agent.destroy()
  each.sort((a, b) => a - b)
  const at = (share: number): number =>
    Number((each[Math.ceil((each.length - 1) * share)] ?? 0).toPrecision(3))
  return {
    perSecond: Number((each.length / took).toFixed(1)),
    ...{ medianMs: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), highestMs: at(1), refused },
  }
}
