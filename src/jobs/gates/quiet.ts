import { heldUntil } from '../../feedback/audience.ts'
import { go, type Gate } from './gate.ts'

/** 5.4: what the bot starts and what was delayed into the night waits for the morning. */
export const quiet: Gate = async ({ notice, now }, { ground }) => {
  const until = notice.held === 'quiet_hours' ? heldUntil(now, ground()) : null
  return until === null ? go : { verdict: 'gather', gather: 'morning', until, why: 'quiet hours' }
}
