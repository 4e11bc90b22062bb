import Router from '@koa/router'

import type { SandboxMessage } from '../../chat/sandbox.ts'
import { Refusal } from '../../kernel/errors.ts'
import { jsonBody } from '../body.ts'
import type { EventStreams } from '../event-streams.ts'
import { loopbackOnly, sameOriginOnly } from '../guard.ts'
import type { Feed } from './feed.ts'
import type { SandboxDesk } from './ports.ts'
import { attachmentHeaders, presentCase, presentMessage } from './presenter.ts'
import { acceptChange, acceptClockMove, acceptMessagesQuery, acceptRestart, acceptSay } from './requests.ts'

const small = jsonBody('1mb')
/** A picture travels as base64 inside the JSON. */
const withPicture = jsonBody('40mb')

/** The sandbox's page and its control (doors.md), for this machine alone. */
export function sandboxRoutes(deps: { desk: SandboxDesk; streams: EventStreams; feed: Feed }): Router {
  const { desk } = deps
  const router = new Router({ prefix: '/sandbox' })
  router.use(loopbackOnly())
  router.get('/', (ctx) => {
    ctx.set('Content-Security-Policy', desk.page.contentSecurityPolicy)
    ctx.type = 'html'
    ctx.body = desk.page.html
  })
  router.get('/api/town', async (ctx) => {
    ctx.body = await desk.town()
  })
  router.get('/api/cases', async (ctx) => {
    ctx.body = { cases: (await desk.cases()).map(presentCase) }
  })
  addTalk(router, desk)
  addEvents(router, deps)
  addClock(router, desk, deps.streams)
  return router
}

function addTalk(router: Router, { control, clock, rest, renewLink }: SandboxDesk): void {
  router.post('/api/say', sameOriginOnly(), withPicture, async (ctx) => {
    const asked = acceptSay(ctx.request.body)
    const { id } = await control.say(asked.say, clock.now())
    if (asked.rest) await rest()
    ctx.body = { id }
  })
  router.post('/api/change', sameOriginOnly(), small, async (ctx) => {
    const asked = acceptChange(ctx.request.body)
    await control.change(asked.change, clock.now())
    if (asked.rest) await rest()
    ctx.status = 204
  })
  router.post('/api/restart', sameOriginOnly(), small, async (ctx) => {
    acceptRestart(ctx.request.body)
    await renewLink()
    ctx.status = 204
  })
  router.get('/api/rooms', async (ctx) => {
    ctx.body = { rooms: await control.rooms() }
  })
  router.get('/api/rooms/:code/messages', async (ctx) => {
    const { after, last } = acceptMessagesQuery(ctx.query)
    const page =
      last === undefined
        ? await control.messages(paramOf(ctx.params, 'code'), after)
        : await newest(control, paramOf(ctx.params, 'code'), after, last)
    ctx.body = { messages: page.messages.map(presentMessage), next: page.next ?? after ?? null }
  })
  router.get('/api/messages/:id/attachment', async (ctx) => {
    const attachment = await control.attachment(paramOf(ctx.params, 'id'))
    if (attachment === null) throw new Refusal('not_found', '没有这个附件。')
    ctx.set(attachmentHeaders(attachment))
    ctx.body = Buffer.from(attachment.bytes)
  })
}

const paramOf = (params: Readonly<Record<string, string>>, key: string): string => params[key] ?? ''

/** Reads on to the end, and keeps the newest. */
async function newest(
  control: SandboxDesk['control'],
  room: string,
  after: string | undefined,
  most: number,
): Promise<{ messages: readonly SandboxMessage[]; next: string | null }> {
  let kept: readonly SandboxMessage[] = []
  let cursor = after
  for (;;) {
    const page = await control.messages(room, cursor)
    kept = [...kept, ...page.messages].slice(-most)
    if (page.messages.length === 0 || page.next === null || page.next === cursor) {
      return { messages: kept, next: page.next ?? cursor ?? null }
    }
    cursor = page.next
  }
}

function addEvents(router: Router, { streams, feed }: { streams: EventStreams; feed: Feed }): void {
  router.get('/api/events', (ctx) => {
    if (ctx.method === 'HEAD') {
      ctx.type = 'text/event-stream'
      ctx.status = 200
      return
    }
    ctx.respond = false
    ctx.status = 200
    streams.open(ctx.res, ctx.get('Last-Event-ID'), feed.away() ? 'away' : null)
  })
}

function addClock(router: Router, { clock }: SandboxDesk, streams: EventStreams): void {
  const inTurn = makeTurns()
  router.get('/api/clock', async (ctx) => {
    const nextDue = await clock.nextDue()
    ctx.body = {
      now: clock.now().toISOString(),
      running: clock.running,
      nextDue: nextDue?.toISOString() ?? null,
    }
  })
  router.post('/api/clock', sameOriginOnly(), small, async (ctx) => {
    const { body } = ctx.request
    const now = await inTurn(async () => {
      const move = acceptClockMove(body, clock.now())
      return 'until' in move ? await clock.until(move.until) : await clock.advance(move.advanceMs)
    })
    streams.send('clock', { now: now.toISOString() })
    ctx.body = { now: now.toISOString() }
  })
}

/** Runs what it is given one after another, each to its end, however the one before ended. */
function makeTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work, work)
    last = mine
    return mine
  }
}
