/** Who somebody is to the product: the key under which they report, and the chat account, each where there is one. */
export interface Whose {
  key: string
  contactId: string | null
}

/** What is kept of a person: counts and numbers, never the words themselves. */
export interface TracesOf {
  cases: readonly { id: string; number: string; ended: boolean }[]
  messages: number
  files: number
  /** Cases for which a telephone number was left. */
  phones: number
  /** Rooms in whose list of members the account stands. */
  rooms: number
  tied: boolean
  leftOut: boolean
}

/** What was taken away, to be written down in the audit. */
export interface Erased {
  cases: number
  messages: number
  words: number
  notices: number
  /** Texts of others that named the person, and do no more. */
  rewritten: number
  /** Messages whose attachments are to go as well. */
  files: readonly string[]
}

/**
 * What the tables hold of one person. Erasing leaves the cases, and their events with codes and salted digests: the chains
 * hold. Gone are the name, the telephone, the account, the words, what was said to the person, and the flat in cases that
 * have ended, what the town's revisions say of a resident, and name and numbers wherever others wrote them down about these
 * cases; an open case keeps its place, without which nobody could mend anything. Inside a transaction.
 */
export interface PersonTraces {
  of(subject: Whose): Promise<TracesOf>
  /** `pseudonym` stands for the person from now on, so that one reporter stays one. */
  erase(subject: Whose, pseudonym: string, at: Date): Promise<Erased>
  /** What every revision of the town says of a resident goes: of one who has left it. What they reported stays theirs. */
  leaveTown(resident: string): Promise<void>
  /** Password, second factor, sessions and kept filters of somebody who has left; what they did officially stays. */
  eraseStaff(person: string, at: Date): Promise<void>
}
