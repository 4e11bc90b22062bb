import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto'
import type { IssuedCode } from './ports.ts'

/** Without signs that are mistaken for one another (0 O, 1 I L). */
const signs = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const parts = 3
const partLength = 4
const length = parts * partLength
/** 40 bits are left to guess for whoever knows the selector; five tries an hour are allowed. */
const selectorLength = partLength
const digestBytes = 32

const digestOf = (code: string, salt: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(code, Buffer.from(salt, 'base64'), digestBytes, (error, key) => {
      if (error === null) resolve(key)
      else reject(error)
    })
  })

/** A code as people type it: any letter case, full-width signs, with or without dashes and blanks. Null: no code. */
export function plainCode(typed: string): string | null {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}_·.。]/gu, '')
  return plain.length === length && [...plain].every((sign) => signs.includes(sign)) ? plain : null
}

/** Makes a one-time code (1.5): `shown` is said once to whoever gives it out, `kept` holds only its salted digest. */
export async function makeCode(
  person: string,
  issuedAt: Date,
  expiresAt: Date,
): Promise<{ shown: string; kept: IssuedCode }> {
  const code = Array.from({ length }, () => signs[randomInt(signs.length)] ?? '').join('')
  const salt = randomBytes(16).toString('base64')
  const digest = (await digestOf(code, salt)).toString('base64')
  const shown = Array.from({ length: parts }, (_, at) =>
    code.slice(at * partLength, (at + 1) * partLength),
  ).join('-')
  return { shown, kept: { selector: selectorOf(code), person, salt, digest, issuedAt, expiresAt } }
}

/** By what a code is found; says nothing about whether it is right. */
export const selectorOf = (code: string): string => code.slice(0, selectorLength)

/** Whether this is the code that was given out; takes the same time for every wrong one. */
export const isCode = async (code: string, kept: IssuedCode): Promise<boolean> =>
  timingSafeEqual(await digestOf(code, kept.salt), Buffer.from(kept.digest, 'base64'))
