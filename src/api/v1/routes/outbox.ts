import { z } from 'zod'
import type { CaseRecord } from '../../../cases/case.ts'
import { Refusal } from '../../../kernel/errors.ts'
import { type NoticeKept, openNoticeStates } from '../../../ledger/office-books.ts'
import { callerName } from '../../../rights/caller.ts'
import { inSight } from '../../../rights/policy.ts'
import { maskText } from '../../../wording/mask.ts'
import { audited } from '../audited.ts'
import { cursorOf, placeOf } from '../cursor.ts'
import type { ApiParts, ApiStores } from '../ports.ts'
import { said } from '../presenters/case-line.ts'
import { type Answer, type ApiRoute, personAsking, type Request, route } from '../route.ts'
import { pageOf } from '../shapes/case-filters.ts'
import { timeOrNull } from '../shapes/case-line.ts'
import { code, time } from '../shapes/people.ts'
import { sightAsking } from '../sights.ts'

const notice = z.object({
  id: z.string(),
  state: z.string(),
  purpose: z.string(),
  /** A room by its code, a member of the staff by theirs; a resident is only a resident. */
  to: z.object({ kind: z.enum(['room', 'staff', 'resident', 'talk']), code: z.string().nullable() }),
  /** Masked; null where the caller may not know of the case. */
  text: z.string().nullable(),
  number: z.string().nullable(),
  runAt: time,
  settledAt: timeOrNull,
  attempts: z.int(),
  why: z.string().nullable(),
})
const who = { posts: ['duty_officer', 'director'] } as const
const params = z.strictObject({ id: code })
const noSuch = (): Refusal => new Refusal('not_found', '没有这条通知。')

function addresseeOf({ to }: NoticeKept, { ground }: ApiParts): z.input<typeof notice>['to'] {
  if ('room' in to) return { kind: 'room', code: to.room }
  if ('conversation' in to) return { kind: 'talk', code: null }
  return ground().directory.person(to.private) === null
    ? { kind: 'resident', code: null }
    : { kind: 'staff', code: to.private }
}

async function caseOf(kept: NoticeKept, cases: ApiStores['cases']): Promise<CaseRecord | null> {
  return kept.caseId === null ? null : cases.byId(kept.caseId)
}

/** Whoever must not hear of the case reads neither number nor words of what is said about it (3.5, 9.7). */
function present(
  kept: NoticeKept,
  record: CaseRecord | null,
  asked: Request,
  parts: ApiParts,
): z.input<typeof notice> {
  const open = record === null ? kept.caseId === null : inSight(sightAsking(asked, parts.ground()), record)
  return {
    ...{ id: kept.id, state: kept.state, purpose: kept.purpose, attempts: kept.attempts, why: kept.why },
    to: open ? addresseeOf(kept, parts) : { ...addresseeOf(kept, parts), code: null },
    text: open ? maskText(kept.text) : null,
    number: open ? (record?.number ?? null) : null,
    runAt: kept.runAt.toISOString(),
    settledAt: said(kept.settledAt),
  }
}

/** What waits to be said, and what may never have been read (architecture: uncertain, parked, failed). */
export const listNoticesRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listNotices', method: 'get', path: '/outbox', chapter: '机器人', says: '没发出去的通知' },
    who,
    query: pageOf.extend({ state: z.enum(openNoticeStates).default('uncertain') }),
    answer: z.object({ notices: z.array(notice), next: z.string().nullable() }),
    async look(asked) {
      const { cursor, limit, state } = asked.query
      const identity = [asked.caller === null ? '' : callerName(asked.caller), 'outbox', state]
      const after = cursor === undefined ? null : placeOf(cursor, identity)
      const found = await parts.stores.office.notices({ state, after, most: limit + 1 })
      const page = found.slice(0, limit)
      const last = found.length > limit ? page.at(-1) : undefined
      const lines: z.input<typeof notice>[] = []
      for (const kept of page) lines.push(present(kept, await caseOf(kept, parts.stores.cases), asked, parts))
      const next = last === undefined ? null : cursorOf({ at: last.runAt, id: last.id }, identity)
      return { body: { notices: lines, next } }
    },
  })

async function settle(
  asked: Request & { params: { id: string } },
  stores: ApiStores,
  parts: ApiParts,
  how: 'resent' | 'given_up',
): Promise<Answer<z.input<typeof notice>>> {
  const { id } = asked.params
  const before = await stores.office.notice(id)
  if (before === null) throw noSuch()
  const done =
    how === 'resent'
      ? await stores.office.resend(id, asked.now)
      : await stores.office.giveUp(id, `given up by ${personAsking(asked)}`, asked.now)
  if (!done) throw new Refusal('wrong_state', '这条通知已经有着落了，不用再管。')
  await audited(stores.audit, asked, `notice.${how}`, { subject: id, before: { state: before.state } })
  const kept = (await stores.office.notice(id)) ?? before
  return {
    body: present(kept, await caseOf(kept, stores.cases), asked, parts),
    after: () => {
      parts.poke()
    },
  }
}

/** Says it once more, by whatever is true by then (5.3). */
export const resendNoticeRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'resendNotice', method: 'post', path: '/outbox/{id}/resend', chapter: '机器人' },
    ...{ says: '再发一次', who, params, answer: notice },
    change: (asked, stores) => settle(asked, stores, parts, 'resent'),
  })

/** Nobody says it any more. */
export const giveUpNoticeRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'giveUpNotice', method: 'post', path: '/outbox/{id}/give-up', chapter: '机器人' },
    ...{ says: '不再发', who, params, answer: notice, needsProof: true },
    change: (asked, stores) => settle(asked, stores, parts, 'given_up'),
  })
