import type { Directory } from '../grid/directory.ts'
import type { Rulebook } from '../grid/rulebook.ts'
import { addMinutes } from '../kernel/clock.ts'
import type { PostName } from '../grid/town.ts'
import { findCode } from './accounts.ts'
import type { Pending } from './caller.ts'
import type { Attempt, CredentialStore, Failures, PauseRules } from './credentials.ts'
import { isPassword } from './password.ts'
import type { AccountStore } from './ports.ts'
import type { LoginWay } from './sessions.ts'
import { stepOf } from './totp.ts'

interface LoginDeps {
  accounts: AccountStore
  credentials: CredentialStore
  directory: Pick<Directory, 'person' | 'holdings' | 'data'>
  rulebook: Pick<Rulebook, 'accounts'>
  now: Date
}

/** What came of a log-in by password. Wrong name and wrong password are told apart by nobody outside. */
export type LoginResult =
  | { ok: true; person: string; way: LoginWay; pending: Pending | null }
  | { ok: false; why: 'failed' | 'totp_required' }
  | { ok: false; why: 'locked'; until: Date }

/** Until when nobody may try under this name: after so many failures a pause that doubles with each further one. */
export function pausedUntil(failures: Failures | null, rules: PauseRules): Date | null {
  if (failures === null || failures.count < rules.wrongPasswords) return null
  const doubled = rules.pauseMinutes * 2 ** Math.min(20, failures.count - rules.wrongPasswords)
  return addMinutes(failures.lastAt, Math.min(rules.longestPauseMinutes, doubled))
}

/** Counts a try under this name before anything is checked; where it pauses, until when. */
export async function attemptAs(
  name: string,
  { credentials, now }: Pick<LoginDeps, 'credentials' | 'now'>,
  rules: PauseRules,
): Promise<{ attempt: Attempt } | { until: Date }> {
  const attempt = await credentials.attempt(name, rules, now)
  if (attempt !== null) return { attempt }
  const until = pausedUntil(await credentials.failures(name), rules)
  return { until: until !== null && until > now ? until : addMinutes(now, 1) }
}

/** Figures said at a log-in by chat are counted apart from passwords; nobody can type this name. */
export const figuresOf = (person: string): string => ` totp ${person}`

/** The person a name means at log-in: a code, or a name that only one person has. */
function personMeant(name: string, { directory }: LoginDeps): string | null {
  const said = name.trim()
  if (directory.person(said) !== null) return said
  const named = directory.data.people.filter((one) => one.name === said)
  return named.length === 1 ? (named[0]?.code ?? null) : null
}

const totpDue = (person: string, { directory, rulebook }: LoginDeps): boolean =>
  directory
    .holdings(person)
    .some(({ post }: { post: PostName }) => rulebook.accounts.totpPosts.includes(post))

/** What a person must still do before anything else: a password of their own, a second factor where the post asks. */
export async function pendingOf(person: string, first: boolean, deps: LoginDeps): Promise<Pending | null> {
  if (first) return 'password'
  if (!totpDue(person, deps)) return null
  return (await deps.credentials.totp(person))?.confirmedAt == null ? 'totp' : null
}

/** The second factor: 'right' also where the person has none. The figures are used up. */
export async function checkTotp(
  person: string,
  figures: string | null,
  { credentials, now }: Pick<LoginDeps, 'credentials' | 'now'>,
): Promise<'right' | 'wrong' | 'missing'> {
  const totp = await credentials.totp(person)
  if (totp?.confirmedAt == null) return 'right'
  if (figures === null) return 'missing'
  const step = stepOf(figures, totp, now)
  if (step === null) return 'wrong'
  return (await credentials.useTotpStep(person, step)) ? 'right' : 'wrong'
}

interface Proof {
  way: LoginWay
  /** Uses the proof up; false where somebody was faster. */
  use(): Promise<boolean>
}

/** Whether the secret is the person's password, or a one-time code given out to them, which serves once (1.5). */
async function provedBy(person: string | null, secret: string, deps: LoginDeps): Promise<Proof | null> {
  const kept = person === null ? null : await deps.credentials.password(person)
  if (await isPassword(secret, kept)) return { way: 'password', use: () => Promise.resolve(true) }
  const code = await findCode(secret, deps.accounts, deps.now)
  if (code?.person !== person) return null
  return { way: 'code', use: () => deps.accounts.end(code.selector, 'used', deps.now) }
}

/**
 * Log-in by name and password, or by a one-time code in its place. A try is counted before it is checked, under the name
 * as it was tried, known or not, and tries reach the pause of `pausedUntil`; a success forgets them. Slow on purpose:
 * outside any transaction.
 */
export async function logInByPassword(
  asked: { name: string; password: string; totp: string | null },
  deps: LoginDeps,
): Promise<LoginResult> {
  const { credentials, rulebook } = deps
  const person = personMeant(asked.name, deps)
  const countedAs = (person ?? asked.name.trim()).slice(0, 100)
  const counted = await attemptAs(countedAs, deps, rulebook.accounts)
  if ('until' in counted) return { ok: false, why: 'locked', until: counted.until }
  const proof = await provedBy(person, asked.password, deps)
  const account = person === null ? null : await deps.accounts.account(person)
  const failed: LoginResult = { ok: false, why: 'failed' }
  if (person === null || proof === null) return failed
  if (account?.disabledAt !== null) return failed
  if (deps.directory.holdings(person).length === 0) return failed
  const second = await checkTotp(person, asked.totp, deps)
  if (second === 'missing') {
    await credentials.takeBack(countedAs, counted.attempt)
    return { ok: false, why: 'totp_required' }
  }
  if (second === 'wrong' || !(await proof.use())) return failed
  await credentials.forgetFailures(countedAs)
  return { ok: true, person, way: proof.way, pending: await pendingOf(person, proof.way === 'code', deps) }
}
