import { isDeepStrictEqual } from 'node:util'
import type { Directory } from '../grid/directory.ts'
import type { Rulebook } from '../grid/rulebook.ts'
import { addHours, instant } from '../kernel/clock.ts'
import { Refusal } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { AuditFacts } from './audit.ts'
import { isDirector } from './policy.ts'

/** What 9.7 lets nobody do without the director: exports with private data, keys, webhooks, model endpoints. */
export const approvalKinds = ['export', 'key', 'webhook', 'model_endpoint'] as const
export type ApprovalKind = (typeof approvalKinds)[number]

export const approvalStates = ['asked', 'approved', 'refused', 'withdrawn', 'revoked'] as const
export type ApprovalState = (typeof approvalStates)[number]

/** A request for the director's word, and what became of it. `facts` is exactly what it is asked for, nothing else. */
export interface Approval {
  id: string
  kind: ApprovalKind
  facts: AuditFacts
  purpose: string
  askedBy: string
  askedAt: Date
  /** Until when it is to hold; the director may say sooner. */
  until: Date
  state: ApprovalState
  decidedBy: string | null
  decidedAt: Date | null
  words: string | null
  /** When it was first acted on; an approval of a key or webhook serves once. */
  usedAt: Date | null
  version: number
}

export interface ApprovalStore {
  add(approval: Approval): Promise<void>
  /** Locked, where it is asked inside a transaction. */
  byId(id: string): Promise<Approval | null>
  /** The newest first; those of one person where one is given, and in one state where one is given. */
  list(wanted: {
    askedBy: string | null
    state: ApprovalState | null
    most: number
  }): Promise<readonly Approval[]>
  /** One of exactly these facts that the director has approved, and that is not over; the longest. */
  standing(kind: ApprovalKind, facts: AuditFacts, at: Date): Promise<Approval | null>
  /** Writes it under the next version; false where somebody else has changed it meanwhile. */
  save(approval: Approval): Promise<boolean>
}

/** What is asked for; `until` at most as far away as the rules allow. */
export interface ApprovalWish {
  kind: ApprovalKind
  facts: AuditFacts
  purpose: string
  until: Date
}

interface Town {
  directory: Pick<Directory, 'holdings'>
  rulebook: Pick<Rulebook, 'approvals'>
}

/** An approval that was acted on serves no second time where a thing of its own comes of it. */
const servesOnce: Readonly<Record<ApprovalKind, boolean>> = {
  export: false,
  key: true,
  webhook: true,
  model_endpoint: false,
}

/** Whether it may be acted on now. */
export const isInForce = ({ kind, state, until, usedAt }: Approval, now: Date): boolean =>
  state === 'approved' && until > now && !(servesOnce[kind] && usedAt !== null)

function requireSound({ purpose, until }: ApprovalWish, { rulebook }: Town, now: Date): void {
  const { longestDays } = rulebook.approvals
  if (purpose.trim().length < 2) throw new Refusal('invalid', '请写明用途。')
  if (until <= now) throw new Refusal('invalid', '有效期要在现在之后。')
  if (until > addHours(now, 24 * longestDays))
    throw new Refusal('invalid', `有效期最长${String(longestDays)}天。`)
}

/** 9.7: somebody asks the director, with a purpose and an end. */
export async function askApproval(
  store: Pick<ApprovalStore, 'add'>,
  wish: ApprovalWish,
  by: string,
  town: Town,
  now: Date,
): Promise<Approval> {
  requireSound(wish, town, now)
  const approval: Approval = {
    ...{ id: newId(), kind: wish.kind, facts: wish.facts, purpose: wish.purpose.trim(), askedBy: by },
    ...{ askedAt: now, until: wish.until, state: 'asked', version: 1 },
    ...{ decidedBy: null, decidedAt: null, words: null, usedAt: null },
  }
  await store.add(approval)
  return approval
}

async function kept(store: Pick<ApprovalStore, 'save'>, approval: Approval): Promise<Approval> {
  if (!(await store.save(approval))) throw new Refusal('conflict', '这个申请刚刚有变动，请再看一下。')
  return { ...approval, version: approval.version + 1 }
}

