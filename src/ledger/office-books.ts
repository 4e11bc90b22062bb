import type { Notice, NoticeState } from '../chat/outbox.ts'
import type { Place } from '../cases/lists.ts'
import type { FollowUp } from '../feedback/follow-up.ts'
import type { Visit } from '../grid/ports.ts'

/** States of a notice that somebody looks into: it waits, or nobody can say that it was read. */
export const openNoticeStates = ['pending', 'uncertain', 'parked', 'failed'] as const
export type OpenNoticeState = (typeof openNoticeStates)[number]

/** A notice as the centre looks at it. */
export interface NoticeKept extends Pick<
  Notice,
  'to' | 'text' | 'purpose' | 'priority' | 'caseId' | 'runAt' | 'dedupeKey'
> {
  id: string
  state: NoticeState
  attempts: number
  settledAt: Date | null
  why: string | null
}

interface Page {
  /** Behind this one of the same list. */
  after: Place | null
  most: number
}

/** What the centre keeps an eye on beside the cases: tasks after the end, visits, what the bot could not say. */
export interface OfficeBooks {
  /** By due time; of one person, only done ones or only open ones, where asked. */
  followUps(
    wanted: Page & { assignee: string | null; done: boolean | null; caseId: string | null },
  ): Promise<readonly FollowUp[]>
  /** Newest first; in these areas or by this person, null for all. */
  visits(
    wanted: Page & {
      sight: { areas: readonly string[]; person: string } | null
      area: string | null
      person: string | null
      from: Date | null
      to: Date | null
    },
  ): Promise<readonly Visit[]>
  /** Newest first. */
  notices(wanted: Page & { state: OpenNoticeState }): Promise<readonly NoticeKept[]>
  notice(id: string): Promise<NoticeKept | null>
  /** To be said once more from now on; false where it is not lost, or was heard after all. */
  resend(id: string, at: Date): Promise<boolean>
  /** Nobody says it any more; false where it is not lost. */
  giveUp(id: string, why: string, at: Date): Promise<boolean>
  /** How many notices are in each of these states. */
  noticeCounts(): Promise<Readonly<Record<OpenNoticeState, number>>>
  /** When somebody was last heard, and when the bot last spoke. */
  lastTalk(): Promise<{ heardAt: Date | null; saidAt: Date | null }>
}
