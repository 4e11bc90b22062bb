import type { ParameterizedContext } from 'koa'
import type { Answer, CookieName } from './route.ts'

const plainNames: Readonly<Record<CookieName, string>> = { session: 'linli_session', login: 'linli_login' }

/** Behind https the name itself makes browsers insist on Secure and on this very host. */
const nameOf = (cookie: CookieName, secure: boolean): string =>
  secure ? `__Host-${plainNames[cookie]}` : plainNames[cookie]

export const readCookie = (ctx: ParameterizedContext, cookie: CookieName, secure: boolean): string =>
  ctx.cookies.get(nameOf(cookie, secure)) ?? ''

/** HttpOnly, SameSite=Lax, Secure behind https, for this host alone. */
export function writeCookies(
  ctx: ParameterizedContext,
  cookies: NonNullable<Answer<unknown>['cookies']>,
  secure: boolean,
  now: Date,
): void {
  for (const [cookie, wanted] of Object.entries(cookies)) {
    const value = wanted?.value ?? ''
    const seconds =
      wanted === null ? 0 : Math.max(0, Math.floor((wanted.until.getTime() - now.getTime()) / 1_000))
    ctx.append(
      'Set-Cookie',
      `${nameOf(cookie as CookieName, secure)}=${value}; Path=/; Max-Age=${String(seconds)}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`,
    )
  }
}
