import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

/** A secret with 256 bits, for a cookie or a key: nobody guesses it, so a plain digest is enough to keep. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is kept of a secret. */
export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

export const isDigestOf = (secret: string, digest: string): boolean =>
  timingSafeEqual(Buffer.from(digestOf(secret)), Buffer.from(digest.padEnd(43).slice(0, 43)))

/** Six figures to be read off a screen. */
export const newFigures = (): string => String(randomInt(1_000_000)).padStart(6, '0')
