import type { Assistant } from './assistant.ts'
import type { CaseRecord } from './case.ts'

/** The assistants who have a task of their own that is not done. */
export const busyAssistants = ({ assistants }: Pick<CaseRecord, 'assistants'>): readonly Assistant[] =>
  assistants.filter(({ task, doneAt }) => task !== undefined && doneAt === undefined)

/** Whether this person has a task in the case beside its handler (3.9). */
export const assists = (person: string, record: Pick<CaseRecord, 'assistants'>): boolean =>
  busyAssistants(record).some((one) => one.person === person)

/**
 * Those whom the new step brings, and whoever still has a task; nobody twice, and never the handler. A new task takes the
 * place of the old one (3.9).
 */
export const assistantsAfter = (
  handler: string,
  brought: readonly Assistant[],
  record: Pick<CaseRecord, 'assistants'>,
): readonly Assistant[] => {
  const newly = new Set(brought.filter(({ task }) => task !== undefined).map(({ person }) => person))
  const busy = busyAssistants(record).filter(({ person }) => person !== handler && !newly.has(person))
  return [...busy, ...brought.filter(({ person }) => !busy.some((one) => one.person === person))]
}
