import type { Assignment } from '../routing/decision.ts'

/** Who helps the handler; in a 会商 with a task and a time of their own (3.9). */
export interface Assistant extends Assignment {
  /** What they are to do; absent where the row of 3.1 merely lets them help. */
  task?: string
  /** ISO, UTC. */
  dueAt?: string
  /** ISO, UTC; absent until they have done it. */
  doneAt?: string
}
