import { createServer } from 'node:http'
import type { Server } from 'node:http'

import Router from '@koa/router'
import Koa from 'koa'

import { StartFault } from '../kernel/errors.ts'
import type { Log } from '../kernel/log.ts'
import { answers } from './answers.ts'
import { counted, figureRoutes } from './figures.ts'
import { makeEventStreams } from './event-streams.ts'
import { securityHeaders } from './guard.ts'
import { open311Routes } from './open311/routes.ts'
import { apiRoutes } from './v1/mount.ts'
import type { ApiParts } from './v1/ports.ts'
import { probeRoutes } from './probes.ts'
import type { Readiness } from './probes.ts'
import { makeFeed } from './sandbox/feed.ts'
import type { SandboxDesk } from './sandbox/ports.ts'
import { sandboxRoutes } from './sandbox/routes.ts'

export interface HttpDoorDeps {
  log: Log
  /** How each part stands: 'ok', or in one sentence why not. */
  readiness(): Promise<Readiness>
  /** Null where a real chat account is used: then nothing under /sandbox exists. */
  sandbox: SandboxDesk | null
  /** Everything behind /api/v1; null where the door has no database behind it. */
  api?: ApiParts | null
  /** The address to listen on; this machine alone (127.0.0.1) unless told otherwise. */
  host?: string
}

export interface HttpDoor {
  /** Opens the door; port 0 takes a free one. A port that cannot be had is a StartFault. */
  listen(port: number): Promise<{ url: string; port: number }>
  /** Ends open streams, lets running requests finish for two seconds, and closes. */
  close(): Promise<void>
}

const graceMs = 2_000

/** The HTTP door of the product. It knows stages only through the ports it is given. */
export function makeHttpDoor(deps: HttpDoorDeps): HttpDoor {
  const host = deps.host ?? '127.0.0.1'
  const streams = makeEventStreams()
  const feed =
    deps.sandbox === null ? null : makeFeed({ control: deps.sandbox.control, streams, log: deps.log })
  const app = makeApp(deps)
  const api = deps.api == null ? null : apiRoutes(deps.api)
  if (deps.api != null) app.use(open311Routes(deps.api))
  if (api !== null) use(app, api.router)
  use(app, entrance(deps.sandbox !== null))
  if (deps.sandbox !== null && feed !== null) use(app, sandboxRoutes({ desk: deps.sandbox, streams, feed }))
  const answer = app.callback()
  const server = createServer((request, response) => {
    void answer(request, response)
  })

  return {
    async listen(port) {
      const taken = await listening(server, host, port)
      feed?.start()
      return { url: `http://${host === '127.0.0.1' ? 'localhost' : host}:${taken}`, port: taken }
    },
    async close() {
      feed?.stop()
      streams.close()
      api?.close()
      await closed(server)
    },
  }
}

function makeApp(deps: HttpDoorDeps): Koa {
  const app = new Koa()
  app.silent = true
  // A proxy on this machine stands before us where there is a public address: the last it names is who asks.
  app.proxy = deps.api?.publicUrl != null
  app.maxIpsCount = 1
  app.use(answers(deps.log))
  app.use(securityHeaders(deps.api?.publicUrl?.startsWith('https:') === true))
  app.use(counted())
  use(
    app,
    probeRoutes(() => deps.readiness()),
  )
  use(app, figureRoutes())
  return app
}

function use(app: Koa, router: Router): void {
  app.use(router.routes())
  app.use(router.allowedMethods())
}

/** The console's place. Until it stands, whoever comes is led to the sandbox, or told that the service runs. */
function entrance(toSandbox: boolean): Router {
  const router = new Router()
  router.get('/', (ctx) => {
    if (toSandbox) {
      ctx.redirect('/sandbox')
      return
    }
    ctx.type = 'html'
    ctx.body =
      '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>邻里</title><h1>邻里</h1><p>服务正在运行。</p></html>'
  })
  return router
}

async function listening(server: Server, host: string, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>()
  const failed = (error: NodeJS.ErrnoException): void => {
    reject(startFaultOf(error, host, port))
  }
  server.once('error', failed)
  server.listen({ host, port }, () => {
    resolve(undefined)
  })
  await promise
  server.off('error', failed)
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}

function startFaultOf(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartFault(
        `Port ${port} is already taken by another program; stop it, or set PORT to a free port.`,
      )
    case 'EACCES':
      return new StartFault(`This user may not open port ${port}; set PORT to one above 1023.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartFault(`This machine has no address ${host} to listen on.`)
    default:
      return error
  }
}

async function closed(server: Server): Promise<void> {
  if (!server.listening) return
  const { promise, resolve } = Promise.withResolvers<undefined>()
  server.close(() => {
    resolve(undefined)
  })
  server.closeIdleConnections()
  const grace = setTimeout(() => {
    server.closeAllConnections()
  }, graceMs)
  await promise
  clearTimeout(grace)
}
