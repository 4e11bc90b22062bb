/** A person of the town who may work with the product: in the chat, later on the pages too. */
export interface StaffAccount {
  person: string
  createdAt: Date
  /** Null while the account is in use. */
  disabledAt: Date | null
}

/** A one-time code as it is kept: found by its selector, proved by the salted digest of the whole. */
export interface IssuedCode {
  selector: string
  person: string
  salt: string
  digest: string
  issuedAt: Date
  expiresAt: Date
}

/** `burnt`: said where others read it. `replaced`: a newer one was given out. */
export type CodeEnding = 'used' | 'burnt' | 'replaced' | 'disabled'

/** Who has an account, and the one-time codes by which a chat account is tied to it (1.5). */
export interface AccountStore {
  account(person: string): Promise<StaffAccount | null>
  /** By person, each with the end of its open code. */
  list(): Promise<readonly (StaffAccount & { codeUntil: Date | null })[]>
  /** Makes the account, or takes a disabled one into use again. */
  open(person: string, at: Date): Promise<void>
  /** Ends the account and its open code. */
  disable(person: string, at: Date): Promise<void>
  /** Keeps a code; the person's open one ends as replaced. False where its selector was given out before. */
  issue(code: IssuedCode): Promise<boolean>
  /** The code that has not ended; its time may be over. */
  openCode(selector: string): Promise<IssuedCode | null>
  /** Ends a code, once: false where it has ended already. */
  end(selector: string, ending: CodeEnding, at: Date): Promise<boolean>
  /** Wrong codes of this chat account since then. */
  wrongTries(contactId: string, since: Date): Promise<number>
  triedWrongly(contactId: string, at: Date): Promise<void>
}
