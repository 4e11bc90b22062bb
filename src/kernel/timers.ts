/** Something that must happen at a time; kept in the database, so that it outlives every crash. */
export interface Timer {
  /** One timer per key: setting it again moves it. */
  key: string
  /** Which hand takes it when due. */
  kind: string
  runAt: Date
  /** A hold that only waits for more words; a scenario at rest may step over it. */
  hold: boolean
  caseId: string | null
  facts: Readonly<Record<string, unknown>>
}

export interface DueTimer extends Timer {
  attempts: number
}

export interface TimerStore {
  /** Adds the timer, or moves the pending one of the same key. One that has fired stays fired. */
  set(timer: Timer): Promise<void>
  cancel(key: string): Promise<void>
  /** Cancels every pending timer of a case whose kind is among these (all kinds when absent). */
  cancelOfCase(caseId: string, kinds?: readonly string[]): Promise<void>
  /** Takes due timers, earliest first, so that no other instance takes them too; they are done when the transaction ends. */
  claim(now: Date, most: number): Promise<readonly DueTimer[]>
  /** Puts a claimed timer back for later, in a transaction of its own, after its work has failed. */
  retry(key: string, runAt: Date): Promise<void>
  /** It has failed too often: kept, never taken again. In a transaction of its own. */
  park(key: string): Promise<void>
  /** The time of the earliest pending timer; of holds only when asked. */
  next(only?: 'holds'): Promise<Date | null>
}
