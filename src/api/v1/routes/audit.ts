import { z } from 'zod'
import { instant } from '../../../kernel/clock.ts'
import { auditDoors } from '../../../rights/audit.ts'
import { callerName } from '../../../rights/caller.ts'
import { inSight } from '../../../rights/policy.ts'
import { audited } from '../audited.ts'
import { cursorOf, placeOf } from '../cursor.ts'
import type { ApiParts } from '../ports.ts'
import { type ApiRoute, type Request, route } from '../route.ts'
import { time, words } from '../shapes/people.ts'
import { sightAsking } from '../sights.ts'

const moment = z.iso.datetime({ offset: true })

const line = z.object({
  id: z.string(),
  at: time,
  who: z.string(),
  name: z.string().nullable(),
  post: z.string().nullable(),
  action: z.string(),
  subject: z.string().nullable(),
  door: z.string(),
  session: z.string().nullable(),
  address: z.string(),
  requestId: z.string(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
})

const query = z.strictObject({
  who: words(100).optional().describe('person:代码、key:编号、terminal、nobody'),
  action: words(60).optional().describe('动作，或以点结尾的一类，例如 case.'),
  subject: words(100).optional().describe('案件编号、人员代码、密钥编号'),
  door: z.enum(auditDoors).optional(),
  from: moment.optional(),
  to: moment.optional().describe('不含'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: words(400).optional().describe('上一页给出的 next'),
})

/** A case's number wherever it stands in a line (1.7). */
const caseNumber = /\p{Lu}{1,8}\d{8}-\d{4,}/gu

/** Numbers of cases among these lines that the caller may not look up: what is about them, they must not hear (3.5). */
async function numbersKept(
  lines: readonly unknown[],
  asked: Request,
  { stores, ground }: Pick<ApiParts, 'stores' | 'ground'>,
): Promise<ReadonlySet<string>> {
  const sight = sightAsking(asked, ground())
  const named = new Set(JSON.stringify(lines).match(caseNumber) ?? [])
  const kept = new Set<string>()
  for (const number of named) {
    const record = await stores.cases.byNumber(number)
    if (record !== null && !inSight(sight, record)) kept.add(number)
  }
  return kept
}

/** 9.7: who saw and did what, for the director and the supervisor; that somebody looks stands there as well. */
export const listAuditRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{
      name: 'listAudit',
      method: 'get',
      path: '/audit',
      chapter: '审计',
      says: '谁在何时何处看了、做了什么',
    },
    who: { posts: ['director', 'supervisor'] },
    query,
    answer: z.object({ entries: z.array(line), next: z.string().nullable() }),
    async look(asked) {
      const { cursor, limit, from, to, ...wanted } = asked.query
      const identity = [asked.caller === null ? '' : callerName(asked.caller), { ...wanted, from, to }]
      const before = cursor === undefined ? null : placeOf(cursor, identity).id
      const found = await stores.audit.page({
        ...(wanted.who === undefined ? {} : { who: wanted.who }),
        ...(wanted.action === undefined ? {} : { action: wanted.action }),
        ...(wanted.subject === undefined ? {} : { subject: wanted.subject }),
        ...(wanted.door === undefined ? {} : { door: wanted.door }),
        ...(from === undefined ? {} : { from: instant(from) }),
        ...(to === undefined ? {} : { to: instant(to) }),
        ...{ before, most: limit + 1 },
      })
      const shown = found.slice(0, limit)
      const last = found.length > limit ? shown.at(-1) : undefined
      if (before === null)
        await audited(stores.audit, asked, 'audit.looked', { subject: wanted.subject ?? null })
      const { directory } = ground()
      const kept = await numbersKept(shown, asked, { stores, ground })
      const open = shown.flatMap((one) => {
        const said = JSON.stringify([one.subject, one.before, one.after]).match(caseNumber) ?? []
        if (!said.some((number) => kept.has(number))) return [one]
        // Asked for by the number, a line without it would say that there is one.
        return wanted.subject === undefined ? [{ ...one, subject: null, before: null, after: null }] : []
      })
      return {
        body: {
          entries: open.map(({ at, who, ...rest }) => ({
            ...{ ...rest, who, at: at.toISOString() },
            name: who.startsWith('person:') ? directory.nameOf(who.slice('person:'.length)) : null,
          })),
          next: last === undefined ? null : cursorOf({ at: null, id: last.id }, identity),
        },
      }
    },
  })

/** The centre's chain (2.2): who keeps its last hash outside the house sees later whether anything was changed. */
export const listAnchorsRoute = ({ stores }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listAnchors', method: 'get', path: '/audit/anchors', chapter: '审计', says: '每夜锚定的链' },
    who: { posts: ['director', 'supervisor'] },
    answer: z.object({
      anchors: z.array(z.object({ seq: z.int(), to: time, heads: z.int(), hash: z.string() })),
    }),
    async look() {
      const anchors = await stores.anchors.list(400)
      return {
        body: {
          anchors: anchors.map(({ seq, to, heads, hash }) => ({ seq, to: to.toISOString(), heads, hash })),
        },
      }
    },
  })
