import { z } from 'zod'
import { logInByPassword } from '../../../rights/login.ts'
import { endPresented, openSession } from '../../../rights/sessions.ts'
import { RequestFault } from '../../problems.ts'
import { audited } from '../audited.ts'
import type { ApiParts } from '../ports.ts'
import { presentMe } from '../presenters/me.ts'
import { type ApiRoute, route } from '../route.ts'
import { me, words } from '../shapes/people.ts'

const body = z.strictObject({
  person: words(64).describe('人员代码，或全镇唯一的姓名'),
  password: z.string().min(1).max(200).describe('密码；第一次用一次性登录码'),
  totp: z
    .string()
    .regex(/^\d{6}$/u, '要写成六位数字')
    .optional()
    .describe('动态码，开了才要'),
})

const faults = { failed: 'login_failed', totp_required: 'totp_required' } as const

/** Log-in by person and password; the first one by a one-time code. The session's token goes into a cookie alone. */
export const openSessionRoute = ({ stores, unitOfWork, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'openSession', method: 'post', path: '/session', chapter: '登录', says: '用账号和密码登录' },
    who: { posts: 'anybody' },
    ...{ body, answer: me, status: 201, neverKept: true },
    async look(asked) {
      const { person: name, password, totp } = asked.body
      const { directory, rulebook } = ground()
      const { now, from } = asked
      const result = await logInByPassword(
        { name, password, totp: totp ?? null },
        { accounts: stores.accounts, credentials: stores.credentials, directory, rulebook, now },
      )
      if (!result.ok) {
        await audited(stores.audit, asked, result.why === 'locked' ? 'login.locked' : 'login.failed', {
          // Only a known code: what was typed may be a password in the wrong field.
          subject: directory.person(name.trim())?.code ?? null,
        })
        if (result.why !== 'locked') throw new RequestFault(faults[result.why])
        const seconds = Math.ceil((result.until.getTime() - now.getTime()) / 1_000)
        throw new RequestFault('login_locked', { retryAfterSeconds: seconds })
      }
      const { person, way, pending } = result
      const { session, token } = await unitOfWork.run(async (inside) => {
        await endPresented(inside.sessions, asked.cookie('session'), now)
        const opened = await openSession(
          inside.sessions,
          { person, way, pending, ...from },
          rulebook.accounts,
          now,
        )
        await audited(inside.audit, asked, 'login', { who: `person:${person}`, after: { way } })
        return opened
      })
      const factor = await stores.credentials.totp(person)
      return {
        body: presentMe(
          { kind: 'person', person, session: session.id, pending },
          factor?.confirmedAt != null,
          ground(),
          now,
        ),
        cookies: { session: { value: token, until: session.endsAt } },
      }
    },
  })
