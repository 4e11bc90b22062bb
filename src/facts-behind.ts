import type { Stores } from './db/stores.ts'
import type { Ground } from './grid/ground.ts'
import { reasonOf } from './kernel/errors.ts'
import type { Log } from './kernel/log.ts'
import type { UnitOfWork } from './kernel/unit-of-work.ts'
import { catchUpFacts } from './ledger/keep-facts.ts'

/**
 * Brings the figures up to date beside the work of the day: after an upgrade, or where a reaction was parked. Calling the
 * answer ends it at the next batch.
 */
export function mendFactsBehind(deps: {
  stores: Pick<Stores, 'ledger'>
  unitOfWork: UnitOfWork<Stores>
  ground(): Ground
  log: Log
}): () => Promise<void> {
  let goesOn = true
  const mending = catchUpFacts(
    deps.unitOfWork,
    deps.stores.ledger,
    () => deps.ground(),
    () => goesOn,
  ).then(
    (cases) => {
      if (cases > 0) deps.log.info({ cases }, 'the figures of cases were behind and are up to date')
    },
    (error: unknown) => {
      deps.log.warn({ why: reasonOf(error) }, 'the figures are not up to date; tried again at the next start')
    },
  )
  return async () => {
    goesOn = false
    await mending
  }
}
