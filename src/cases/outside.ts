import type { Leaf } from '../grid/town.ts'
import type { Kind } from '../intake/reading.ts'
import { violenceLeaf } from '../routing/rows.ts'
import type { CaseRecord, State } from './case.ts'

/** A request of another system, already checked at its door. */
export interface OutsideAppeal {
  leaf: Leaf
  /** Null: as the words read. */
  kind: Kind | null
  /** As they were sent; '' where nothing was. */
  description: string
  address: string
  building: string | null
  unit: string | null
  /** Where nobody can say it in words: coordinates, as they are written. */
  point: string | null
  occurred: string | null
  /** Who reports it and how to reach them, for whoever must speak with them; private. */
  contact: string
  /** The same apart, so that none of it stands in the words: the sender's names, and how to reach them. */
  sender: { names: readonly string[]; values: readonly string[] }
}

/** What came with a request of another system, beside the case that it became; nothing in it names a person. */
export interface OutsideRequest {
  caseId: string
  /** The key it came with. */
  key: string
  lat: number | null
  long: number | null
  /** Answers to what the service definition asks, by code. */
  attributes: Readonly<Record<string, string | readonly string[]>>
  mediaUrl: string | null
}

/** A case as another system follows it. */
export interface FollowedCase {
  record: CaseRecord
  /** Of its last event. */
  updatedAt: Date
  request: OutsideRequest | null
}

/** Whoever asks with a key that the director has given, or anybody at all. */
export type OutsideAsker = 'key' | 'anybody'

/** To the outside there are two states (GeoReport v2). */
export const outsideStatuses = ['open', 'closed'] as const
export type OutsideStatus = (typeof outsideStatuses)[number]

/** States in which nothing more is done. What is resolved is not closed before it is verified. */
export const closedOutside = [
  'closed',
  'dismissed',
  'refused',
  'merged',
  'withdrawn',
] as const satisfies readonly State[]

/** Not known to be an appeal yet, found to be none, or taken back: nobody else's business, unless they sent it. */
export const unseenUnlessSent = ['triage', 'dismissed', 'withdrawn'] as const satisfies readonly State[]

const among = (states: readonly State[], state: State): boolean => states.includes(state)

export const outsideStatus = ({ state }: Pick<CaseRecord, 'state'>): OutsideStatus =>
  among(closedOutside, state) ? 'closed' : 'open'

/** Between two parties: its very existence says something about people. */
export const disputes = ['resident_dispute', 'organisation_dispute'] as const

/**
 * Whether a case may be followed from outside. Never what is confidential or about violence at home (3.5, 6.13), nor
 * praise. Disputes, and what is about somebody, only with a key. What is no appeal yet only where it was sent from outside.
 */
export function isFollowed(
  record: Pick<CaseRecord, 'confidential' | 'category' | 'kind' | 'nature' | 'about' | 'state' | 'source'>,
  asker: OutsideAsker,
): boolean {
  if (record.confidential || record.category === violenceLeaf || record.kind === 'praise') return false
  if (record.source !== 'outside' && among(unseenUnlessSent, record.state)) return false
  if (asker === 'key') return true
  return record.about.length === 0 && !disputes.some((nature) => nature === record.nature)
}

export interface OutsideQuery {
  asker: OutsideAsker
  /** Case numbers; then the rest is not asked. */
  numbers?: readonly string[]
  categories?: readonly string[]
  status?: OutsideStatus
  /** Received from then on, and no later than. */
  from?: Date
  to?: Date
  skip: number
  most: number
}

/** Requests of other systems, and cases as they follow them. */
export interface OutsideStore {
  add(request: OutsideRequest): Promise<void>
  /** What a case came with; null where no other system has sent it. */
  ofCase(caseId: string): Promise<OutsideRequest | null>
  /** Those that may be followed (`isFollowed`), the newest first. */
  followed(query: OutsideQuery): Promise<readonly FollowedCase[]>
}
