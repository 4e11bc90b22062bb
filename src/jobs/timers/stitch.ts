import { z } from 'zod'
import type { TownTimerWork } from './timer-work.ts'

const stitchFacts = z.object({ conversationKey: z.string(), contactId: z.string() })

/** The wait for more words of one speaker is over (8.4): taken up once that is kept. */
export const stitch =
  (takeUp: () => Promise<void>): TownTimerWork =>
  async ({ timer, stores }) => {
    const { conversationKey, contactId } = stitchFacts.parse(timer.facts)
    await stores.messages.release(conversationKey, contactId)
    return takeUp
  }
