import { z } from 'zod'
import { addMinutes } from '../../../kernel/clock.ts'
import { checkTotp, figuresOf } from '../../../rights/login.ts'
import { isPassword } from '../../../rights/password.ts'
import { RequestFault } from '../../problems.ts'
import { audited } from '../audited.ts'
import { countTry } from '../counted-try.ts'
import type { ApiParts } from '../ports.ts'
import { type ApiRoute, personAsking, route, sessionAsking } from '../route.ts'
import { time } from '../shapes/people.ts'

const secret = z.string().min(1).max(200)
const figures = z.string().regex(/^\d{6}$/u, '要写成六位数字')

/** The password, or the figures of a second factor that is on; whoever has neither logs in by chat anew. */
async function isProved(
  person: string,
  said: { password: string } | { totp: string },
  now: Date,
  { credentials }: Pick<ApiParts['stores'], 'credentials'>,
): Promise<boolean> {
  if ('password' in said) return isPassword(said.password, await credentials.password(person))
  if ((await credentials.totp(person))?.confirmedAt == null) return false
  return (await checkTotp(person, said.totp, { credentials, now })) === 'right'
}

/**
 * Proves once more that it is the person who sits there, for what weighs most (ASVS 3.7.1): this session may do it for some
 * minutes then. Wrong tries count as those of a log-in, and are written down.
 */
export const proveRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'prove', method: 'post', path: '/me/proof', chapter: '登录' },
    says: '再证明一次是本人（密码或动态码），分量重的事要先做这一步',
    who: { posts: 'staff' },
    body: z.union([z.strictObject({ password: secret }), z.strictObject({ totp: figures })]),
    ...{ answer: z.object({ until: time }), neverKept: true },
    async look(asked) {
      const { stores, unitOfWork, ground } = parts
      const person = personAsking(asked)
      const name = 'password' in asked.body ? person : figuresOf(person)
      await countTry(name, asked, parts)
      if (!(await isProved(person, asked.body, asked.now, stores))) {
        await audited(stores.audit, asked, 'proof.failed', { subject: person })
        throw new RequestFault('login_failed')
      }
      await unitOfWork.run(async (inside) => {
        await inside.credentials.forgetFailures(name)
        await inside.sessions.proven(sessionAsking(asked), asked.now)
        await audited(inside.audit, asked, 'proof.given', { subject: person })
      })
      const until = addMinutes(asked.now, ground().rulebook.accounts.proofMinutes)
      return { body: { until: until.toISOString() } }
    },
  })
