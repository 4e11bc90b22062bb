/**
 * A link of the centre's chain (2.2): what stood at the end of the chain of every case that moved in a stretch of time.
 * Whoever keeps one hash of it outside the house can see later whether anything before it was changed.
 */
export interface Anchor {
  /** 1, 2, 3 … */
  seq: number
  /** Null for the first, which begins with the first event. */
  from: Date | null
  /** Not included. */
  to: Date
  /** How many cases moved in between. */
  heads: number
  /** Over the ends of their chains. */
  digest: string
  previousHash: string | null
  hash: string
}

export interface AnchorStore {
  /**
   * Writes down the ends of all chains that moved since the last anchor and before `to`; null where `to` is not after the
   * last one. Inside a transaction; two at once come one after the other.
   */
  anchor(to: Date): Promise<Anchor | null>
  /** The newest first. */
  list(most: number): Promise<readonly Anchor[]>
}

/** Where a chain does not hold: the first place, in words for whoever looks into it. */
export interface BrokenLink {
  /** Null where it is the centre's own chain. */
  caseId: string | null
  /** Of the event in its case, or of the anchor in the centre's chain. */
  seq: number
  why: string
}

/** What was walked, and the first broken link of it; null where everything holds. */
export interface ChainsWalked {
  cases: number
  events: number
  anchors: number
  /** The end of the centre's chain, to be kept outside the house. */
  anchored: { seq: number; hash: string } | null
  broken: BrokenLink | null
}
