import { z } from 'zod'
import type { Directory } from '../../../grid/directory.ts'
import { Refusal } from '../../../kernel/errors.ts'
import { figuresOf, pendingOf } from '../../../rights/login.ts'
import { isPassword, keepPassword, requireStrong } from '../../../rights/password.ts'
import { openSession } from '../../../rights/sessions.ts'
import { newTotp, stepOf } from '../../../rights/totp.ts'
import { RequestFault } from '../../problems.ts'
import { audited } from '../audited.ts'
import { countTry } from '../counted-try.ts'
import type { ApiParts, ApiStores } from '../ports.ts'
import {
  type Answer,
  type ApiRoute,
  isProven,
  personAsking,
  type Request,
  route,
  sessionAsking,
} from '../route.ts'

const secret = z.string().min(1).max(200)
const figures = z.string().regex(/^\d{6}$/u, '要写成六位数字')

/** What a stranger would try first of this very person: name, telephone, and what the town and its parts are called. */
function knownOf(person: string, directory: Directory): readonly string[] {
  const { data } = directory
  const areas = data.areas.filter(({ level }) => level !== 'grid').map(({ name }) => name)
  const short = areas.map((name) => name.replace(/(?:县|市|区|镇|乡|街道|社区|村|办事处)$/u, ''))
  const phone = directory.person(person)?.phone?.replaceAll(/\D/gu, '') ?? ''
  return [
    ...[person, directory.nameOf(person), phone],
    ...[data.name, data.bot.name, ...data.bot.aliases, ...areas, ...short, 'linli', '邻里'],
  ]
}

/** The present password, where there is one; a wrong one counts as it does at a log-in. */
async function requireCurrent(
  person: string,
  current: string,
  asked: Request,
  parts: Pick<ApiParts, 'stores' | 'ground'>,
): Promise<void> {
  const kept = await parts.stores.credentials.password(person)
  if (kept === null) {
    // Logged in by chat alone: a session that somebody left open is no way to a password of one's own.
    if (!isProven(asked)) throw new RequestFault('prove_again')
    return
  }
  if (current === '') throw new Refusal('invalid', '改密码要写现在的密码（current）。')
  await countTry(person, asked, parts)
  if (await isPassword(current, kept)) return
  await audited(parts.stores.audit, asked, 'proof.failed', { subject: person })
  throw new RequestFault('login_failed')
}

/**
 * A password of one's own. The present one is asked for, unless this session was opened by a one-time code. All other
 * sessions end, and this one goes on under a new token.
 */
export const setPasswordRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'setPassword', method: 'put', path: '/me/password', chapter: '登录', says: '设自己的密码' },
    who: { posts: 'staff', evenPending: true },
    body: z.strictObject({
      current: secret.optional().describe('现在的密码；刚用一次性登录码进来的不写'),
      next: secret.describe('新密码'),
    }),
    ...{ answer: null, neverKept: true },
    async look(asked) {
      const { unitOfWork, ground } = parts
      const person = personAsking(asked)
      const { directory, rulebook } = ground()
      const { current, next } = asked.body
      const first = asked.caller?.kind === 'person' && asked.caller.pending === 'password'
      if (!first) await requireCurrent(person, current ?? '', asked, parts)
      requireStrong(next, {
        words: knownOf(person, directory),
        least: rulebook.accounts.passwordLength,
      })
      const digest = await keepPassword(next)
      const opened = await unitOfWork.run(async (inside) => {
        if ((await inside.accounts.account(person)) === null) await inside.accounts.open(person, asked.now)
        await inside.credentials.setPassword(person, digest, asked.now)
        if (!first) await inside.credentials.forgetFailures(person)
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

/**
 * Begins a second factor: the secret, said once; it counts once its figures have come back. Never in a session that was
 * left open: a factor that a stranger begins there would prove them to be its person.
 */
export const beginTotpRoute = ({ ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'beginTotp', method: 'post', path: '/me/totp', chapter: '登录', says: '准备动态码' },
    who: { posts: 'staff', evenPending: true },
    answer: z.object({ secret: z.string(), address: z.string() }),
    ...{ neverKept: true, needsProof: true },
    async change(asked, stores) {
      const person = personAsking(asked)
      if ((await stores.credentials.totp(person))?.confirmedAt instanceof Date)
        throw new Refusal('conflict', '动态码已经开了，要换请先关掉。')
      const made = newTotp(person, ground().directory.data.name)
      await stores.credentials.setTotp(person, { secret: made.secret, confirmedAt: null, lastStep: 0 })
      return { body: made }
    },
  })

/** Turns the second factor on or off, by figures that prove it is there; wrong ones count as at a log-in. */
export const setTotpRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'setTotp', method: 'put', path: '/me/totp', chapter: '登录', says: '开或关动态码' },
    who: { posts: 'staff', evenPending: true },
    body: z.strictObject({ figures, on: z.boolean() }),
    ...{ answer: null, neverKept: true },
    async look(asked) {
      const person = personAsking(asked)
      if ((await parts.stores.credentials.totp(person)) === null)
        throw new Refusal('wrong_state', '还没有准备动态码。')
      // Counted before it is checked, and not undone by the refusal.
      await countTry(figuresOf(person), asked, parts)
      return parts.unitOfWork.run((stores) => turnTotp(person, asked, stores, parts))
    },
  })

async function turnTotp(
  person: string,
  asked: Request & { body: { figures: string; on: boolean } },
  stores: ApiStores,
  parts: ApiParts,
): Promise<Answer<null>> {
  const totp = await stores.credentials.totp(person)
  const step = totp === null ? null : stepOf(asked.body.figures, totp, asked.now)
  if (totp === null || step === null) throw new Refusal('invalid', '动态码不对，或者已经用过。')
  await stores.credentials.forgetFailures(figuresOf(person))
  const { on } = asked.body
  const kept = { ...totp, confirmedAt: totp.confirmedAt ?? asked.now, lastStep: step }
  await stores.credentials.setTotp(person, on ? kept : null)
  const { directory, rulebook } = parts.ground()
  const pending = await pendingOf(person, false, { ...stores, directory, rulebook, now: asked.now })
  const open = asked.caller?.kind === 'person' ? asked.caller.pending : null
  if (open !== 'password') await stores.sessions.setPending(sessionAsking(asked), pending)
  await audited(stores.audit, asked, on ? 'totp.on' : 'totp.off', { subject: person })
  return { body: null }
}
