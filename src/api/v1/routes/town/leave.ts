import { z } from 'zod'
import { Refusal } from '../../../../kernel/errors.ts'
import { instant } from '../../../../kernel/clock.ts'
import { mayArrangePerson } from '../../../../rights/town-policy.ts'
import { audited } from '../../audited.ts'
import { contentVersion } from '../../content-version.ts'
import type { ApiParts } from '../../ports.ts'
import { type ApiRoute, personAsking, type Request, route } from '../../route.ts'
import { code, time } from '../../shapes/people.ts'
import { personParams } from '../../shapes/town.ts'
import { requireSeen } from './changing.ts'

const chapter = '人员'
const moment = z.iso.datetime({ offset: true }).transform((said) => instant(said))
const span = z.object({ from: time, to: time, delegate: z.string().nullable() })

/** One's own leave, or that of whom one may arrange (3.4). */
function requireOwn(asked: Request, person: string, { ground }: Pick<ApiParts, 'ground'>): void {
  const { directory } = ground()
  if (directory.person(person) === null) throw new Refusal('not_found', `没有人员“${person}”。`)
  const by = personAsking(asked)
  if (by !== person && !mayArrangePerson(by, person, directory))
    throw new Refusal('not_found', `没有人员“${person}”，或不归您安排。`)
}

export const readLeaveRoute = ({ ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readLeave', method: 'get', path: '/people/{code}/leave', chapter, says: '请假和代办人' },
    who: { posts: 'staff' },
    ...{ params: personParams, answer: z.object({ leave: z.array(span) }) },
    look({ params, now }) {
      const { directory } = ground()
      if (directory.person(params.code) === null) throw new Refusal('not_found', `没有人员“${params.code}”。`)
      const all = directory.leave(params.code)
      return Promise.resolve({
        body: {
          leave: all
            .filter(({ to }) => to > now)
            .map(({ from, to, delegate }) => ({ from: from.toISOString(), to: to.toISOString(), delegate })),
        },
        version: contentVersion(all),
      })
    },
  })

/** 请假 (3.4): as in the chat; whoever stands in and the duty officer hear of it. */
export const addLeaveRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'addLeave', method: 'post', path: '/people/{code}/leave', chapter, says: '请假，写明由谁代' },
    who: { posts: 'staff' },
    params: personParams,
    body: z.strictObject({ from: moment, to: moment, delegate: code.nullable().default(null) }),
    answer: z.object({ cases: z.array(z.string()).describe('手上没办完的，仍归本人') }),
    ...{ status: 201, needsVersion: true },
    async change(asked, stores) {
      const person = asked.params.code
      requireOwn(asked, person, parts)
      const { directory } = parts.ground()
      requireSeen(directory.leave(person), asked)
      const { from, to, delegate } = asked.body
      if (delegate !== null && directory.holdings(delegate).length === 0)
        throw new Refusal('invalid', '代办人要是有岗位的工作人员。')
      const by = personAsking(asked)
      const id = `api:${asked.requestId}`
      const absence = { person, from, to, delegate }
      const open = await parts.townAsked.leave(stores, { absence, by, id, now: asked.now })
      await audited(stores.audit, asked, 'duty.leave', {
        ...{ subject: person, after: { from: from.toISOString(), to: to.toISOString(), delegate } },
      })
      const numbers = open.filter(({ confidential }) => !confidential).map(({ number }) => number)
      return { body: { cases: numbers }, after: () => parts.townChanged() }
    },
  })

/** 销假: the leave that runs ends now; where none runs, the next one is cancelled. */
export const endLeaveRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'endLeave', method: 'delete', path: '/people/{code}/leave', chapter, says: '销假' },
    who: { posts: 'staff' },
    ...{ params: personParams, answer: span, needsVersion: true },
    async change(asked, stores) {
      const person = asked.params.code
      requireOwn(asked, person, parts)
      requireSeen(parts.ground().directory.leave(person), asked)
      const by = personAsking(asked)
      const was = await parts.townAsked.endLeave(stores, { person, by, now: asked.now })
      const ended = { from: was.from.toISOString(), to: was.to.toISOString(), delegate: was.delegate }
      await audited(stores.audit, asked, 'duty.back', { subject: person, before: ended })
      return { body: ended, after: () => parts.townChanged() }
    },
  })
