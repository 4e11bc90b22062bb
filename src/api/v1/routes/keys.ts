import { z } from 'zod'
import { Refusal } from '../../../kernel/errors.ts'
import { scopes } from '../../../rights/caller.ts'
import { type ApiKey, createKey } from '../../../rights/keys.ts'
import { approvalFor, approvedBy } from '../approved.ts'
import { audited } from '../audited.ts'
import type { ApiParts } from '../ports.ts'
import { said } from '../presenters/case-line.ts'
import { type ApiRoute, personAsking, route } from '../route.ts'
import { time, words } from '../shapes/people.ts'

const chapter = '对外'
/** Who has to do with other systems; what they may do there stands in the director's approval (9.7). */
const who = { posts: ['director', 'duty_officer'] } as const

const key = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  madeBy: z.string(),
  madeAt: time,
  endsAt: time.nullable(),
  revokedAt: time.nullable(),
  /** To the minute. */
  usedAt: time.nullable(),
  state: z.enum(['in_use', 'expired', 'revoked']),
})

const stateOf = ({ revokedAt, endsAt }: ApiKey, now: Date): z.input<typeof key>['state'] => {
  if (revokedAt !== null) return 'revoked'
  return endsAt !== null && endsAt <= now ? 'expired' : 'in_use'
}

const present = (one: ApiKey, now: Date): z.input<typeof key> => ({
  ...{ id: one.id, name: one.name, scopes: [...one.scopes], madeBy: one.madeBy },
  ...{ madeAt: one.madeAt.toISOString(), endsAt: said(one.endsAt), revokedAt: said(one.revokedAt) },
  ...{ usedAt: said(one.usedAt), state: stateOf(one, now) },
})

/** Every key ever made, with when it was last used; never the key itself, of which only a digest is kept. */
export const listKeysRoute = ({ stores }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listKeys', method: 'get', path: '/keys', chapter, says: '外部系统的密钥', who },
    answer: z.object({ keys: z.array(key) }),
    async look(asked) {
      const keys = await stores.keys.list()
      return { body: { keys: keys.map((one) => present(one, asked.now)) } }
    },
  })

/** A key for another system, as the director has approved it; said this once. */
export const createKeyRoute = ({ ground }: ApiParts): ApiRoute =>
  route({
    ...{
      name: 'createKey',
      method: 'post',
      path: '/keys',
      chapter,
      says: '给外部系统开密钥，只显示这一次',
      who,
    },
    body: z.strictObject({
      name: words(100),
      scopes: z
        .array(z.enum(scopes))
        .min(1)
        .max(scopes.length)
        .transform((wanted) => scopes.filter((scope) => wanted.includes(scope))),
      ...approvedBy,
    }),
    ...{ answer: key.extend({ key: z.string() }), status: 201, saidOnce: true, needsProof: true },
    async change(asked, stores) {
      const { name, scopes: wanted } = asked.body
      const facts = { name, scopes: wanted }
      const approval = await approvalFor(asked, { kind: 'key', facts }, stores, ground())
      const wish = { name, scopes: wanted, by: personAsking(asked), until: approval.until }
      const { key: made, shown } = await createKey(stores.keys, wish, asked.now)
      const after = { ...facts, approval: approval.id, endsAt: approval.until.toISOString() }
      await audited(stores.audit, asked, 'key.created', { subject: made.id, after })
      return { body: { ...present(made, asked.now), key: shown } }
    },
  })

/** Ends a key at once. */
export const revokeKeyRoute = (_parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'revokeKey', method: 'delete', path: '/keys/{id}', chapter, says: '收回密钥，立刻失效', who },
    params: z.strictObject({ id: words(40) }),
    answer: null,
    async change(asked, stores) {
      const { id } = asked.params
      if (!(await stores.keys.revoke(id, asked.now)))
        throw new Refusal('not_found', '没有这个密钥，或者已经收回。')
      await audited(stores.audit, asked, 'key.revoked', { subject: id })
      return { body: null }
    },
  })
