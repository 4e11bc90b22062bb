import { expect } from 'vitest'
import type { Scope } from '../../src/rights/caller.ts'
import { createKey } from '../../src/rights/keys.ts'
import type { OpenApi } from './api.ts'

/** A city that speaks Open311 with the town: what it asks and sends at /open311/v2. */
export function cityOf(api: Pick<OpenApi, 'url' | 'db' | 'clock'>) {
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${api.url}/open311/v2${path}`, { headers })
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
  }
  return {
    get,
    async keyFor(scopes: readonly Scope[]): Promise<string> {
      const wish = { name: '市里的系统', scopes, days: 30, by: 'director-QH' }
      return (await createKey(api.db.stores.keys, wish, api.clock.now())).shown
    },
    async json(path: string) {
      const { status, type, text } = await get(path)
      expect(type).toBe('application/json; charset=utf-8')
      return { status, body: JSON.parse(text) as Record<string, unknown>[] }
    },
    async post(
      fields: Record<string, string> | string,
      ending = 'json',
      headers: Record<string, string> = {},
    ) {
      const body = typeof fields === 'string' ? fields : new URLSearchParams(fields).toString()
      const answer = await fetch(`${api.url}/open311/v2/requests.${ending}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8', ...headers },
        body,
      })
      return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
    },
    /** A refusal as the specification writes it; its sentence. */
    refused(answer: { status: number; text: string }, status: number): string {
      const body = JSON.parse(answer.text) as { code: number; description: string }[]
      expect([answer.status, body]).toMatchObject([status, [{ code: status }]])
      expect(Object.keys(body[0] ?? {})).toEqual(['code', 'description'])
      expect(body[0]?.description).toMatch(/\p{Script=Han}/u)
      return body[0]?.description ?? ''
    },
  }
}
export type City = ReturnType<typeof cityOf>