/** The director's word on a request; approving may shorten its time, never lengthen it. */
export async function decideApproval(
  store: Pick<ApprovalStore, 'save'>,
  approval: Approval,
  word: { approve: boolean; words: string | null; until: Date | null },
  by: string,
  { directory }: Pick<Town, 'directory'>,
  now: Date,
): Promise<Approval> {
  if (!isDirector(by, directory)) throw new Refusal('forbidden', '这要主任批准。')
  if (approval.state !== 'asked') throw new Refusal('wrong_state', '这个申请已经有结果了。')
  const until = instant(Math.min(approval.until.getTime(), (word.until ?? approval.until).getTime()))
  if (word.approve && until <= now)
    throw new Refusal('wrong_state', '这个申请的有效期已经过了，请让对方再提。')
  return kept(store, {
    ...approval,
    state: word.approve ? 'approved' : 'refused',
    ...{ decidedBy: by, decidedAt: now, words: word.words, until: word.approve ? until : approval.until },
  })
}

/** Who asked takes the request back while it waits; the director takes back an approval that stands. */
export async function endApproval(
  store: Pick<ApprovalStore, 'save'>,
  approval: Approval,
  by: string,
  { directory }: Pick<Town, 'directory'>,
  now: Date,
): Promise<Approval> {
  const own = approval.askedBy === by && approval.state === 'asked'
  if (!own && !isDirector(by, directory)) throw new Refusal('forbidden', '只有主任能收回批准。')
  if (approval.state !== 'asked' && approval.state !== 'approved')
    throw new Refusal('wrong_state', '这个申请已经有结果了。')
  const ended = { decidedBy: by, decidedAt: now }
  return kept(store, { ...approval, ...ended, state: own ? 'withdrawn' : 'revoked' })
}

/** Either the number of an approval that stands, or, for the director alone, purpose and end of one given here and now. */
export type ApprovalShown = { approval: string } | { purpose: string; until: Date } | null

/**
 * What every door asks before it does one of the four things of 9.7, inside the transaction that does it: the approval of
 * exactly these facts, for this person, that is in force. The director needs none beside the own word, which is written
 * down as one. What comes of it (a key, a webhook) must end no later than the answer's `until`. Refuses with `forbidden`
 * where there is none, saying why.
 */
export async function requireApproval(
  store: Pick<ApprovalStore, 'add' | 'byId' | 'save'>,
  asked: { kind: ApprovalKind; facts: AuditFacts; person: string; shown: ApprovalShown },
  town: Town,
  now: Date,
): Promise<Approval> {
  const { kind, facts, person, shown } = asked
  if (shown === null) throw new Refusal('forbidden', '这要主任批准：请先提申请，写明用途和有效期。')
  if ('purpose' in shown) {
    if (!isDirector(person, town.directory))
      throw new Refusal('forbidden', '这要主任批准：请先提申请，写明用途和有效期。')
    const own = await askApproval(store, { kind, facts, ...shown }, person, town, now)
    return kept(store, { ...own, state: 'approved', decidedBy: person, decidedAt: now, usedAt: now })
  }
  const found = await store.byId(shown.approval)
  if (found?.kind !== kind || found.askedBy !== person) throw new Refusal('forbidden', '没有这个批准。')
  if (!isDeepStrictEqual(found.facts, facts))
    throw new Refusal('forbidden', '批准的不是这件事，请按现在要做的再提一次申请。')
  if (!isInForce(found, now)) throw new Refusal('forbidden', whyNot(found, now))
  return found.usedAt === null ? kept(store, { ...found, usedAt: now }) : found
}

function whyNot({ state, until }: Approval, now: Date): string {
  if (state === 'asked') return '主任还没有批准。'
  if (state !== 'approved') return '这个申请没有获批，或已经收回。'
  return until <= now ? '批准的有效期已经过了，请再提一次申请。' : '这个批准已经用过了，请再提一次申请。'
}
