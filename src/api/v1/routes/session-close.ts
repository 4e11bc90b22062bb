import { z } from 'zod'
import { Refusal } from '../../../kernel/errors.ts'
import { audited } from '../audited.ts'
import type { ApiParts } from '../ports.ts'
import { type ApiRoute, personAsking, route, sessionAsking } from '../route.ts'
import { session, words } from '../shapes/people.ts'

/** Log-out: this session ends, and its cookie goes. */
export const closeSessionRoute = (_parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'closeSession', method: 'delete', path: '/session', chapter: '登录', says: '退出登录' },
    who: { posts: 'staff', evenPending: true },
    answer: null,
    async change(asked, stores) {
      const person = personAsking(asked)
      await stores.sessions.end(person, sessionAsking(asked), 'logout', asked.now)
      await audited(stores.audit, asked, 'logout')
      return { body: null, cookies: { session: null } }
    },
  })

/** One's own open sessions, the newest first. */
export const listSessionsRoute = ({ stores }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listSessions', method: 'get', path: '/sessions', chapter: '登录', says: '我的登录' },
    who: { posts: 'staff' },
    answer: z.object({ sessions: z.array(session) }),
    async look(asked) {
      const own = await stores.sessions.ofPerson(personAsking(asked))
      const current = sessionAsking(asked)
      return {
        body: {
          sessions: own
            .filter(({ endsAt }) => endsAt > asked.now)
            .map(({ id, way, address, agent, openedAt, seenAt, endsAt }) => ({
              ...{ id, current: id === current, way, address, agent },
              openedAt: openedAt.toISOString(),
              seenAt: seenAt.toISOString(),
              endsAt: endsAt.toISOString(),
            })),
        },
      }
    },
  })

/** Log-out everywhere: every session of one's own ends, this one with them. */
export const closeAllSessionsRoute = (_parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'closeAllSessions', method: 'delete', path: '/sessions', chapter: '登录' },
    says: '退出我在所有地方的登录',
    who: { posts: 'staff', evenPending: true },
    answer: null,
    async change(asked, stores) {
      const person = personAsking(asked)
      await stores.sessions.endOthers(person, null, 'logout', asked.now)
      await audited(stores.audit, asked, 'logout', { after: { everywhere: true } })
      return { body: null, cookies: { session: null } }
    },
  })

/** Ends one of one's own sessions, in whatever browser it is; somebody else's is unknown. */
export const revokeSessionRoute = (_parts: ApiParts): ApiRoute =>
  route({
    ...{
      name: 'revokeSession',
      method: 'delete',
      path: '/sessions/{id}',
      chapter: '登录',
      says: '结束我的一个登录',
    },
    who: { posts: 'staff' },
    params: z.strictObject({ id: words(64) }),
    answer: null,
    async change(asked, stores) {
      const { id } = asked.params
      if (!(await stores.sessions.end(personAsking(asked), id, 'revoked', asked.now)))
        throw new Refusal('not_found', '没有这个登录，或者已经结束了。')
      await audited(stores.audit, asked, 'session.revoked', { subject: id })
      return { body: null, ...(id === sessionAsking(asked) ? { cookies: { session: null } } : {}) }
    },
  })
