import { lookup as lookUp } from 'node:dns'
import { request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isCallablePort, type OutwardReach } from '../kernel/outward-reach.ts'
import { isPublicAddress } from '../kernel/public-address.ts'

export interface OutwardCall {
  url: string
  headers: Readonly<Record<string, string>>
  body: string
  /** How long it may take in all, and how much of the answer is kept. */
  patienceMs: number
  answerBytes: number
  reach: OutwardReach
}

export interface OutwardAnswer {
  status: number
  /** The first letters of what was answered. */
  text: string
}

const refusedAddress = 'the address is not in the public internet'
const refusedPort = 'the port is not among those that may be called (LINLI_WEBHOOKS_PORTS)'

/**
 * Resolves a name as usual and refuses it where any of its addresses is private. The connection is made to the very
 * addresses that were looked at, so that a name which changes in between (DNS rebinding) gains nothing.
 */
const publicLookup: LookupFunction = (hostname, options, done) => {
  lookUp(hostname, { ...options, all: true }, (error, found) => {
    if (error !== null) {
      done(error, '')
      return
    }
    const [first] = found
    if (first === undefined || !found.every(({ address }) => isPublicAddress(address)))
      done(new Error(refusedAddress), '')
    else if (options.all === true) done(null, found)
    else done(null, first.address, first.family)
  })
}

/**
 * POSTs to an address outside the house that somebody has named: redirects are not followed, private addresses and ports
 * outside the reach are refused, no connection is kept, and neither a slow nor an endless answer holds anything up. Rejects where
 * there is no answer.
 */
export function callOutward(call: OutwardCall): Promise<OutwardAnswer> {
  const url = new URL(call.url)
  if (!isCallablePort(url, call.reach.ports)) return Promise.reject(new Error(refusedPort))
  const host = url.hostname.replace(/^\[|\]$/gu, '')
  if (!call.reach.privateAllowed && isIP(host) !== 0 && !isPublicAddress(host))
    return Promise.reject(new Error(refusedAddress))
  const bytes = Buffer.from(call.body, 'utf8')
  const send = url.protocol === 'https:' ? overHttps : overHttp
  const { promise, resolve, reject } = Promise.withResolvers<OutwardAnswer>()
  const options = {
    method: 'POST',
    headers: { ...call.headers, 'content-length': String(bytes.length) },
    agent: false,
    signal: AbortSignal.timeout(call.patienceMs),
    ...(call.reach.privateAllowed ? {} : { lookup: publicLookup }),
  }
  const asking = send(url, options, (answer) => {
    const parts: Buffer[] = []
    let size = 0
    const end = (): void => {
      const text = Buffer.concat(parts).subarray(0, call.answerBytes).toString('utf8').replaceAll('\0', '')
      resolve({ status: answer.statusCode ?? 0, text })
      answer.destroy()
    }
    answer.on('data', (part: Buffer) => {
      parts.push(part)
      size += part.length
      if (size >= call.answerBytes) end()
    })
    answer.on('end', end)
    answer.on('error', reject)
  })
  asking.on('error', reject)
  asking.end(bytes)
  return promise
}
