import type { CaseEvent } from '../cases/event.ts'
import type { KeptMessage } from '../intake/ports.ts'
import type { DeskStores } from './ports.ts'

/**
 * Each event of a command says in which message it was ordered: what one order did is taken back as one (2.4), and a
 * command for several cases that was cut off between two goes on behind the last one that was moved.
 */
export const markedBy = <Stores extends Pick<DeskStores, 'events'>>(
  stores: Stores,
  message: Pick<KeptMessage, 'platformId'>,
): Stores => ({
  ...stores,
  events: {
    ...stores.events,
    append: (event, before) =>
      stores.events.append({ ...event, facts: { ...event.facts, orderedIn: message.platformId } }, before),
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
