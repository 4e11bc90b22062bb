import { addMinutes } from '../kernel/clock.ts'
import { Refusal } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { ChatLogin, CredentialStore } from './credentials.ts'
import { digestOf, isDigestOf, newFigures, newSecret } from './secrets.ts'
import type { Whence } from './sessions.ts'

const mostTries = 20

/**
 * Begins a log-in by chat: six figures for the screen, and a secret for the browser that asks, without which the figures
 * open nothing. Waits for so many minutes, and serves once.
 */
export async function beginChatLogin(
  credentials: Pick<CredentialStore, 'addChatLogin'>,
  from: Whence,
  minutes: number,
  now: Date,
): Promise<{ login: ChatLogin; secret: string }> {
  const secret = newSecret()
  for (let tries = 0; tries < mostTries; tries += 1) {
    const login: ChatLogin = {
      ...{ id: newId(), figures: newFigures(), secretDigest: digestOf(secret), person: null },
      ...{
        madeAt: now,
        endsAt: addMinutes(now, minutes),
        address: from.address,
        agent: from.agent.slice(0, 300),
      },
    }
    if (await credentials.addChatLogin(login)) return { login, secret }
  }
  throw new Refusal('conflict', '现在登录的人太多，请过一会儿再试。')
}

/** The log-in that this browser began, while it waits or is confirmed; null for any other secret and after its time. */
export async function findChatLogin(
  credentials: Pick<CredentialStore, 'chatLogin'>,
  id: string,
  secret: string,
  now: Date,
): Promise<ChatLogin | null> {
  const login = await credentials.chatLogin(id)
  if (login === null || login.endsAt <= now || !isDigestOf(secret, login.secretDigest)) return null
  return login
}
