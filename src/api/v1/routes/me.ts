import { z } from 'zod'
import { RequestFault } from '../../problems.ts'
import type { ApiParts } from '../ports.ts'
import { lineOf } from '../../../cases/lists.ts'
import { presentCaseLine } from '../presenters/case-line.ts'
import { presentMe } from '../presenters/me.ts'
import { type ApiRoute, personAsking, route } from '../route.ts'
import { caseLine } from '../shapes/case-line.ts'
import { me } from '../shapes/people.ts'

/** Who asks, with posts or scopes. */
export const readMeRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readMe', method: 'get', path: '/me', chapter: '登录', says: '我是谁，有哪些岗位' },
    who: { posts: 'staff', scope: 'cases:read', evenPending: true },
    answer: me,
    async look({ caller, now }) {
      if (caller === null) throw new RequestFault('unauthenticated')
      const factor = caller.kind === 'person' ? await stores.credentials.totp(caller.person) : null
      return { body: presentMe(caller, factor?.confirmedAt != null, ground(), now) }
    },
  })

/** 我的待办 (10.1): what waits for the caller, nearest due first. */
export const readTodoRoute = ({ moves, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readTodo', method: 'get', path: '/me/todo', chapter: '案件', says: '我的待办' },
    who: { posts: 'staff' },
    answer: z.object({ cases: z.array(caseLine) }),
    async look(asked) {
      const waiting = await moves.waitingFor(personAsking(asked))
      return {
        body: { cases: waiting.map((record) => presentCaseLine(lineOf(record), ground(), asked)) },
      }
    },
  })
