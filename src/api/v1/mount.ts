import Router from '@koa/router'
import { guarded } from './guard.ts'
import { makeLimits } from './limits.ts'
import { describeRoutes } from './openapi.ts'
import type { ApiParts } from './ports.ts'
import { allRoutes } from './routes/all.ts'

/** `/cases/{number}` as the router writes it. */
const routerPath = (path: string): string => path.replaceAll(/\{(\w+)\}/gu, ':$1')

/** All of /api/v1: the declared routes, each behind the guard, and their description. */
export function apiRoutes(parts: ApiParts): Router {
  const router = new Router({ prefix: '/api/v1' })
  const routes = allRoutes(parts)
  const limits = makeLimits()
  for (const route of routes) router[route.method](routerPath(route.path), guarded(route, { parts, limits }))
  const description = JSON.stringify(describeRoutes(routes, parts))
  router.get('/openapi.json', (ctx) => {
    ctx.type = 'application/json'
    ctx.body = description
  })
  return router
}
