import { ended } from '../cases/case.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { recalledAfterFiling } from '../wording/residents.ts'
import type { DeskDeps } from './ports.ts'
import { replyTo } from './replies.ts'
import type { Setting } from './speaker.ts'

/**
 * 6.9: recalled words are dropped before filing; after it the speaker is asked in private whether the matter is
 * taken back too. Either way the words go from the store and are not repeated.
 * The recall message carries the id of what was recalled in its text.
 */
export async function hearRecall(deps: DeskDeps, message: KeptMessage, setting: Setting): Promise<void> {
  const recalled = await deps.stores.messages.byPlatformId(message.text)
  await deps.unitOfWork.run(async (stores) => {
    if (recalled !== null && recalled.contactId === message.contactId) {
      if (recalled.state !== 'done') await stores.messages.settle([recalled.seq], 'recalled', null, null)
      await stores.messages.erase(recalled.platformId)
      const record = recalled.caseId === null ? null : await stores.cases.byId(recalled.caseId)
      if (record !== null && !ended.has(record.state)) {
        const text = recalledAfterFiling({ number: record.number })
        const more = { purpose: 'recalled', caseId: record.id, privately: true }
        await stores.outbox.put(replyTo(message, setting, text, deps.clock.now(), more))
      }
    }
    await stores.messages.settle([message.seq], 'recall', null, null)
  })
}
