import { EntitySchema } from 'typeorm'
import type { ChatLogin, Totp } from '../../rights/credentials.ts'
import type { Session } from '../../rights/sessions.ts'
import { id, text, textOrNull, time, timeOrNull, whole } from './columns.ts'

export const staffPasswords = new EntitySchema<{ person: string; digest: string; setAt: Date }>({
  name: 'staff_passwords',
  columns: {
    person: {
      ...text,
      primary: true,
      foreignKey: { target: 'staff_accounts', name: 'staff_passwords_person' },
    },
    digest: text,
    setAt: time,
  },
})

export const staffTotp = new EntitySchema<Totp & { person: string }>({
  name: 'staff_totp',
  columns: { person: { ...text, primary: true }, secret: text, confirmedAt: timeOrNull, lastStep: whole },
})

export const loginFailures = new EntitySchema<{ name: string; count: number; lastAt: Date }>({
  name: 'login_failures',
  columns: { name: { ...text, primary: true }, count: whole, lastAt: time },
})

export const chatLogins = new EntitySchema<ChatLogin & { endedAt: Date | null }>({
  name: 'chat_logins',
  columns: {
    id: { ...id, primary: true },
    figures: text,
    secretDigest: text,
    madeAt: time,
    endsAt: time,
    address: text,
    agent: text,
    person: textOrNull,
    endedAt: timeOrNull,
  },
  indices: [{ name: 'chat_logins_open', columns: ['figures'], unique: true, where: 'ended_at IS NULL' }],
})

export const sessions = new EntitySchema<Session & { endedAt: Date | null; ending: string | null }>({
  name: 'sessions',
  columns: {
    id: { ...id, primary: true },
    person: text,
    tokenDigest: text,
    way: text,
    pending: textOrNull,
    address: text,
    agent: text,
    openedAt: time,
    seenAt: time,
    provenAt: time,
    endsAt: time,
    endedAt: timeOrNull,
    ending: textOrNull,
  },
  indices: [
    { name: 'sessions_token', columns: ['tokenDigest'], unique: true },
    { name: 'sessions_person', columns: ['person', 'openedAt'] },
  ],
})
