/** A model learnt from what the centre says of readings, as kept beside its bytes. */
export interface KeptModel {
  /** `reader-<n>`. */
  name: string
  madeAt: Date
  /** The model in use before this one; null: the one that the project brings along. */
  before: string | null
  /** The corrections it has learnt, by their keys. */
  learnt: readonly string[]
  /** Which model the project brought along when it was learnt: beside another one it does not fit any more. */
  beside: string
}

/** What came of an attempt to learn, or of somebody's wish: taken into use, not taken, given up after several tries, taken back. */
export const modelOutcomes = ['taken', 'refused', 'failed', 'taken_back'] as const
export type ModelOutcome = (typeof modelOutcomes)[number]

/** One line of the history of models; only ever added to. */
export interface ModelDecision {
  /** Rising. */
  id: string
  /** Names the attempt: a night has one decision, whoever learns in it. */
  run: string
  at: Date
  /** `clock`, `terminal`, or `person:…`. */
  who: string
  outcome: ModelOutcome
  /** What is in use from here on; null: the one of the project. */
  model: string | null
  /** What was in use until then. */
  before: string | null
  /** Why it was not taken into use; null where it was. */
  whyNot: string | null
  /** How many corrections were learnt from. */
  corrections: number
  /** What was learnt from, as a digest: the same once more brings the same, and is not learnt again. '' where nothing was. */
  learntFrom: string
  /** What was measured; null where nothing was. */
  figures: ModelFigures | null
}

/** How a model does: on the speakers kept aside in per cent (the area 0..1), and on corrections that it has not learnt. */
export interface ModelMeasures {
  keptAside: { areaUnderCurve: number; act: number; leaf: number; kind: number }
  corrections: { of: number; right: number; off: number }
}

export interface ModelFigures {
  before: ModelMeasures
  after: ModelMeasures
}

export type NewDecision = Omit<ModelDecision, 'id' | 'before'>

/** Models and the history of what is in use; every instance reads by the last decision. */
export interface ModelStore {
  /** What the last decision left in use, and its number; '0' and the project's own before the first. */
  inUse(): Promise<{ decision: string; model: string | null }>
  bytes(name: string): Promise<Uint8Array | null>
  about(name: string): Promise<KeptModel | null>
  /** Whoever decides comes one after the other: until the transaction ends nobody else does. */
  lock(): Promise<void>
  decided(run: string): Promise<boolean>
  /** Keeps a model under the next free name, for a decision of the same transaction. Returns the name. */
  keep(model: Omit<KeptModel, 'name'>, bytes: Uint8Array): Promise<string>
  /** Adds to the history; what is in use before it is looked up. Returns its number. */
  decide(decision: NewDecision): Promise<string>
  /** The newest first; those before a number where one is named. */
  decisions(before: string | null, most: number): Promise<readonly ModelDecision[]>
  /** The last attempt that learnt something; null where there is none. */
  lastLearnt(): Promise<ModelDecision | null>
  /** Deletes models but the one in use and so many before it in its line. Returns how many. */
  forgetOlder(kept: number): Promise<number>
}
