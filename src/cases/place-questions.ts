/** What the bot has asked a reporter in a chat: the place of a case (8.3), or a joiner's building (8.5). */
export interface PlaceQuestion {
  caseId: string
  /** Key of the reporter who was asked: nobody else's words answer it. */
  reporter: string
  what: 'place' | 'building'
  /** Code of the room it was asked in; null in private talk. */
  room: string | null
  askedAt: Date
}

export interface PlaceQuestionStore {
  /** Asked anew, it is the same question with a new time. */
  ask(question: PlaceQuestion): Promise<void>
  /** The latest question this reporter was asked there since then and has not answered; null where none is. */
  openFor(reporter: string, room: string | null, since: Date): Promise<PlaceQuestion | null>
  answered(caseId: string, reporter: string): Promise<void>
}
