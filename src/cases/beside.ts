/** What is known of a caller or visitor beside the name (1.5, 6.8): private, for those who telephone. */
export interface Caller {
  /** Reporter key. */
  reporter: string
  phone: string | null
  remark: string | null
  takenBy: string
  takenAt: Date
}

/** What the staff write to each other about a case; it moves nothing, and no resident ever sees it. */
export interface CaseNote {
  id: string
  person: string
  words: string
  writtenAt: Date
}

/** What lies beside a case without being part of its moves. */
export interface BesideCases {
  callers(caseId: string): Promise<readonly Caller[]>
  /** Keeps what is known of a caller; the last word stands. */
  keepCaller(caseId: string, caller: Caller): Promise<void>
  /** Cases whose caller left this telephone number, the newest first; how it is written does not matter. */
  byPhone(phone: string): Promise<readonly { caseId: string; reporter: string }[]>
  addNote(caseId: string, note: Omit<CaseNote, 'id'>): Promise<CaseNote>
}
