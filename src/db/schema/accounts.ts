import { EntitySchema } from 'typeorm'
import type { IssuedCode, StaffAccount } from '../../rights/ports.ts'
import { rising, text, textOrNull, time, timeOrNull } from './columns.ts'

/** Persons of the town who may work with the product. */
export const staffAccounts = new EntitySchema<StaffAccount>({
  name: 'staff_accounts',
  columns: { person: { ...text, primary: true }, createdAt: time, disabledAt: timeOrNull },
})

interface AccessCodeRow extends IssuedCode {
  endedAt: Date | null
  ending: string | null
}

/** One-time codes (1.5): only a salted digest of each, and at most one open for a person. */
export const accessCodes = new EntitySchema<AccessCodeRow>({
  name: 'access_codes',
  columns: {
    selector: { ...text, primary: true },
    person: { ...text, foreignKey: { target: 'staff_accounts', name: 'access_codes_person' } },
    salt: text,
    digest: text,
    issuedAt: time,
    expiresAt: time,
    endedAt: timeOrNull,
    ending: textOrNull,
  },
  indices: [{ name: 'access_codes_open', columns: ['person'], unique: true, where: 'ended_at IS NULL' }],
})

interface LoginTryRow {
  id: string
  contactId: string
  triedAt: Date
}

/** Wrong codes, by the chat account that sent them. */
export const loginTries = new EntitySchema<LoginTryRow>({
  name: 'login_tries',
  columns: { id: { ...rising, primary: true }, contactId: text, triedAt: time },
  indices: [{ name: 'login_tries_contact', columns: ['contactId', 'triedAt'] }],
})
