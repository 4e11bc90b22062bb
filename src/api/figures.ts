import Router from '@koa/router'
import type { Middleware } from 'koa'
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'

/** One registry for the process: figures of Node itself are collected once, however many doors are opened. */
const registry = new Registry()
collectDefaultMetrics({ register: registry })
const requests = new Histogram({
  name: 'linli_http_request_seconds',
  help: 'Requests by method, route and status',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [registry],
})

const forgotten = new Counter({
  name: 'linli_forgotten_total',
  help: 'Traces past their time that were taken away, by kind',
  labelNames: ['kind'],
  registers: [registry],
})

/** Counts what was taken away at the end of its time (8.1). */
export const countForgotten = (kind: string, gone: number): void => {
  forgotten.inc({ kind }, gone)
}

/** Counts each request under its route's pattern, never under its path, which may name people. */
export function counted(): Middleware {
  return async (ctx, next) => {
    const end = requests.startTimer({ method: ctx.method })
    try {
      await next()
    } finally {
      const route: unknown = ctx['_matchedRoute']
      end({ route: typeof route === 'string' ? route : 'none', status: String(ctx.status) })
    }
  }
}

/** `/metrics` for Prometheus: figures alone, nothing about a case or a person. */
export function figureRoutes(): Router {
  const router = new Router()
  router.get('/metrics', async (ctx) => {
    ctx.type = registry.contentType
    ctx.body = await registry.metrics()
  })
  return router
}
