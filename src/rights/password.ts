import { hash, verify } from '@node-rs/argon2'
import PQueue from 'p-queue'
import { Refusal } from '../kernel/errors.ts'
import { signsLeftToGuess } from './guessed-passwords.ts'
import { newSecret } from './secrets.ts'

/** argon2id with the memory and the turns that OWASP names for it. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Longer ones are refused: reckoning a digest must not become a way to keep us busy. */
const longest = 128

/** One form for one password, however the keyboard wrote it. */
const plain = (password: string): string => password.normalize('NFKC')

/** So many digests are reckoned at once; further ones wait, so that a flood of log-ins does not eat the machine. */
const reckoning = new PQueue({ concurrency: 2 })

/** The argon2id digest that is kept of a password. */
export const keepPassword = (password: string): Promise<string> =>
  reckoning.add(() => hash(plain(password), cost))

let nobodys: Promise<string> | null = null

/** Whether it is the password; with `kept` null as slow as with one, so that nobody learns who has an account. */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  nobodys ??= keepPassword(newSecret())
  const known = kept ?? (await nobodys)
  const right = await reckoning.add(() => verify(known, plain(password).slice(0, longest)))
  return right && kept !== null
}

/** What must not stand in somebody's password. */
export interface Known {
  /** Person code and name, town, bot: what a stranger would try first. */
  words: readonly string[]
  /** Shortest length, in signs (rulebook accounts.passwordLength). */
  least: number
}

const repeated = /^(.{1,4}?)\1+$/u

function runsOn(password: string): boolean {
  const codes = [...password].map((sign) => sign.codePointAt(0) ?? 0)
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0))
  return steps.length > 0 && steps.every((step) => step === steps[0] && Math.abs(step) <= 1)
}

/**
 * Length over composition: at least so many signs, nothing that repeats or runs on from end to end, and not made of the
 * name of the person or the town, or of what most leaked passwords are made of. No other rule; a Refusal says what is wrong in one sentence.
 */
export function requireStrong(password: string, { words, least }: Known): void {
  const signs = [...plain(password)]
  const low = plain(password).toLowerCase()
  if (signs.length < least) throw new Refusal('invalid', `密码至少要${String(least)}位，可以用一句话。`)
  if (signs.length > longest) throw new Refusal('invalid', `密码最多${String(longest)}位。`)
  if (repeated.test(low) || runsOn(low)) throw new Refusal('invalid', '密码太有规律，容易被猜到，请换一个。')
  const own = words.map((word) => word.normalize('NFKC').toLowerCase()).filter((word) => word.length >= 2)
  const rest = own.reduce((left, word) => left.replaceAll(word, ''), low)
  if ([...rest].length < least / 2)
    throw new Refusal('invalid', '密码里大半是姓名、账号或地名，容易被猜到，请换一个。')
  if (signsLeftToGuess(low, own) < least / 2)
    throw new Refusal('invalid', '密码里大半是人人都用的词、年份或键盘顺序，容易被猜到，请换一个。')
}
