/** What the audit speaks of; more names come with the routes that need them. */
export type AuditAction =
  | 'login'
  | 'login.failed'
  | 'login.locked'
  | 'login.confirmed'
  | 'command.refused'
  | 'request.refused'
  | `proof.${'given' | 'failed'}`
  | 'logout'
  | 'session.revoked'
  | 'password.set'
  | 'totp.on'
  | 'totp.off'
  | 'key.created'
  | 'key.revoked'
  | `webhook.${'created' | 'ended' | 'tried' | 'replayed'}`
  | 'reporters.opened'
  | 'export.made'
  | `audit.${string}`
  | `private.${string}`
  | 'task.given'
  | 'task.done'
  | 'sample.looked_at'
  | `approval.${string}`
  | 'raw.looked'
  | 'raw.taken_up'
  | 'correction.taken_back'
  | 'corrections.looked'
  | `reader.model_${'taken' | 'refused' | 'failed' | 'taken_back'}`
  | `town.${string}`
  | `rules.${string}`
  | `account.${string}`
  | `duty.${string}`
  | 'phone.opened'
  | `case.${string}`
  | `filter.${string}`
  | 'attachment.opened'
  | 'bot.scan_shown'
  | `follow_up.${string}`
  | `visit.${string}`
  | `hot_spot.${string}`
  | `answer.${string}`
  | `notice.${string}`

/** One line of the audit (9.7): who did or saw what, when, from where; codes and numbers, never somebody's words. */
export interface AuditEntry {
  at: Date
  /** `person:…`, `key:…`, or `nobody` for who could not be told. */
  who: string
  action: AuditAction
  /** Case number, person code, key id. */
  subject: string | null
  /** Through which door; the HTTP interface where nothing is said. */
  door?: AuditDoor
  /** In which post: of several the weightiest. */
  post?: string | null
  /** The session or the key in which it was done. */
  session?: string | null
  address: string
  requestId: string
  before: AuditFacts | null
  after: AuditFacts | null
}

export type AuditFacts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

export const auditDoors = ['api', 'chat', 'open311', 'terminal', 'clock'] as const
export type AuditDoor = (typeof auditDoors)[number]

/** A line as it was kept. */
export interface KeptEntry extends Required<AuditEntry> {
  /** Rising; a text, since it may pass what a number holds. */
  id: string
}

export interface AuditQuery {
  who?: string
  /** Whole, or a beginning such as `case.` */
  action?: string
  subject?: string
  door?: AuditDoor
  from?: Date
  /** Not included. */
  to?: Date
  /** The last of the page before; null from the newest on. */
  before: string | null
  most: number
}

/** Only ever added to: a trigger and the application's role refuse everything else. */
export interface AuditStore {
  add(entry: AuditEntry): Promise<void>
  /** The newest first. */
  page(query: AuditQuery): Promise<readonly KeptEntry[]>
  /** All that fit, the oldest first, a page at a time; inside a transaction. */
  each(query: Omit<AuditQuery, 'before' | 'most'>): AsyncIterable<KeptEntry>
}
