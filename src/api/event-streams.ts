import type { ServerResponse } from 'node:http'

/** Server-sent events to everybody who listens. */
export interface EventStreams {
  /**
   * Answers with a stream; what went out after `lastId` is repeated first, as far as it is still remembered.
   * `greeting` is an event for this listener alone.
   */
  open(response: ServerResponse, lastId: string, greeting: string | null): void
  /** Sends to all. An event with an id is remembered for those who come back. */
  send(event: string, content: unknown, id?: string): void
  listeners(): number
  /** Ends every stream; later ones end at once. */
  close(): void
}

const beatMs = 15_000
const reconnectMs = 1_000
const remembered = 200
/** A listener that reads nothing is let go before it eats the memory; it comes back by itself. */
const mostUnsentBytes = 4_000_000

const frameOf = (event: string, content: unknown, id: string | undefined): string =>
  `event: ${event}\n${id === undefined ? '' : `id: ${id.replaceAll(/[\r\n\0]/g, '')}\n`}data: ${JSON.stringify(content)}\n\n`

/**
 * Streams written by hand: each event is put into words once, not once per listener, and a listener that has stopped
 * reading is cut off. Beats every 15 seconds by the machine's clock, so that a dead connection shows.
 */
export function makeEventStreams(): EventStreams {
  const open = new Set<ServerResponse>()
  const recent: { id: string; frame: string }[] = []
  let closed = false

  const write = (response: ServerResponse, frame: string): void => {
    if (response.writableLength > mostUnsentBytes) response.destroy()
    else response.write(frame)
  }
  const beat = setInterval(() => {
    for (const response of open) write(response, ': beat\n\n')
  }, beatMs)
  beat.unref()

  return {
    open(response, lastId, greeting) {
      response.writeHead(200, {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'X-Accel-Buffering': 'no',
      })
      response.write(`retry: ${reconnectMs}\n\n`)
      const known = recent.findIndex((past) => past.id === lastId)
      if (known >= 0) for (const past of recent.slice(known + 1)) response.write(past.frame)
      if (greeting !== null) response.write(frameOf(greeting, {}, undefined))
      if (closed) {
        response.end()
        return
      }
      open.add(response)
      response.once('close', () => open.delete(response))
      response.on('error', () => open.delete(response))
    },
    send(event, content, id) {
      const frame = frameOf(event, content, id)
      if (id !== undefined) {
        recent.push({ id, frame })
        if (recent.length > remembered) recent.shift()
      }
      for (const response of open) write(response, frame)
    },
    listeners: () => open.size,
    close() {
      closed = true
      clearInterval(beat)
      for (const response of open) response.end()
      open.clear()
    },
  }
}
