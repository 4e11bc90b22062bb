import { Secret, TOTP } from 'otpauth'
import type { Totp } from './credentials.ts'

const seconds = 30

const reckoner = (secret: string, label: string, issuer: string): TOTP =>
  new TOTP({
    issuer,
    label,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: seconds,
  })

/** A new secret, with the address that an authenticator reads from a QR code. */
export function newTotp(person: string, town: string): { secret: string; address: string } {
  const secret = new Secret({ size: 20 }).base32
  return { secret, address: reckoner(secret, person, town).toString() }
}

/** The step of time whose figures these are, one step before and behind allowed; null where they are wrong or were used. */
export function stepOf(figures: string, { secret, lastStep }: Totp, now: Date): number | null {
  const timestamp = now.getTime()
  const delta = reckoner(secret, '', '').validate({ token: figures, timestamp, window: 1 })
  if (delta === null) return null
  const step = Math.floor(timestamp / 1_000 / seconds) + delta
  return step > lastStep ? step : null
}
