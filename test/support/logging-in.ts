import { expect } from 'vitest'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { defaultRulebook } from '../../src/grid/rulebook.ts'
import { createAccount } from '../../src/rights/accounts.ts'
import type { ApiAnswer, OpenApi } from './api.ts'
import { smallTown } from './small-town.ts'

/** What a password that may be set begins with. */
export const good = '雨后的操场有七只小麻雀在跳'

/** The cookie that an answer sets. */
export const cookieIn = (answer: ApiAnswer): string => answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''

/** Logging in over HTTP as people do, by code and password; `api` is asked when it is used, since tests open it late. */
export function makeLoggingIn(api: () => OpenApi) {
  const giveCode = async (person: string): Promise<string> => {
    const { db, clock } = api()
    const directory = makeDirectory(smallTown())
    const deps = { ...db.stores, directory, rulebook: defaultRulebook, now: clock.now() }
    return (await createAccount(person, deps)).code
  }
  const logIn = (person: string, password: string, more: object = {}): Promise<ApiAnswer> =>
    api().call('/session', { method: 'POST', body: { person, password, ...more } })
  const withCookie = (
    cookie: string,
    path: string,
    method = 'GET',
    body?: unknown,
    headers = {},
  ): Promise<ApiAnswer> =>
    api().call(path, { method, ...(body === undefined ? {} : { body }), headers: { cookie, ...headers } })
  /** Logs in with a one-time code and sets the password; the cookie of the session that goes on. */
  const settle = async (person: string): Promise<string> => {
    const first = cookieIn(await logIn(person, await giveCode(person)))
    const set = await withCookie(first, '/me/password', 'PUT', { next: good + person.slice(0, 2) })
    expect(set.status).toBe(204)
    return cookieIn(set)
  }
  return { giveCode, logIn, withCookie, settle }
}
