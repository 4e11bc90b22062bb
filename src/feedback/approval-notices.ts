import type { Notice } from '../chat/outbox.ts'
import type { Ground } from '../grid/ground.ts'
import { spokenTime } from '../worktime/spoken.ts'
import type { Approval, ApprovalKind } from '../rights/approvals.ts'
import { approvalAsked, approvalDecided } from '../wording/approvals.ts'
import { quietUntil } from '../worktime/windows.ts'

/** What is asked for, as people say it. */
export const approvalTitles: Readonly<Record<ApprovalKind, string>> = {
  export: '导出含个人信息的数据',
  key: '给外部系统开密钥',
  webhook: '向外部系统推送',
  model_endpoint: '使用外部大模型',
}

const line = (
  key: string,
  person: string,
  text: string,
  { rulebook, calendar }: Ground,
  now: Date,
): Notice => ({
  ...{ dedupeKey: key, to: { private: person }, text, mentions: [], purpose: 'approval' },
  ...{ held: 'quiet_hours', priority: 2, caseId: null, rung: null },
  runAt: quietUntil(now, rulebook.quietHours, calendar.zone) ?? now,
})

/** The director hears privately that somebody asks for a word (9.7): the first who is there. */
export function approvalAskedNotices(approval: Approval, ground: Ground, now: Date): readonly Notice[] {
  const { directory, calendar } = ground
  const directors = directory.holders('director', directory.township().code)
  const one = directors.find(({ person }) => directory.absence(person, now) === null) ?? directors[0]
  if (one === undefined || one.person === approval.askedBy) return []
  const text = approvalAsked({
    ...{ who: directory.nameOf(approval.askedBy), what: approvalTitles[approval.kind] },
    ...{ purpose: approval.purpose, until: spokenTime(approval.until, now, calendar) },
  })
  return [line(`approval:${approval.id}:asked`, one.person, text, ground, now)]
}

/** Whoever asked hears what the director said. */
export function approvalDecidedNotices(approval: Approval, ground: Ground, now: Date): readonly Notice[] {
  if (approval.askedBy === approval.decidedBy) return []
  const text = approvalDecided({
    ...{ what: approvalTitles[approval.kind], approved: approval.state === 'approved' },
    ...{ until: spokenTime(approval.until, now, ground.calendar), words: approval.words ?? '' },
  })
  return [line(`approval:${approval.id}:decided`, approval.askedBy, text, ground, now)]
}
