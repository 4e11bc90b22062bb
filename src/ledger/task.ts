import { recusedFrom } from '../routing/recusal.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { Ground } from '../grid/ground.ts'
import { Refusal } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'

/** `decision` of the month's meeting, `instruction` of the leadership about a case (批示), `sample` of the supervisor. */
export const ledgerTaskKinds = ['decision', 'instruction', 'sample'] as const
export type LedgerTaskKind = (typeof ledgerTaskKinds)[number]

/** Something somebody must do by a time, that came of the ledger (9.4, 9.6). */
export interface LedgerTask {
  id: string
  kind: LedgerTaskKind
  /** The month of the meeting or the sample, "2026-11"; the number of the case of an instruction. */
  subject: string
  caseId: string | null
  words: string
  owner: string
  givenBy: string
  givenAt: Date
  dueAt: Date
  doneAt: Date | null
  doneBy: string | null
  result: string | null
  version: number
}

export interface LedgerTaskStore {
  /** False where there is one of this id already. */
  add(task: LedgerTask): Promise<boolean>
  /** Locked, where it is asked inside a transaction. */
  byId(id: string): Promise<LedgerTask | null>
  /** Writes it under the next version; false where somebody else has changed it meanwhile. */
  save(task: LedgerTask): Promise<boolean>
  /** Those of an owner or a giver where one is named, the nearest due first; done ones only when asked. */
  list(wanted: {
    owner?: string
    givenBy?: string
    kind?: LedgerTaskKind
    subject?: string
    done: boolean | null
    givenBefore?: Date
    most: number
  }): Promise<readonly LedgerTask[]>
}

export interface LedgerTaskWish {
  kind: LedgerTaskKind
  subject: string
  record: CaseRecord | null
  words: string
  owner: string
  dueAt: Date
}

/**
 * A decision or an instruction with an owner and a due time. Refused where the owner holds no post, keeps out of the case
 * (3.5), or the time lies behind.
 */
export function newLedgerTask(wish: LedgerTaskWish, by: string, ground: Ground, now: Date): LedgerTask {
  const { kind, subject, record, owner, dueAt } = wish
  if (ground.directory.holdings(owner).length === 0)
    throw new Refusal('invalid', '责任人要写在岗的工作人员。', {
      faults: [{ path: 'owner', message: '没有这位在岗的工作人员' }],
    })
  if (record !== null && recusedFrom(record.about, ground.directory).has(owner))
    throw new Refusal('invalid', '这件涉及责任人本人或其单位，请换一位。')
  if (dueAt <= now) throw new Refusal('invalid', '完成时限要在现在之后。')
  return {
    ...{ id: newId(), kind, subject, caseId: record?.id ?? null, words: wish.words, owner, dueAt },
    ...{ givenBy: by, givenAt: now, doneAt: null, doneBy: null, result: null, version: 1 },
  }
}

/** Done, by the owner or whoever gave it. */
export function finishLedgerTask(task: LedgerTask, result: string, by: string, now: Date): LedgerTask {
  if (by !== task.owner && by !== task.givenBy)
    throw new Refusal('forbidden', '要由责任人或交办人来办结这一项。')
  if (task.doneAt !== null) throw new Refusal('wrong_state', '这一项已经办结了。')
  return { ...task, doneAt: now, doneBy: by, result }
}

export const ledgerTaskTimer = 'ledger_task'
