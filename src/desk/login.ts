import { addHours } from '../kernel/clock.ts'
import type { Notice } from '../chat/outbox.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { plainCode } from '../rights/access-code.ts'
import { findCode } from '../rights/accounts.ts'
import type { IssuedCode } from '../rights/ports.ts'
import {
  codeBurnt,
  codeMissing,
  loggedIn,
  loggedInElsewhere,
  loginInPrivate,
  tooManyTries,
  wrongCode,
} from '../wording/accounts.ts'
import { confirmPageLogin, figuresSaid } from './page-login.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { replyTo } from './replies.ts'
import type { Setting } from './speaker.ts'

const loginWords = /^登[录陆](?:码)?(?:是|为)?[\s:：,，]*/u
/** What is meant as a code, right or wrong: signs of codes, no sentence. */
const codeLike = /^[\p{L}\p{N}\p{Pd}_·.\s]{4,40}$/u
const chinese = /\p{Script=Han}/u

/** What somebody sends as a code: behind 登录, or a code and nothing else. '' for 登录 alone; null for other words. */
export function codeSaid(text: string): string | null {
  const said = text.trim()
  const rest = said.replace(loginWords, '')
  if (rest === said) return plainCode(said) !== null && /[-－—]/u.test(said) ? said : null
  if (rest === '' || rest === '码') return ''
  return codeLike.test(rest) && !chinese.test(rest) ? rest : null
}

/**
 * 1.5: a one-time code ties the account that sends it privately to the person it was given out for, in place of any
 * account before it. Said in a room it is burnt at once, whoever said it. Wrong codes are counted by chat account:
 * past the number of the rules one polite line, then silence for an hour. False where the words are no log-in.
 * The code does not stay among the kept words.
 */
export async function hearLogin(
  deps: DeskDeps,
  message: KeptMessage,
  setting: Setting,
  text: string,
): Promise<boolean> {
  const said = message.kind === 'text' ? codeSaid(text) : null
  if (said === null) return false
  // The digest takes a tenth of a second: reckoned outside the transaction, and the code is ended inside it once.
  const code = said === '' ? null : await findCode(said, deps.stores.accounts, deps.clock.now())
  if (!setting.private) return burnt(deps, message, setting, said, code)
  await deps.unitOfWork.run(async (stores) => {
    const notices = await answerTo(deps, stores, { message, setting, said, code })
    for (const notice of notices) await stores.outbox.put(notice)
    await done(stores, message, 'login')
  })
  return true
}

async function done(stores: DeskStores, message: KeptMessage, end: string): Promise<void> {
  await stores.messages.settle([message.seq], end, null, null)
  await stores.messages.erase(message.platformId)
}

interface Login {
  message: KeptMessage
  setting: Setting
  said: string
  code: IssuedCode | null
}

async function answerTo(deps: DeskDeps, stores: DeskStores, login: Login): Promise<readonly Notice[]> {
  const { message, setting, said, code } = login
  const now = deps.clock.now()
  const figures = figuresSaid(said)
  if (figures !== null) return confirmPageLogin(deps, stores, { message, setting, figures })
  const answer = (text: string): Notice => replyTo(message, setting, text, now)
  if (said === '') return [answer(codeMissing())]
  const allowed = deps.ground().rulebook.accounts.wrongTriesPerHour
  const tries = await stores.accounts.wrongTries(setting.speaker.contactId, addHours(now, -1))
  if (tries > allowed) return []
  if (tries < allowed && code !== null && (await stores.accounts.end(code.selector, 'used', now)))
    return tie(deps, stores, login, code)
  await stores.accounts.triedWrongly(setting.speaker.contactId, now)
  deps.log.info({ message: message.seq, tries: tries + 1 }, 'a log-in was refused')
  return [answer(tries < allowed ? wrongCode() : tooManyTries())]
}

async function tie(
  deps: DeskDeps,
  stores: DeskStores,
  login: Login,
  code: IssuedCode,
): Promise<readonly Notice[]> {
  const { message, setting } = login
  const now = deps.clock.now()
  const { contactId } = setting.speaker
  const before = await stores.seats.contactOf(code.person)
  await stores.seats.tie(contactId, code.person, now)
  deps.log.info(
    { person: code.person, changed: before !== null && before !== contactId },
    'an account was tied',
  )
  const to = { conversation: message.conversationKey }
  const welcome = replyTo(
    message,
    setting,
    loggedIn({ name: deps.ground().directory.nameOf(code.person) }),
    now,
  )
  const farewell = replyTo(message, setting, loggedInElsewhere(), now, { purpose: 'account_moved' })
  return [
    { ...welcome, to },
    ...(before === null || before === contactId
      ? []
      : [{ ...farewell, to: { conversation: `private:${before}` } }]),
  ]
}

/** In a room: a right code is worth nothing any more, and the speaker is told; other words are left to others. */
async function burnt(
  deps: DeskDeps,
  message: KeptMessage,
  setting: Setting,
  said: string,
  code: IssuedCode | null,
): Promise<boolean> {
  const meantAsCode = said !== '' && plainCode(said) !== null
  if (code === null && !meantAsCode && !setting.speaker.staff) return false
  await deps.unitOfWork.run(async (stores) => {
    const now = deps.clock.now()
    const ended = code !== null && (await stores.accounts.end(code.selector, 'burnt', now))
    if (ended) deps.log.warn({ person: code.person }, 'a code was said in a room and is burnt')
    const text = ended ? codeBurnt() : loginInPrivate()
    if (setting.room !== null)
      await stores.outbox.put(replyTo(message, setting, text, now, { purpose: 'login_in_room' }))
    await done(stores, message, ended ? 'login:burnt' : 'login:room')
  })
  return true
}
