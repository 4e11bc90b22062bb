import type { PlaceSaid } from '../grid/directory.ts'
import type { Nature } from '../grid/town.ts'
import type { Act, Heard, Kind } from './reading.ts'
import { redactText } from './redact.ts'

/** What a message is, in the words of the reader: act, and of an appeal what it is about. */
export interface ReadAs {
  act: Act
  kind: Kind | null
  category: string | null
  nature: Nature | null
  /** Estate, house and spot; never the flat, which no reader learns from. Absent where nothing was said of it. */
  place?: Pick<PlaceSaid, 'estate' | 'building' | 'spot'>
}

/**
 * By which move the centre said what a message is: not an appeal, one indeed, somebody else's work, one that the reader
 * had passed over.
 */
export const correctingMoves = ['dismiss', 'file', 'designate', 'receive'] as const
export type CorrectingMove = (typeof correctingMoves)[number]

/** What the centre said of a reading, kept as an example to learn from. No private part, no name of a speaker. */
export interface ReaderCorrection {
  caseId: string
  move: CorrectingMove
  at: Date
  /** The post of whoever said it; not the person. */
  post: string
  /** Whose words these are: they go when that person asks to be left out (8.8). */
  contactId: string
  /** Platform ids of the messages whose words stand here, those above with them. */
  sources: readonly string[]
  heard: Heard
  readAs: ReadAs
  meant: ReadAs
  /** Who was named as handler; null where it was not about that. */
  handler: string | null
}

/** Names what was said once: said anew of the same case it is another. */
export const keyOf = ({ caseId, move, at }: Pick<ReaderCorrection, 'caseId' | 'move' | 'at'>): string =>
  `${caseId}:${move}:${at.toISOString()}`

/** A message that made a case, as it lies with the messages. */
export interface CaseWords {
  seq: string
  platformId: string
  conversationKey: string
  contactId: string
  text: string
  heardAt: Date
  readAs: ReadAs
  /** In how many matters it was read; the centre's word on a case is about one. */
  matters: number
  /** The reader had passed it over, and somebody said that it is one. */
  pointedOut: boolean
}

/** How a message is settled that somebody has pointed out as an appeal. */
export const pointedOutEnd = 'pointed_out'

export const placeLearnt = ({ estate, building, spot }: PlaceSaid): NonNullable<ReadAs['place']> => ({
  ...{ estate, building },
  spot: spot === null ? null : redactText(spot),
})

/** A correction with the number of its case. */
export interface CorrectionOfCase extends ReaderCorrection {
  number: string
}

export interface CorrectionStore {
  /** Keeps it; another of the same case by the same move is replaced. Words that are gone or left out are not kept. */
  keep(correction: ReaderCorrection): Promise<void>
  /** The move was taken back. */
  takeBack(caseId: string, move: string): Promise<void>
  /** The newest first, of cases that are about nobody of these; behind a place where there is one. */
  page(asked: {
    keepsOutOf: readonly string[]
    move: CorrectingMove | null
    after: { at: Date; key: string } | null
    most: number
  }): Promise<readonly CorrectionOfCase[]>
  /** The one of a case by a move, with the same exception. */
  one(number: string, move: CorrectingMove, keepsOutOf: readonly string[]): Promise<CorrectionOfCase | null>
  /** All of them, oldest first. */
  all(): Promise<readonly ReaderCorrection[]>
  /** The messages read as appeals that made a case, oldest first; without those of people who are left out. */
  wordsOf(caseId: string): Promise<readonly CaseWords[]>
}
