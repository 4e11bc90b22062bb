import type { ChatLink } from './chat/link.ts'
import type { Stores } from './db/stores.ts'
import type { ReaderAtWork } from './reader-at-work.ts'

/** What /readyz says of each part: `ok`, or what is wrong with it. */
export const readinessOf =
  (parts: {
    stores: Pick<Stores, 'outbox'>
    link: Pick<ChatLink, 'state'>
    reader: Pick<ReaderAtWork, 'standing'>
  }) =>
  async (): Promise<Readonly<Record<string, string>>> => {
    const { state } = parts.link.state()
    return {
      database: await parts.stores.outbox.inFlight().then(
        () => 'ok',
        () => 'the database does not answer',
      ),
      chat: state === 'up' ? 'ok' : `the chat is ${state}`,
      reader: parts.reader.standing(),
    }
  }
