import type { Assignment } from '../routing/decision.ts'
import type { CaseRecord } from './case.ts'

/** Who helps the handler; in a 会商 with a task and a time of their own (3.9). */
export interface Assistant extends Assignment {
  /** What they are to do; absent where the row of 3.1 merely lets them help. */
  task?: string
  /** ISO, UTC. */
  dueAt?: string
  /** ISO, UTC; absent until they have done it. */
  doneAt?: string
}

/** The assistants who have a task of their own that is not done. */
export const busyAssistants = ({ assistants }: Pick<CaseRecord, 'assistants'>): readonly Assistant[] =>
  assistants.filter(({ task, doneAt }) => task !== undefined && doneAt === undefined)

/** Whether this person has a task in the case beside its handler (3.9). */
export const assists = (person: string, record: Pick<CaseRecord, 'assistants'>): boolean =>
  busyAssistants(record).some((one) => one.person === person)

/** Those whom the new step brings, and whoever still has a task; nobody twice, and never the handler. */
export const assistantsAfter = (
  handler: string,
  brought: readonly Assistant[],
  record: Pick<CaseRecord, 'assistants'>,
): readonly Assistant[] => {
  const busy = busyAssistants(record).filter(({ person }) => person !== handler)
  return [...busy, ...brought.filter(({ person }) => !busy.some((one) => one.person === person))]
}
