/** What a key of another system may be made for (doors.md). */
export const scopes = ['cases:read', 'cases:write', 'ledger:read', 'open311:write', 'admin'] as const
export type Scope = (typeof scopes)[number]

/** What a session must do before it may do anything else. */
export type Pending = 'password' | 'totp'

/** Who asks at the HTTP door: a person of the town in a session, or another system with its key. */
export type Caller =
  | {
      kind: 'person'
      person: string
      session: string
      pending: Pending | null
      /** When this session last showed that it is the person: at the log-in, or since (ASVS 3.7.1). */
      provenAt?: Date
    }
  | { kind: 'key'; key: string; name: string; scopes: readonly Scope[] }

/** How a caller is written down: `person:chenlan`, `key:3f…`. */
export const callerName = (caller: Caller): string =>
  caller.kind === 'person' ? `person:${caller.person}` : `key:${caller.key}`
