import type { TownEdit } from '../../../../grid/town-change.ts'
import { changeTown } from '../../../../grid/town-change.ts'
import { Refusal } from '../../../../kernel/errors.ts'
import type { AuditAction, AuditFacts } from '../../../../rights/audit.ts'
import { mayArrange, mayArrangePerson } from '../../../../rights/town-policy.ts'
import { RequestFault } from '../../../problems.ts'
import { audited } from '../../audited.ts'
import { contentVersion } from '../../content-version.ts'
import type { ApiParts, ApiStores } from '../../ports.ts'
import { type Answer, personAsking, type Request } from '../../route.ts'
import type { townChanged } from '../../shapes/town.ts'
import type { z } from 'zod'

export interface TownOrder {
  action: AuditAction
  /** The code of what is changed. */
  subject: string
  before?: AuditFacts | null
  after?: AuditFacts | null
  edit: TownEdit
}

/** Carries out one change of the town: checked whole, audited, in force when the answer leaves. */
export async function carryOut(
  parts: Pick<ApiParts, 'townChanged'>,
  asked: Request,
  stores: ApiStores,
  { action, subject, before = null, after = null, edit }: TownOrder,
): Promise<Answer<z.input<typeof townChanged>>> {
  const { after: now, saved, warnings } = await changeTown(stores.town, edit, personAsking(asked), asked.now)
  await audited(stores.audit, asked, action, { subject, before, after })
  return {
    body: { revision: now.revision, saved, code: subject, warnings: [...warnings] },
    after: () => parts.townChanged(),
  }
}

/** Refused with 412 where what is there now is not what the caller saw. */
export function requireSeen(content: unknown, { version }: Pick<Request, 'version'>): void {
  if (contentVersion(content) !== version) throw new RequestFault('version_stale')
}

/** Refused where the area is not the caller's to arrange; an unknown one is unknown. */
export function requireArea(asked: Request, area: string, { ground }: Pick<ApiParts, 'ground'>): void {
  const { directory } = ground()
  if (directory.area(area) === null) throw new Refusal('not_found', `没有区域“${area}”。`)
  if (!mayArrange(personAsking(asked), area, directory))
    throw new Refusal('forbidden', '这个区域的人和事不归您安排。')
}

export function requirePerson(asked: Request, person: string, { ground }: Pick<ApiParts, 'ground'>): void {
  const { directory } = ground()
  if (directory.person(person) === null) throw new Refusal('not_found', `没有人员“${person}”。`)
  if (!mayArrangePerson(personAsking(asked), person, directory))
    throw new Refusal('forbidden', '这个人不归您安排，请找主任。')
}

/**
 * Whoever leaves the town loses account, chat account and sessions with it: else somebody new who is given the same code
 * later would be them, with their post.
 */
export async function letGo(
  person: string,
  { accounts, seats, sessions }: Pick<ApiStores, 'accounts' | 'seats' | 'sessions'>,
  now: Date,
): Promise<void> {
  if ((await accounts.account(person)) !== null) await accounts.disable(person, now)
  await seats.untie(person)
  await sessions.endOthers(person, null, 'removed', now)
}
