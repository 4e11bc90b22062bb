import type { ServerResponse } from 'node:http'
import type { ParameterizedContext } from 'koa'
import { reasonOf } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { type Caller, callerName } from '../../rights/caller.ts'
import { keyHolds } from '../../rights/keys.ts'
import { inSight } from '../../rights/policy.ts'
import { sessionLasts } from '../../rights/sessions.ts'
import { RequestFault } from '../problems.ts'
import type { ApiParts } from './ports.ts'
import { sightAsking } from './sights.ts'

const beatMs = 15_000
const mostPerCaller = 6
/** A listener that reads nothing is let go; it comes back by itself. */
const mostUnsentBytes = 1_000_000

interface Listener {
  caller: Caller
  response: ServerResponse
}

const frameOf = (event: string, content: object, id: string | null = null): string =>
  `event: ${event}\n${id === null ? '' : `id: ${id}\n`}data: ${JSON.stringify(content)}\n\n`

/** Changes that somebody who comes back may have missed; no words, only which case. */
const remembered = 2_000

/** What has changed lately, in order; ids begin with a mark of this process, so that another's mean nothing here. */
function makeRecent() {
  const mark = newId().slice(0, 8)
  const recent: { id: string; caseId: string }[] = []
  let count = 0
  return {
    add(caseId: string): string {
      count += 1
      const id = `${mark}-${String(count)}`
      recent.push({ id, caseId })
      if (recent.length > remembered) recent.shift()
      return id
    },
    /** The cases that changed behind this id, each once with its last id; null where that is not known any more. */
    since(id: string): readonly { id: string; caseId: string }[] | null {
      if (id === `${mark}-${String(count)}` || id === '') return []
      const at = recent.findIndex((one) => one.id === id)
      if (at < 0) return null
      return [...new Map(recent.slice(at + 1).map((one) => [one.caseId, one])).values()]
    },
  }
}

/**
 * Live changes as server-sent events: `case` with number, state and version, to everybody who has that case in sight at
 * that moment. Who comes back with Last-Event-ID is told what has changed since, by their sight of now; where that is
 * not known any more, one `reset`: read the list anew. Ends with the session or the key, at the latest a beat later, and with the
 * door.
 */
export function makeLive(parts: Pick<ApiParts, 'stores' | 'ground' | 'follow' | 'log' | 'clock'>) {
  const { stores, ground, log, clock } = parts
  const open = new Set<Listener>()
  const recent = makeRecent()

  const write = ({ response }: Listener, frame: string): void => {
    if (response.writableLength > mostUnsentBytes) response.destroy()
    else response.write(frame)
  }
  const tell = async (caseId: string, id: string, to: ReadonlySet<Listener>): Promise<void> => {
    if (to.size === 0) return
    const record = await stores.cases.byId(caseId)
    if (record === null) return
    const { number, state, version } = record
    for (const one of to)
      if (open.has(one) && inSight(sightAsking(one, ground()), record))
        write(one, frameOf('case', { number, state, version }, id))
  }
  const catchUp = async (one: Listener, lastId: string): Promise<void> => {
    const missed = recent.since(lastId)
    if (missed === null) write(one, frameOf('reset', {}))
    else for (const { id, caseId } of missed) await tell(caseId, id, new Set([one]))
  }
  const stillIn = async ({ caller }: Listener): Promise<boolean> => {
    const now = clock.now()
    if (caller.kind === 'key') {
      const key = await stores.keys.byId(caller.key)
      return key !== null && keyHolds(key, now)
    }
    const { accounts } = ground().rulebook
    const open = await stores.sessions.ofPerson(caller.person)
    return open.some((one) => one.id === caller.session && sessionLasts(one, accounts, now))
  }
  const beat = async (): Promise<void> => {
    for (const one of open) {
      if (await stillIn(one)) write(one, ': beat\n\n')
      else one.response.end()
    }
  }
  const quietly = (work: Promise<void>): void =>
    void work.catch((error: unknown) => {
      log.warn({ why: reasonOf(error) }, 'a live change was not told')
    })
  const unfollow = parts.follow((caseId) => {
    // Who comes while it is looked up catches up by themselves, and would hear it twice.
    quietly(tell(caseId, recent.add(caseId), new Set(open)))
  })
  const beating = setInterval(() => {
    quietly(beat())
  }, beatMs)
  beating.unref()

  return {
    open(ctx: ParameterizedContext, caller: Caller): void {
      const own = [...open].filter((one) => callerName(one.caller) === callerName(caller))
      if (own.length >= mostPerCaller) throw new RequestFault('too_many_requests', { retryAfterSeconds: 15 })
      ctx.respond = false
      const response = ctx.res
      response.writeHead(200, {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'X-Accel-Buffering': 'no',
      })
      response.write('retry: 1000\n\n')
      const listener = { caller, response }
      open.add(listener)
      response.once('close', () => open.delete(listener))
      response.on('error', () => open.delete(listener))
      quietly(catchUp(listener, ctx.get('Last-Event-ID').slice(0, 100)))
    },
    close(): void {
      unfollow()
      clearInterval(beating)
      for (const { response } of open) response.end()
      open.clear()
    },
  }
}
