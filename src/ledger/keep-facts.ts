import type { CaseRecord } from '../cases/case.ts'
import type { CaseStore, EventStore } from '../cases/ports.ts'
import type { Ground } from '../grid/ground.ts'
import type { UnitOfWork } from '../kernel/unit-of-work.ts'
import { belongingOf, factsOf } from './facts.ts'
import type { LedgerStore } from './ports.ts'

export interface LedgerStores {
  events: EventStore
  ledger: LedgerStore
}

/**
 * Reckons the facts of one case anew from all its events and keeps them in place of the old ones, so that taking back,
 * rating late or reopening needs no care of its own (9.2). In the caller's transaction, with the case locked.
 */
export async function keepFacts(
  { events, ledger }: LedgerStores,
  record: CaseRecord,
  ground: Ground,
): Promise<void> {
  const history = await events.ofCase(record.id)
  const seq = history.at(-1)?.seq ?? 0
  await ledger.keep(record.id, seq, belongingOf(record, ground), factsOf(record, history, ground))
}

const batch = 200

/**
 * Brings the facts of cases up to date that are behind their events: after an upgrade, or where a reaction was parked.
 * A transaction for each batch; safe to run at any time and from several processes. Returns how many cases.
 */
export async function catchUpFacts(
  unitOfWork: UnitOfWork<LedgerStores & { cases: CaseStore }>,
  ledger: Pick<LedgerStore, 'behind'>,
  ground: () => Ground,
  goesOn: () => boolean = () => true,
): Promise<number> {
  let done = 0
  while (goesOn()) {
    const ids = await ledger.behind(batch)
    if (ids.length === 0) return done
    await unitOfWork.run(async (stores) => {
      for (const id of ids.toSorted()) {
        const record = await stores.cases.lock(id)
        if (record !== null) await keepFacts(stores, record, ground())
      }
    })
    done += ids.length
  }
  return done
}
