/** To whom a sentence goes: a room of the town, or a person or resident privately; by code, resolved when it is sent. */
export type Addressee = { room: string } | { private: string } | { conversation: string }

/**
 * How the case must still stand for a sentence about it to be true; checked when it is sent (5.3). Names of states and
 * codes of persons, in words of whoever wrote the notice.
 */
export interface Expectation {
  states?: readonly string[]
  handler?: string
  verifier?: string
}

export interface Notice {
  /** One notice per key, for ever: the guard against saying it twice. */
  dedupeKey: string
  to: Addressee
  text: string
  /** Codes of people and residents (or raw contact ids of strangers) to mention. */
  mentions: readonly string[]
  /** The name of the wording, e.g. 'receipt'. */
  purpose: string
  /** An answer to somebody who has just spoken, or an emergency, is not held back by quiet hours (5.4). */
  held: 'never' | 'quiet_hours'
  /** Smaller goes first where several wait for one room: 0 emergency, 1 answer, 2 notice, 3 digest. */
  priority: 0 | 1 | 2 | 3
  caseId: string | null
  /** Not sent before this. */
  runAt: Date
  /** Dropped unsent when the case has moved past this version's rung (5.3): the timer key it came from, or null. */
  rung: string | null
  /** Dropped unsent when the case no longer stands like this (5.3); absent: said however it stands. */
  expects?: Expectation | null
  /** Waits for its hour and is said in one message with what else waits for this addressee; absent: said by itself. */
  gather?: Gather | null
  /** What remains of it where there is no room for the whole text; absent: its first line. */
  brief?: string | null
  /** The platform's id of a message that goes on as it is in the place of the text (6.12); absent: the text is said. */
  forwards?: string | null
}

/** What a notice waits for: the morning's message (5.4, 5.5), or the evening summary of a residents' room (5.6). */
export type Gather = 'morning' | 'summary'

/** `replaced`: said in another notice, and never again by itself. */
export type NoticeState =
  'pending' | 'sending' | 'sent' | 'failed' | 'uncertain' | 'dropped' | 'parked' | 'replaced'

/** One that waits to be said together with others. */
export type GatheredNotice = Omit<Notice, 'gather' | 'brief'> & {
  id: string
  gather: Gather
  brief: string | null
}

/** A notice that nobody may ever have read. */
export interface LostNotice {
  id: string
  /** The cases it spoke of, itself or in what it said together. */
  caseIds: readonly string[]
}

/** Purposes that come at an hour of their own and do not count among the messages a residents' room hears in a day (5.6). */
export const uncounted: readonly string[] = ['summary', 'weekly']

export interface PendingNotice extends Notice {
  id: string
  attempts: number
}

/** How long a room is given to echo an emergency whose fate is open, before it is said once more (3.8). */
export const echoSeconds = 30

/** Notices that are said together (5.4, 5.5, 5.6). All but `gather` belong into one transaction. */
export interface GatheringStore {
  /** Puts a claimed notice back, to be said at that time together with others. */
  gather(id: string, attempts: number, gather: Gather, runAt: Date, why: string): Promise<void>
  /** Those that wait and are due, locked until the transaction ends; what another instance has locked is left out. */
  takeGathered(now: Date): Promise<readonly GatheredNotice[]>
  /** Those that wait and are due, only to look at. */
  gathered(now: Date): Promise<readonly Pick<GatheredNotice, 'id' | 'caseId' | 'to' | 'mentions'>[]>
  /** These are said by the notice with that key and are done. */
  replace(ids: readonly string[], by: string, at: Date): Promise<void>
  /** What the notice with this key said together. */
  saidIn(dedupeKey: string): Promise<readonly Pick<Notice, 'purpose' | 'caseId'>[]>
  /** Said by itself after all. */
  letGo(id: string): Promise<void>
  /** Overtaken while it waited. */
  dropGathered(id: string, why: string, at: Date): Promise<void>
  /** Puts off until then. */
  putOff(ids: readonly string[], until: Date): Promise<void>
}

/** What went out to nobody, or perhaps to nobody. */
export interface LossStore {
  /** Notices that ended uncertain, failed or parked and that nobody was told of; they count as told from now on. */
  takeLosses(): Promise<readonly LostNotice[]>
  /** Whether there is any. */
  hasLosses(): Promise<boolean>
}

export interface OutboxStore extends GatheringStore, LossStore {
  /**
   * Adds the notice; one whose key is known is left as it is. Only one not said yet that expects something else of its
   * case is replaced: a receipt with the wrong name becomes the receipt with the right one.
   */
  put(notice: Notice): Promise<void>
  /** Takes due notices (state sending, attempts + 1), in order of priority then time, for this sender alone. */
  claim(now: Date, most: number): Promise<readonly PendingNotice[]>
  /** Settles a notice claimed with that number of attempts; false when it was settled by somebody else meanwhile. */
  settle(
    id: string,
    attempts: number,
    end: {
      state: Exclude<NoticeState, 'pending' | 'sending'>
      messageId: string | null
      why: string | null
      at: Date
    },
  ): Promise<boolean>
  /** Puts a claimed notice back for later: paced, quiet hours, or the link is down. `hold` marks a pacing hold. */
  postpone(id: string, attempts: number, runAt: Date, hold: boolean, why: string): Promise<void>
  /** Notices left in `sending` by a sender that died become uncertain (database.md). Returns how many. */
  parkExpired(claimedBefore: Date, at: Date): Promise<number>
  /** An uncertain notice that the room echoed back has gone out after all. Returns its id. */
  confirm(conversationKey: string, text: string, messageId: string, at: Date): Promise<string | null>
  /**
   * Takes up once more what ended uncertain or failed at that time or before and no room has echoed: only notices of this
   * priority or a more urgent one, each once for ever (3.8: a second alarm is better than none). Returns how many.
   */
  resendUncertain(before: Date, now: Date, priority: Notice['priority']): Promise<number>
  /**
   * 2.4: what was put about a case under keys that begin like these: what is not said yet is dropped, and every key is
   * marked, so that the same may be said anew. Returns where it was said, or may have been.
   */
  takeBack(
    caseId: string,
    prefixes: readonly string[],
    mark: string,
    at: Date,
  ): Promise<readonly Pick<Notice, 'to' | 'mentions'>[]>
  /** Times at which we spoke in this conversation since then, earliest first, for pacing. Null: in the whole account. */
  spokenSince(conversationKey: string | null, since: Date): Promise<readonly Date[]>
  /** How many messages that count (5.6) this conversation has heard since then, one being sent included, not this one. */
  countedSince(conversationKey: string, since: Date, except: string): Promise<number>
  /** When something is to be sent, an emergency that may have been lost included; with `holds` only what paces us. */
  next(only?: 'holds'): Promise<Date | null>
  /** How many are in `sending` now. */
  inFlight(): Promise<number>
}
