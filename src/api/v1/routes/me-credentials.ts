import { z } from 'zod'
import { Refusal } from '../../../kernel/errors.ts'
import { pendingOf } from '../../../rights/login.ts'
import { isPassword, keepPassword, requireStrong } from '../../../rights/password.ts'
import { openSession } from '../../../rights/sessions.ts'
import { newTotp, stepOf } from '../../../rights/totp.ts'
import { RequestFault } from '../../problems.ts'
import { audited } from '../audited.ts'
import type { ApiParts } from '../ports.ts'
import { type ApiRoute, personAsking, route, sessionAsking } from '../route.ts'

const secret = z.string().min(1).max(200)
const figures = z.string().regex(/^\d{6}$/u, '要写成六位数字')

/**
 * A password of one's own. The present one is asked for, unless this session was opened by a one-time code. All other
 * sessions end, and this one goes on under a new token.
 */
export const setPasswordRoute = ({ stores, unitOfWork, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'setPassword', method: 'put', path: '/me/password', chapter: '登录', says: '设自己的密码' },
    who: { posts: 'staff', evenPending: true },
    body: z.strictObject({ current: secret.optional(), next: secret }),
    ...{ answer: null, neverKept: true },
    async look(asked) {
      const person = personAsking(asked)
      const { directory, rulebook } = ground()
      const { current, next } = asked.body
      const kept = await stores.credentials.password(person)
      const first = asked.caller?.kind === 'person' && asked.caller.pending === 'password'
      if (!first && kept !== null && !(await isPassword(current ?? '', kept)))
        throw new RequestFault('login_failed')
      const { name, bot } = directory.data
      requireStrong(next, {
        words: [person, directory.nameOf(person), name, bot.name, ...bot.aliases, 'linli', '邻里'],
        least: rulebook.accounts.passwordLength,
      })
      const digest = await keepPassword(next)
      const opened = await unitOfWork.run(async (inside) => {
        if ((await inside.accounts.account(person)) === null) await inside.accounts.open(person, asked.now)
        await inside.credentials.setPassword(person, digest, asked.now)
        await inside.sessions.endOthers(person, null, 'password', asked.now)
        const deps = { ...inside, directory, rulebook, now: asked.now }
        const pending = await pendingOf(person, false, deps)
        await audited(inside.audit, asked, 'password.set', { subject: person })
        const who = { person, way: 'password', pending, ...asked.from } as const
        return openSession(inside.sessions, who, rulebook.accounts, asked.now)
      })
      return { body: null, cookies: { session: { value: opened.token, until: opened.session.endsAt } } }
    },
  })

/** Begins a second factor: the secret, said once; it counts once its figures have come back. */
export const beginTotpRoute = ({ ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'beginTotp', method: 'post', path: '/me/totp', chapter: '登录', says: '准备动态码' },
    who: { posts: 'staff', evenPending: true },
    answer: z.object({ secret: z.string(), address: z.string() }),
    neverKept: true,
    async change(asked, stores) {
      const person = personAsking(asked)
      if ((await stores.credentials.totp(person))?.confirmedAt instanceof Date)
        throw new Refusal('conflict', '动态码已经开了，要换请先关掉。')
      const made = newTotp(person, ground().directory.data.name)
      await stores.credentials.setTotp(person, { secret: made.secret, confirmedAt: null, lastStep: 0 })
      return { body: made }
    },
  })

/** Turns the second factor on or off, by figures that prove it is there. */
export const setTotpRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'setTotp', method: 'put', path: '/me/totp', chapter: '登录', says: '开或关动态码' },
    who: { posts: 'staff', evenPending: true },
    body: z.strictObject({ figures, on: z.boolean() }),
    ...{ answer: null, neverKept: true },
    async change(asked, stores) {
      const person = personAsking(asked)
      const totp = await stores.credentials.totp(person)
      if (totp === null) throw new Refusal('wrong_state', '还没有准备动态码。')
      const step = stepOf(asked.body.figures, totp, asked.now)
      if (step === null) throw new Refusal('invalid', '动态码不对，或者已经用过。')
      const { on } = asked.body
      const kept = { ...totp, confirmedAt: totp.confirmedAt ?? asked.now, lastStep: step }
      await stores.credentials.setTotp(person, on ? kept : null)
      const { directory, rulebook } = parts.ground()
      const pending = await pendingOf(person, false, { ...stores, directory, rulebook, now: asked.now })
      const open = asked.caller?.kind === 'person' ? asked.caller.pending : null
      if (open !== 'password') await stores.sessions.setPending(sessionAsking(asked), pending)
      await audited(stores.audit, asked, on ? 'totp.on' : 'totp.off', { subject: person })
      return { body: null }
    },
  })
