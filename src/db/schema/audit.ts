import { EntitySchema } from 'typeorm'
import type { KeptEntry } from '../../rights/audit.ts'
import type { ApiKey } from '../../rights/keys.ts'
import { id, jsonOrNull, rising, text, textOrNull, texts, time, timeOrNull, wholeOrNull } from './columns.ts'

export const apiKeys = new EntitySchema<ApiKey>({
  name: 'api_keys',
  columns: {
    id: { ...id, primary: true },
    name: text,
    scopes: texts,
    digest: text,
    madeBy: text,
    madeAt: time,
    endsAt: timeOrNull,
    revokedAt: timeOrNull,
    usedAt: timeOrNull,
  },
})

interface KeptAnswerRow {
  owner: string
  key: string
  requestDigest: string
  status: number | null
  headers: object | null
  body: string | null
  madeAt: Date
}

/** What a repeatable request was answered, so that the same request again gets the same. */
export const keptAnswers = new EntitySchema<KeptAnswerRow>({
  name: 'kept_answers',
  columns: {
    owner: { ...text, primary: true },
    key: { ...text, primary: true },
    requestDigest: text,
    status: wholeOrNull,
    headers: jsonOrNull,
    // As text: the answer that is repeated is the same to the letter, and jsonb would order its keys anew.
    body: textOrNull,
    madeAt: time,
  },
  indices: [{ name: 'kept_answers_made', columns: ['madeAt'] }],
})

/** Only ever added to: a trigger and the application's role refuse everything else. */
export const auditLog = new EntitySchema<KeptEntry>({
  name: 'audit_log',
  columns: {
    id: { ...rising, primary: true },
    at: time,
    who: text,
    action: text,
    subject: textOrNull,
    door: text,
    post: textOrNull,
    session: textOrNull,
    address: text,
    requestId: text,
    before: jsonOrNull,
    after: jsonOrNull,
  },
  indices: [
    { name: 'audit_log_at', columns: ['at'] },
    { name: 'audit_log_who', columns: ['who', 'at'] },
    { name: 'audit_log_action', columns: ['action', 'at'] },
    { name: 'audit_log_subject', columns: ['subject', 'at'] },
  ],
})
