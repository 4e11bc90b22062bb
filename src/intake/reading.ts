import type { PlaceSaid } from '../grid/directory.ts'
import type { Nature } from '../grid/town.ts'

export const acts = ['new', 'join', 'supplement', 'progress', 'withdraw', 'rating', 'chatter'] as const
export type Act = (typeof acts)[number]

export const kinds = ['complaint', 'help', 'enquiry', 'suggestion', 'report', 'dispute', 'praise'] as const
export type Kind = (typeof kinds)[number]

export const urgencies = ['normal', 'urgent', 'emergency'] as const
export type Urgency = (typeof urgencies)[number]

export const ratings = ['satisfied', 'basic', 'dissatisfied'] as const
export type Rating = (typeof ratings)[number]

export type Zone = 'file' | 'triage' | 'ignore'

export interface ContextLine {
  speaker: 'resident' | 'staff' | 'property' | 'merchant' | 'bot'
  name: string
  text: string
}

/** One message (or one speaker's parts joined by line breaks) with what stood above it; the input of annotation.md. */
export interface Heard {
  text: string
  room: 'community' | 'grid' | 'private'
  speaker: 'resident' | 'staff' | 'property' | 'merchant'
  /** As the context names the speaker; null where unknown. */
  name: string | null
  context: readonly ContextLine[]
  /** Said to the bot: by its name, or in a private talk. */
  addressed?: boolean
  /** Platform ids of the messages whose words stand here: what is recalled must go wherever a reader has kept it. */
  sources?: readonly string[]
}

/** One matter found in a message. */
export interface Matter {
  kind: Kind
  category: string
  nature: Nature
  place: PlaceSaid
  /** The time expression as written. */
  occurred: string | null
  urgency: Urgency
  confidential: boolean
  /** At most 20 characters, without private data. */
  title: string
  /** 0..1: how sure the reader is of the category. */
  certainty: number
  /** Field → the words it rests on. */
  evidence: Readonly<Record<string, string>>
}

export interface Reading {
  act: Act
  /** 0..1 that the message is an appeal. */
  score: number
  zone: Zone
  /** 0 unless `act` is new; then 1 or 2. */
  matters: readonly Matter[]
  /** Exact private substrings of the text: phones, ID numbers, cards, plates. */
  pii: readonly string[]
  /** The speaker seems not to have finished: worth holding the receipt for (8.4). */
  expectsMore: boolean
  /** For act `rating`. */
  rating: Rating | null
}

/** Understands one message. Never throws for any text. */
export interface Reader {
  /** As well as this reader can, within its own time; where `hurry` fires, at once with what it knows by then. */
  read(heard: Heard, hurry?: AbortSignal): Promise<Reading>
  /** The offline reading, at once and without the network. */
  readNow(heard: Heard): Reading
}

/** What a reader must know of a town. */
export interface ReaderTown {
  gazetteer: readonly {
    name: string
    kind: 'estate' | 'road' | 'landmark' | 'community'
    canonical: string
  }[]
  leaves: readonly {
    code: string
    name: string
    group: string
    nature: Nature
    urgent: boolean
    confidential: boolean
  }[]
  zones: { file: number; ignore: number }
}
