import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type Router from '@koa/router'

const folder = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')))

/** Only from this origin; pictures of the page itself stand in its style as data. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const page = `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>邻里接口</title><link rel="stylesheet" href="/api/v1/docs/swagger-ui.css">
<div id="page"></div><script src="/api/v1/docs/swagger-ui-bundle.js"></script><script src="/api/v1/docs/start.js"></script>
</html>`
const start = `SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#page', deepLinking: true, validatorUrl: null })\n`

const files = { 'swagger-ui.css': 'text/css', 'swagger-ui-bundle.js': 'text/javascript' } as const

/** The page to try the interface, at /api/v1/docs. */
export function addDocsPage(router: Router): void {
  router.get('/docs', (ctx) => {
    ctx.set('Content-Security-Policy', policy)
    ctx.type = 'html'
    ctx.body = page
  })
  router.get('/docs/start.js', (ctx) => {
    ctx.type = 'text/javascript'
    ctx.body = start
  })
  for (const [name, type] of Object.entries(files))
    router.get(`/docs/${name}`, async (ctx) => {
      ctx.set('Cache-Control', 'private, max-age=86400')
      ctx.type = type
      ctx.body = await readFile(join(folder, name))
    })
}
