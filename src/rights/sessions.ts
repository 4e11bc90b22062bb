import { addHours, addMinutes } from '../kernel/clock.ts'
import { newId } from '../kernel/ids.ts'
import type { Pending } from './caller.ts'
import { digestOf, newSecret } from './secrets.ts'

/** `password` and `chat` are how people log in; `code` is the first log-in with a one-time code. */
export type LoginWay = 'password' | 'code' | 'chat'

/** From where somebody asks, as far as the line tells. */
export interface Whence {
  address: string
  agent: string
}

/** A log-in of one person in one browser. Only a digest of its token is kept. */
export interface Session extends Whence {
  id: string
  person: string
  tokenDigest: string
  way: LoginWay
  pending: Pending | null
  openedAt: Date
  seenAt: Date
  /** The log-in, or when its person has last proved themselves in it. */
  provenAt: Date
  /** At the latest; a session that is not used ends sooner. */
  endsAt: Date
}

export interface SessionStore {
  add(session: Session): Promise<void>
  /** The open session with this token; null where it has ended, or where the person's account is disabled. */
  byToken(tokenDigest: string): Promise<Session | null>
  /** Those of a person that have not ended, the newest first. */
  ofPerson(person: string): Promise<readonly Session[]>
  seen(id: string, at: Date): Promise<void>
  proven(id: string, at: Date): Promise<void>
  setPending(id: string, pending: Pending | null): Promise<void>
  /** Ends one session of a person; false where there is none. */
  end(person: string, id: string, ending: string, at: Date): Promise<boolean>
  /** Ends all of a person but one. Returns how many. */
  endOthers(person: string, but: string | null, ending: string, at: Date): Promise<number>
}

export interface SessionRules {
  sessionIdleHours: number
  sessionHours: number
}

const seenEveryMinutes = 1

/** Opens a session; the token is said once, to be put into a cookie. */
export async function openSession(
  sessions: Pick<SessionStore, 'add'>,
  who: { person: string; way: LoginWay; pending: Pending | null } & Whence,
  rules: SessionRules,
  now: Date,
): Promise<{ session: Session; token: string }> {
  const token = newSecret()
  const session: Session = {
    ...who,
    agent: who.agent.slice(0, 300),
    ...{ id: newId(), tokenDigest: digestOf(token), openedAt: now, seenAt: now, provenAt: now },
    endsAt: addHours(now, rules.sessionHours),
  }
  await sessions.add(session)
  return { session, token }
}

/**
 * Ends the session whose token came along with a log-in: whoever logs in begins anew, and a token that somebody else had
 * put into the browser before is worth nothing afterwards.
 */
export async function endPresented(
  sessions: Pick<SessionStore, 'byToken' | 'end'>,
  token: string,
  now: Date,
): Promise<void> {
  const found = token === '' ? null : await sessions.byToken(digestOf(token))
  if (found !== null) await sessions.end(found.person, found.id, 'replaced', now)
}

/** Whether a session that nobody has ended still lasts: neither its time is over nor was it left unused too long. */
export const sessionLasts = (
  { endsAt, seenAt }: Pick<Session, 'endsAt' | 'seenAt'>,
  rules: SessionRules,
  now: Date,
): boolean => endsAt > now && addHours(seenAt, rules.sessionIdleHours) > now

/** The session behind a token, while it lasts; that it was used is noted once a minute. */
export async function findSession(
  sessions: Pick<SessionStore, 'byToken' | 'seen'>,
  token: string,
  rules: SessionRules,
  now: Date,
): Promise<Session | null> {
  const found = await sessions.byToken(digestOf(token))
  if (found === null || !sessionLasts(found, rules, now)) return null
  if (addMinutes(found.seenAt, seenEveryMinutes) <= now) await sessions.seen(found.id, now)
  return found
}
