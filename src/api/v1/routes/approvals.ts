import { z } from 'zod'
import {
  approvalDecidedNotices,
  approvalAskedNotices,
  approvalTitles,
} from '../../../feedback/approval-notices.ts'
import type { Ground } from '../../../grid/ground.ts'
import { instant } from '../../../kernel/clock.ts'
import { Refusal } from '../../../kernel/errors.ts'
import {
  type Approval,
  approvalKinds,
  approvalStates,
  type ApprovalStore,
  askApproval,
  decideApproval,
  endApproval,
  isInForce,
} from '../../../rights/approvals.ts'
import { isDirector } from '../../../rights/policy.ts'
import { RequestFault } from '../../problems.ts'
import { audited } from '../audited.ts'
import type { ApiParts } from '../ports.ts'
import { type ApiRoute, personAsking, type Request, route } from '../route.ts'
import { time, words } from '../shapes/people.ts'

const facts = z.record(
  z.string().max(60),
  z.union([words(200), z.number(), z.boolean(), z.null(), z.array(words(200)).max(100)]),
)
const moment = z.iso.datetime({ offset: true }).transform((said) => instant(said))

/** A request for the director's word as the pages show it. */
const approvalShape = z.object({
  id: z.string(),
  kind: z.enum(approvalKinds),
  title: z.string(),
  facts: z.record(z.string(), z.unknown()),
  purpose: z.string(),
  askedBy: z.string(),
  askedByName: z.string(),
  askedAt: time,
  until: time,
  state: z.enum(approvalStates),
  /** It may be acted on now. */
  inForce: z.boolean(),
  decidedBy: z.string().nullable(),
  decidedByName: z.string().nullable(),
  decidedAt: time.nullable(),
  words: z.string().nullable(),
  usedAt: time.nullable(),
  version: z.int(),
})

function present(one: Approval, { directory }: Ground, now: Date): z.input<typeof approvalShape> {
  const { askedAt, until, decidedAt, usedAt, askedBy, decidedBy, ...rest } = one
  return {
    ...rest,
    ...{ title: approvalTitles[one.kind], inForce: isInForce(one, now) },
    ...{ askedBy, askedByName: directory.nameOf(askedBy) },
    ...{ decidedBy, decidedByName: decidedBy === null ? null : directory.nameOf(decidedBy) },
    askedAt: askedAt.toISOString(),
    until: until.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
    usedAt: usedAt?.toISOString() ?? null,
  }
}

const params = z.strictObject({ id: words(64) })
const chapter = '审批'

/** The director sees every request, anybody else the own ones; another is unknown. */
async function approvalOf(
  id: string,
  person: string,
  store: Pick<ApprovalStore, 'byId'>,
  { directory }: Ground,
): Promise<Approval> {
  const found = await store.byId(id)
  if (found === null || (found.askedBy !== person && !isDirector(person, directory)))
    throw new Refusal('not_found', '没有这个申请。')
  return found
}

const unchanged = (found: Approval, { version }: Pick<Request, 'version'>): Approval => {
  if (found.version !== version) throw new RequestFault('version_stale')
  return found
}

/** 9.7: to the director everything that was asked, to others what they asked themselves. */
export const listApprovalsRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listApprovals', method: 'get', path: '/approvals', chapter, says: '要主任批准的申请' },
    who: { posts: 'staff' },
    query: z.strictObject({ state: z.enum(approvalStates).optional() }),
    answer: z.object({ approvals: z.array(approvalShape) }),
    async look(asked) {
      const person = personAsking(asked)
      const found = await stores.approvals.list({
        askedBy: isDirector(person, ground().directory) ? null : person,
        ...{ state: asked.query.state ?? null, most: 500 },
      })
      return { body: { approvals: found.map((one) => present(one, ground(), asked.now)) } }
    },
  })

export const readApprovalRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readApproval', method: 'get', path: '/approvals/{id}', chapter, says: '一个申请' },
    who: { posts: 'staff' },
    ...{ params, answer: approvalShape },
    async look(asked) {
      const found = await approvalOf(asked.params.id, personAsking(asked), stores.approvals, ground())
      return { body: present(found, ground(), asked.now), version: found.version }
    },
  })

/** Asks for the director's word: for exactly these facts, with a purpose and an end. The director hears of it privately. */
export const askApprovalRoute = ({ ground, poke }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'askApproval', method: 'post', path: '/approvals', chapter, says: '申请主任批准' },
    who: { posts: 'staff' },
    body: z.strictObject({ kind: z.enum(approvalKinds), facts, purpose: words(300), until: moment }),
    ...{ answer: approvalShape, status: 201 },
    async change(asked, stores) {
      const { now } = asked
      const one = await askApproval(stores.approvals, asked.body, personAsking(asked), ground(), now)
      for (const notice of approvalAskedNotices(one, ground(), now)) await stores.outbox.put(notice)
      await audited(stores.audit, asked, 'approval.asked', {
        subject: one.id,
        after: { kind: one.kind, until: one.until.toISOString() },
      })
      return { body: present(one, ground(), now), version: one.version, after: poke }
    },
  })

/** The director's word: approve, perhaps for a shorter time, or refuse. Whoever asked hears of it. */
export const decideApprovalRoute = ({ ground, poke }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'decideApproval', method: 'post', path: '/approvals/{id}/decision', chapter },
    says: '主任批准或不批',
    who: { posts: ['director'] },
    params,
    body: z.strictObject({ approve: z.boolean(), words: words(300).optional(), until: moment.optional() }),
    ...{ answer: approvalShape, needsVersion: true, needsProof: true },
    async change(asked, stores) {
      const { approve, words: said = null, until = null } = asked.body
      const { now } = asked
      const person = personAsking(asked)
      const before = unchanged(await approvalOf(asked.params.id, person, stores.approvals, ground()), asked)
      const word = { approve, words: said, until }
      const one = await decideApproval(stores.approvals, before, word, person, ground(), now)
      for (const notice of approvalDecidedNotices(one, ground(), now)) await stores.outbox.put(notice)
      await audited(stores.audit, asked, approve ? 'approval.approved' : 'approval.refused', {
        subject: one.id,
        before: { state: before.state },
        after: { state: one.state, until: one.until.toISOString() },
      })
      return { body: present(one, ground(), now), version: one.version, after: poke }
    },
  })

/** Takes back: whoever asked their request, the director an approval that stands. What came of it already stays. */
export const endApprovalRoute = ({ ground }: ApiParts): ApiRoute =>
  route({
    ...{
      name: 'endApproval',
      method: 'delete',
      path: '/approvals/{id}',
      chapter,
      says: '撤回申请，或收回批准',
    },
    who: { posts: 'staff' },
    ...{ params, answer: approvalShape, needsVersion: true },
    async change(asked, stores) {
      const person = personAsking(asked)
      const before = unchanged(await approvalOf(asked.params.id, person, stores.approvals, ground()), asked)
      const one = await endApproval(stores.approvals, before, person, ground(), asked.now)
      await audited(stores.audit, asked, `approval.${one.state}`, {
        subject: one.id,
        before: { state: before.state },
        after: { state: one.state },
      })
      return { body: present(one, ground(), asked.now), version: one.version }
    },
  })
