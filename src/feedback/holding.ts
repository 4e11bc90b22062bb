import type { Notice } from '../chat/outbox.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { CaseEvent } from '../cases/event.ts'
import type { EventStore } from '../cases/ports.ts'
import type { Ground } from '../grid/ground.ts'
import { addSeconds } from '../kernel/clock.ts'
import { isForResidents } from './undo-notices.ts'

const noCommand: readonly CaseEvent['actor']['post'][] = ['bot', 'clock', 'reporter']

/**
 * 2.4: until when notices to residents wait that follow from a staff command, so that it can be taken back; what the bot
 * does in its wake follows from it too. Null where nothing is held: no such command, an emergency, or by the rules 0.
 */
export async function heldUntil(
  event: CaseEvent,
  record: Pick<CaseRecord, 'urgency'>,
  events: Pick<EventStore, 'ofCase'>,
  { rulebook }: Pick<Ground, 'rulebook'>,
): Promise<Date | null> {
  if (rulebook.holdNoticesSeconds === 0 || record.urgency === 'emergency') return null
  const history = event.actor.post === 'bot' ? await events.ofCase(event.caseId) : [event]
  const cause = history.findLast(({ seq, actor }) => seq <= event.seq && actor.post !== 'bot')
  if (cause === undefined || noCommand.includes(cause.actor.post)) return null
  return addSeconds(cause.at, rulebook.holdNoticesSeconds)
}

/** The notice as it may go out. */
export const heldBack = (
  notice: Notice,
  until: Date | null,
  { directory }: Pick<Ground, 'directory'>,
): Notice =>
  until === null || notice.runAt >= until || !isForResidents(notice.to, directory)
    ? notice
    : { ...notice, runAt: until }
