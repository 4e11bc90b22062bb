import type { CaseEvent } from '../cases/event.ts'
import type { KeptMessage } from '../intake/ports.ts'
import type { DeskStores } from './ports.ts'

/**
 * A command that names several cases moves each in a transaction of its own. Each event then says in which message it
 * was ordered, so that a command cut off between two cases goes on behind the last one that was moved.
 */
export const markedBy = (stores: DeskStores, message: Pick<KeptMessage, 'platformId'>): DeskStores => ({
  ...stores,
  events: {
    ...stores.events,
    append: (event) =>
      stores.events.append({ ...event, facts: { ...event.facts, orderedIn: message.platformId } }),
  },
})

/** What this message has done to a case already, before it was cut off; null where nothing. */
export async function doneBy(
  stores: Pick<DeskStores, 'events'>,
  caseId: string,
  message: Pick<KeptMessage, 'platformId'>,
): Promise<CaseEvent | null> {
  const events = await stores.events.ofCase(caseId)
  return events.findLast(({ facts }) => facts['orderedIn'] === message.platformId) ?? null
}
