import type { Middleware } from 'koa'

import { RequestFault } from './problems.ts'

/** What a page without its own policy may load: nothing. */
const bare = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': bare,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=()',
  'Cache-Control': 'no-store',
}

/** Two years: whoever came by https once comes by it always, also where a link says http. */
const stayWithHttps = { 'Strict-Transport-Security': 'max-age=63072000' }

/** The headers of every answer; a route may set its own over them. `https`: people reach us by it. */
export function securityHeaders(https: boolean): Middleware {
  return async (ctx, next) => {
    ctx.set(https ? { ...headers, ...stayWithHttps } : headers)
    await next()
  }
}

const loopbackHost = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i

/**
 * Lets only requests through that name this machine by a loopback name. Another site may point its own name at
 * 127.0.0.1 (DNS rebinding); such a request still carries that name, and is refused here.
 */
export function loopbackOnly(): Middleware {
  return async (ctx, next) => {
    if (!loopbackHost.test(ctx.get('Host'))) throw new RequestFault('forbidden_host')
    await next()
  }
}

/** Refuses requests that a browser sends on behalf of another site. Programs send no Origin and pass. */
export function sameOriginOnly(): Middleware {
  return async (ctx, next) => {
    const origin = ctx.get('Origin')
    if (origin !== '' && hostOf(origin) !== ctx.get('Host').toLowerCase())
      throw new RequestFault('forbidden_origin')
    await next()
  }
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
