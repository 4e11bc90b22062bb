/** What the audit speaks of; more names come with the routes that need them. */
export type AuditAction =
  | 'login'
  | 'login.failed'
  | 'login.locked'
  | 'logout'
  | 'session.revoked'
  | 'password.set'
  | 'totp.on'
  | 'totp.off'
  | 'key.created'
  | 'key.revoked'
  | 'reporters.opened'
  | 'export.made'
  | `approval.${string}`
  | 'raw.looked'
  | 'raw.taken_up'
  | 'correction.taken_back'
  | 'corrections.looked'
  | `reader.model_${'taken' | 'refused' | 'failed' | 'taken_back'}`
  | `case.${string}`
  | `filter.${string}`

/** One line of the audit (9.7): who did or saw what, when, from where; codes and numbers, never somebody's words. */
export interface AuditEntry {
  at: Date
  /** `person:…`, `key:…`, or `nobody` for who could not be told. */
  who: string
  action: AuditAction
  /** Case number, person code, key id. */
  subject: string | null
  address: string
  requestId: string
  before: AuditFacts | null
  after: AuditFacts | null
}

export type AuditFacts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** Only ever added to: a trigger and the application's role refuse everything else. */
export interface AuditStore {
  add(entry: AuditEntry): Promise<void>
}
