import type { Clock } from '../../src/kernel/clock.ts'
import type { Log } from '../../src/kernel/log.ts'

/** How long things may take, in milliseconds of real time: the far side does not know of any virtual clock. */
export interface Timings {
  /** Until the account must be logged in. */
  start: number
  /** For one question to the chat server. */
  call: number
  /** For one send; after that nobody knows whether it went out. */
  send: number
  /** For the bytes of one picture, voice or file. */
  download: number
  /** Silence after which the server is asked for a sign of life. */
  probeEvery: number
  /** Until that sign must have come. */
  probeAnswer: number
  /** For one attempt to reconnect. Above 5 s: the library itself waits that long for the first event. */
  reconnect: number
  /** Between attempts to reconnect: the first, the second, …; the last stays. */
  pauses: readonly number[]
  /** After reconnecting, until an account that says nothing counts as still logged in. */
  loginSilence: number
  /** For passing on what was already heard when the link stops. */
  drain: number
}

export const usualTimings: Timings = {
  start: 60_000,
  call: 10_000,
  send: 15_000,
  download: 60_000,
  probeEvery: 15_000,
  probeAnswer: 5_000,
  reconnect: 8_000,
  pauses: [100, 200, 500, 1_000],
  loginSilence: 10_000,
  drain: 5_000,
}

export interface PuppetOptions {
  endpoint?: string
  token?: string
  tls?: { disable?: boolean; serverName?: string; caCert?: string }
  [more: string]: unknown
}

export type LibraryLogLevel = 'silent' | 'error' | 'warn' | 'info' | 'verbose' | 'silly'

export interface WechatyLinkDeps {
  /** The package name of any Wechaty puppet, such as `wechaty-puppet-service`. */
  puppet: string
  puppetOptions: PuppetOptions
  /** The bot's name first, then its aliases; asked anew for every message. */
  botNames: () => readonly string[]
  clock: Clock
  log: Log
  /** Where a puppet that logs in by itself keeps its login. Nothing is written anywhere else. */
  cacheFolder: string
  timings?: Partial<Timings>
  /** Pictures, voices and files beyond this many bytes are not fetched. Default 30 MB. */
  maxAttachmentBytes?: number
  /** What the library itself prints to the terminal; default nothing. */
  libraryLogLevel?: LibraryLogLevel
}

/**
 * The puppet's options from the WECHATY_PUPPET_… entries of the environment, as the settings hand them on. The
 * names are Wechaty's own, so that what is written for any other Wechaty bot fits here.
 */
export function puppetOptionsFrom(environment: Readonly<Record<string, string>>): PuppetOptions {
  const entry = (ending: string): string | undefined => {
    const name = Object.keys(environment).find(
      (key) => key.startsWith('WECHATY_PUPPET_') && key.endsWith(ending),
    )
    return name === undefined ? undefined : environment[name]
  }
  const token = entry('_TOKEN')
  const endpoint = entry('_ENDPOINT')
  const authority = entry('_AUTHORITY')
  const serverName = entry('_TLS_SERVER_NAME')
  const caCert = entry('_TLS_CA_CERT')?.replaceAll(String.raw`\n`, '\n')
  const insecure = entry('_NO_TLS_INSECURE_CLIENT')
  return {
    ...(token === undefined ? {} : { token }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(authority === undefined ? {} : { authority }),
    tls: {
      ...(insecure === undefined ? {} : { disable: insecure === 'true' }),
      ...(serverName === undefined ? {} : { serverName }),
      ...(caCert === undefined ? {} : { caCert }),
    },
  }
}
