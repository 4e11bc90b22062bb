import { z } from 'zod'
import { instant } from '../../kernel/clock.ts'
import { type ApprovalKind, type ApprovalShown, requireApproval } from '../../rights/approvals.ts'
import type { AuditFacts } from '../../rights/audit.ts'
import type { Ground } from '../../grid/ground.ts'
import { Refusal } from '../../kernel/errors.ts'
import type { ApiStores } from './ports.ts'
import { personAsking, type Request } from './route.ts'
import { words } from './shapes/people.ts'

/** What 9.7 wants beside the thing itself: an approval that stands, or from the director purpose and end. */
export const approvedBy = {
  approval: words(64).optional().describe('主任批准的申请编号；主任自己办时不用'),
  purpose: words(300).optional().describe('用途，主任自己办时写'),
  until: z.iso
    .datetime({ offset: true })
    .transform((said) => instant(said))
    .optional()
    .describe('有效期到，主任自己办时写'),
} as const

interface Said {
  approval?: string | undefined
  purpose?: string | undefined
  until?: Date | undefined
}

function shownOf({ approval, purpose, until }: Said): ApprovalShown {
  if (approval !== undefined) return { approval }
  if (purpose === undefined && until === undefined) return null
  if (purpose === undefined || until === undefined) throw new Refusal('invalid', '请写明用途和有效期。')
  return { purpose, until }
}

/** The approval of exactly these facts, for whoever asks; what comes of it ends with it. */
export const approvalFor = (
  asked: Request & { body: Said },
  wanted: { kind: ApprovalKind; facts: AuditFacts },
  stores: Pick<ApiStores, 'approvals'>,
  ground: Ground,
): Promise<{ id: string; until: Date }> =>
  requireApproval(
    stores.approvals,
    { ...wanted, person: personAsking(asked), shown: shownOf(asked.body) },
    ground,
    asked.now,
  )
