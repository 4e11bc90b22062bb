import { setTimeout as pause } from 'node:timers/promises'

import type { SandboxControl } from '../../chat/sandbox.ts'
import { reasonOf } from '../../kernel/errors.ts'
import type { Log } from '../../kernel/log.ts'
import type { EventStreams } from '../event-streams.ts'
import { presentMessage } from './presenter.ts'

/** Carries what is said in the sandbox to the listening streams, from the start until it is stopped. */
export interface Feed {
  start(): void
  /** Whether the chat server is away now, as far as is known. */
  away(): boolean
  stop(): void
}

const firstPauseMs = 200
const longestPauseMs = 3_000
/** Following has no word for "begun"; by then it has. Whoever hears `back` looks at everything once more. */
const settleMs = 300

/**
 * Follows the chat server, and tries again when it goes away: the listeners then hear `away`, and `back` after its
 * return. What was said in between is not sent again; whoever hears `back` asks for it.
 */
export function makeFeed(deps: { control: SandboxControl; streams: EventStreams; log: Log }): Feed {
  const { control, streams, log } = deps
  const stopped = new AbortController()
  let started = false
  let away = false

  const untilAnswers = async (): Promise<void> => {
    for (let wait = firstPauseMs; ; wait = Math.min(wait * 2, longestPauseMs)) {
      await pause(wait, undefined, { signal: stopped.signal, ref: false })
      try {
        await control.rooms()
        return
      } catch {
        /* still away: ask again after a longer pause */
      }
    }
  }

  const tellReturn = async (): Promise<void> => {
    await pause(settleMs, undefined, { signal: stopped.signal, ref: false }).catch(() => undefined)
    if (!stopped.signal.aborted) streams.send('back', {})
  }

  const followOnce = async (): Promise<void> => {
    try {
      await control.follow((message) => {
        streams.send('message', presentMessage(message), message.id)
      }, stopped.signal)
    } catch (error) {
      if (!stopped.signal.aborted) log.warn({ why: reasonOf(error) }, 'the sandbox feed broke off')
    }
  }

  const run = async (): Promise<void> => {
    for (;;) {
      await followOnce()
      stopped.signal.throwIfAborted()
      away = true
      streams.send('away', {})
      await untilAnswers()
      away = false
      void tellReturn()
    }
  }

  return {
    start() {
      if (started) return
      started = true
      run().catch((error: unknown) => {
        if (!stopped.signal.aborted) log.error({ why: reasonOf(error) }, 'the sandbox feed ended')
      })
    },
    away: () => away,
    stop: () => {
      stopped.abort()
    },
  }
}
