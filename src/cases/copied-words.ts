/**
 * Every place to which a resident's words were copied on their way, so that recalled words can be taken out of all of
 * them (6.9). What it changes are words alone: states, times and the hash chains of events stay as they are.
 */
export interface CopiedWordsStore {
  /** The case's own copy; the caller has locked the case. */
  inCase(caseId: string, words: string): Promise<void>
  /**
   * Erases the private words of this speaker's events in these cases where they hold one of the phrases as whole lines,
   * or are themselves part of one. The events keep their digests. Returns how many.
   */
  inEvents(caseIds: readonly string[], speaker: string, phrases: readonly string[]): Promise<number>
  /** Notices about these cases, said or not, by themselves or together with others. */
  inNotices(caseIds: readonly string[], rewrite: (text: string) => string): Promise<number>
  /**
   * What rooms hold since then: our own lines, other people's quotes of exactly these words, and readings of the speaker's
   * messages in this conversation, whose evidence is made of words.
   */
  inMessages(
    spoken: { conversationKey: string; contactId: string; text: string; since: Date },
    rewrite: (text: string) => string,
  ): Promise<number>
  /**
   * What staff said: the words and the voice of this person's visits since then (the visit itself stays in the log), and
   * what the bot has asked this speaker about words like these; a voice that still waits to be passed on is not (6.12). `holds` says whether words are the recalled ones.
   */
  atDesk(
    spoken: {
      conversationKey: string
      contactId: string
      person: string | null
      platformId: string
      since: Date
    },
    holds: (words: string) => boolean,
  ): Promise<void>
}
