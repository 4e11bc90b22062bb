import type { Pool } from './db/connect.ts'
import type { AttachmentBytes } from './attachments.ts'
import { sealOpen } from './db/seal-anew.ts'
import { reasonOf } from './kernel/errors.ts'
import type { Log } from './kernel/log.ts'
import type { KeyRing } from './kernel/sealing.ts'

/** At each start, beside the work: what lay open before there were keys, or under an older one, is sealed. */
export function sealInBackground(
  { dataSource, attachments, keys }: { dataSource: Pool; attachments: AttachmentBytes; keys: KeyRing },
  log: Log,
): void {
  const seal = async (): Promise<void> => {
    const [values, files] = [await sealOpen(dataSource, keys), await attachments.sealAnew()]
    if (values + files > 0) log.info({ values, files }, 'private values were sealed anew')
  }
  void seal().catch((error: unknown) => {
    // Ended with the product, or the database is away: the next start goes on.
    log.warn({ why: reasonOf(error) }, 'sealing anew was cut off')
  })
}
