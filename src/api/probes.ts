import Router from '@koa/router'

import { reasonOf } from '../kernel/errors.ts'

/** How each part stands: 'ok', 'ok: ' with what people should know, or in one sentence why not. */
export type Readiness = Readonly<Record<string, string>>

const patienceMs = 2_000

async function ask(readiness: () => Promise<Readiness>): Promise<Readiness> {
  const { promise: late, resolve } = Promise.withResolvers<Readiness>()
  const timer = setTimeout(() => {
    resolve({ app: `no answer within ${patienceMs} ms` })
  }, patienceMs)
  try {
    return await Promise.race([readiness(), late])
  } catch (error) {
    return { app: reasonOf(error) }
  } finally {
    clearTimeout(timer)
  }
}

/** `/healthz`: the process answers. `/readyz`: every part it needs is there, else 503 with the part that is not. */
export function probeRoutes(readiness: () => Promise<Readiness>): Router {
  const router = new Router()
  router.get('/healthz', (ctx) => {
    ctx.body = { status: 'ok' }
  })
  router.get('/readyz', async (ctx) => {
    const parts = await ask(readiness)
    const ready = Object.values(parts).every((state) => state === 'ok' || state.startsWith('ok: '))
    ctx.status = ready ? 200 : 503
    ctx.body = { status: ready ? 'ok' : 'unavailable', parts }
  })
  return router
}
