/** What was answered to a request with an Idempotency-Key. */
export interface KeptAnswer {
  /** Of method, path and body: another request may not use the same key. */
  requestDigest: string
  status: number
  headers: Readonly<Record<string, string>>
  body: unknown
}

/** Kept in the transaction of the change they answer, so that both are there or neither. */
export interface KeptAnswerStore {
  /** Takes the key for this request; the answer that was kept where the key was used before. */
  claim(owner: string, key: string, requestDigest: string, at: Date): Promise<KeptAnswer | null>
  keep(owner: string, key: string, answer: Omit<KeptAnswer, 'requestDigest'>): Promise<void>
  /** Forgets what is older. Returns how many. */
  forget(before: Date): Promise<number>
}
