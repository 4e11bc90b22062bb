import { z } from 'zod'
import { Refusal } from '../../../kernel/errors.ts'
import { beginChatLogin, findChatLogin } from '../../../rights/chat-login.ts'
import { checkTotp, figuresOf, pendingOf } from '../../../rights/login.ts'
import { endPresented, openSession } from '../../../rights/sessions.ts'
import { RequestFault } from '../../problems.ts'
import { audited } from '../audited.ts'
import { countTry } from '../counted-try.ts'
import type { ApiParts, ApiStores } from '../ports.ts'
import { presentMe } from '../presenters/me.ts'
import { type Answer, type ApiRoute, type Request, route } from '../route.ts'
import { me, time, words } from '../shapes/people.ts'

/** Begins a log-in by chat: the page shows six figures, and the staff member sends `登录 123456` to the bot. */
export const beginChatLoginRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{
      name: 'beginChatLogin',
      method: 'post',
      path: '/session/chat',
      chapter: '登录',
      says: '用聊天登录：要一个六位码',
    },
    who: { posts: 'anybody' },
    answer: z.object({ id: z.string(), figures: z.string(), say: z.string(), endsAt: time }),
    ...{ status: 201, neverKept: true },
    async look(asked) {
      const minutes = ground().rulebook.accounts.chatLoginMinutes
      const { login, secret } = await beginChatLogin(stores.credentials, asked.from, minutes, asked.now)
      const { id, figures, endsAt } = login
      return {
        body: { id, figures, say: `登录 ${figures}`, endsAt: endsAt.toISOString() },
        cookies: { login: { value: secret, until: endsAt } },
      }
    },
  })

const taken = z.object({ state: z.enum(['waiting', 'open']), me: me.nullable() })

interface Taking extends Request {
  id: string
  figures: string | null
}

/** Counts the figures that were said before anything is checked, so that many at once are not all tried. */
async function countFigures(asked: Taking, parts: ApiParts): Promise<void> {
  const { id, figures, now, cookie } = asked
  const login = await findChatLogin(parts.stores.credentials, id, cookie('login'), now)
  if (login?.person == null || figures === null) return
  await countTry(figuresOf(login.person), asked, parts)
}

async function take(
  asked: Taking,
  stores: ApiStores,
  parts: ApiParts,
): Promise<Answer<z.input<typeof taken>>> {
  const { now } = asked
  const login = await findChatLogin(stores.credentials, asked.id, asked.cookie('login'), now)
  if (login === null) throw new Refusal('not_found', '这个六位码已经过期，请再要一个。')
  const { person } = login
  if (person === null) return { body: { state: 'waiting', me: null } }
  const { directory, rulebook } = parts.ground()
  const account = await stores.accounts.account(person)
  if (directory.holdings(person).length === 0 || (account !== null && account.disabledAt !== null))
    throw new RequestFault('login_failed')
  const second = await checkTotp(person, asked.figures, { credentials: stores.credentials, now })
  if (second === 'missing') throw new RequestFault('totp_required')
  if (second === 'wrong') {
    // Whoever guesses has begun this log-in: it ends, outside the transaction that is refused.
    await parts.stores.credentials.endChatLogin(login.id, now)
    throw new RequestFault('login_failed')
  }
  if (!(await stores.credentials.endChatLogin(login.id, now)))
    throw new Refusal('not_found', '这个六位码已经用过，请再要一个。')
  await stores.credentials.forgetFailures(figuresOf(person))
  const pending = await pendingOf(person, false, { ...stores, directory, rulebook, now })
  const who = { person, way: 'chat', pending, ...asked.from } as const
  await endPresented(stores.sessions, asked.cookie('session'), now)
  const { session, token } = await openSession(stores.sessions, who, rulebook.accounts, now)
  await audited(stores.audit, asked, 'login', { who: `person:${person}`, after: { way: 'chat' } })
  const factor = await stores.credentials.totp(person)
  const caller = { kind: 'person', person, session: session.id, pending } as const
  return {
    body: { state: 'open', me: presentMe(caller, factor?.confirmedAt instanceof Date, parts.ground(), now) },
    cookies: { session: { value: token, until: session.endsAt }, login: null },
  }
}

/** The page asks whether the figures have been said; once they were, the session opens in this very browser. */
export const takeChatLoginRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{
      name: 'takeChatLogin',
      method: 'post',
      path: '/session/chat/{id}',
      chapter: '登录',
      says: '聊天里说了没有',
    },
    who: { posts: 'anybody' },
    params: z.strictObject({ id: words(64) }),
    body: z.strictObject({
      totp: z
        .string()
        .regex(/^\d{6}$/u, '要写成六位数字')
        .optional(),
    }),
    answer: taken,
    neverKept: true,
    often: true,
    async look({ params, body, ...request }) {
      const asked = { ...request, id: params.id, figures: body.totp ?? null }
      await countFigures(asked, parts)
      return parts.unitOfWork.run((stores) => take(asked, stores, parts))
    },
  })
