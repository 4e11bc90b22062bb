import Router from '@koa/router'
import { addDocsPage } from './docs-page.ts'
import { callerOf, guarded } from './guard.ts'
import { makeLimits } from './limits.ts'
import { makeLive } from './live.ts'
import { describeRoutes } from './openapi.ts'
import type { ApiParts } from './ports.ts'
import { allRoutes } from './routes/all.ts'

/** `/cases/{number}` as the router writes it. */
const routerPath = (path: string): string => path.replaceAll(/\{(\w+)\}/gu, ':$1')

/** All of /api/v1: the declared routes, each behind the guard, and their description. */
export function apiRoutes(parts: ApiParts): { router: Router; close(): void } {
  const router = new Router({ prefix: '/api/v1' })
  const routes = allRoutes(parts)
  const limits = makeLimits()
  for (const route of routes) router[route.method](routerPath(route.path), guarded(route, { parts, limits }))
  const description = JSON.stringify(describeRoutes(routes, parts))
  router.get('/openapi.json', (ctx) => {
    ctx.type = 'application/json'
    ctx.body = description
  })
  addDocsPage(router)
  const live = makeLive(parts)
  router.get('/events', async (ctx) => {
    live.open(ctx, await callerOf(ctx, { posts: 'staff', scope: 'cases:read' }, { parts, limits }))
  })
  return {
    router,
    close: () => {
      live.close()
    },
  }
}
