import { Refusal } from '../../../kernel/errors.ts'
import type { Actor } from '../../../cases/event.ts'
import { audited } from '../audited.ts'
import type { ApiParts } from '../ports.ts'
import { presentAcceptance } from '../presenters/acceptance.ts'
import { type ApiRoute, type Request, route } from '../route.ts'
import { acceptance, registration } from '../shapes/registration.ts'

/** Another system's key acts as the bot does: what it brings waits for the duty officer (2.1). */
function takerOf({ caller }: Pick<Request, 'caller'>): Actor {
  if (caller?.kind === 'person') return { by: caller.person, post: 'duty_officer' }
  return { by: 'bot', post: 'bot' }
}

/** 来访来电 and what other systems bring: a case with its number at once, and what to tell whoever brought it. */
export const registerCaseRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'registerCase', method: 'post', path: '/cases', chapter: '案件', status: 201 },
    says: '登记来访、来电、外部系统转来的事项',
    who: { posts: ['duty_officer'], scope: 'cases:write' },
    ...{ body: registration, answer: acceptance },
    async change(asked, stores) {
      const key = asked.caller?.kind === 'key'
      if (key && asked.body.source !== 'outside')
        throw new Refusal('invalid', '外部系统登记的来源要写 outside。')
      const { record: received, routing } = await parts.register(stores, {
        registration: key ? { ...asked.body, to: 'triage' } : asked.body,
        ...{ by: takerOf(asked), order: `api:${asked.requestId}`, now: asked.now },
      })
      await audited(stores.audit, asked, 'case.receive', {
        subject: received.number,
        after: { state: received.state, source: received.source, version: received.version },
      })
      const record = await parts.settled(stores, received, asked.now)
      return {
        body: presentAcceptance(record, routing, parts.ground(), asked),
        version: record.version,
        headers: { Location: `/api/v1/cases/${record.number}` },
        after: () => {
          parts.moved(record.id)
        },
      }
    },
  })
