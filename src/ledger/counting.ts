import type { State } from '../cases/case.ts'
import type { CaseFilters, CaseLists } from '../cases/lists.ts'

/** So far is counted: nothing of a township comes near it. */
const countedTo = 1_000_000

/** How many cases there are of what is asked: all of them, in each state, and past their due time now. */
export interface Counted {
  all: number
  states: ReadonlyMap<State, number>
  overdue: number
}

export async function countCases(
  lists: Pick<CaseLists, 'counts'>,
  asked: CaseFilters,
  now: Date,
): Promise<Counted> {
  const { states, overdue } = await lists.counts(asked, now, countedTo)
  return { all: [...states.values()].reduce((sum, one) => sum + one, 0), states, overdue }
}
