import { z } from 'zod'
import type { CaseRecord } from '../../../cases/case.ts'
import { lineOf } from '../../../cases/lists.ts'
import { type FollowUp, followUpKinds, followUpOutcomes } from '../../../feedback/follow-up.ts'
import { Refusal } from '../../../kernel/errors.ts'
import { callerName } from '../../../rights/caller.ts'
import { inSight } from '../../../rights/policy.ts'
import { audited } from '../audited.ts'
import { cursorOf, placeOf } from '../cursor.ts'
import type { ApiParts } from '../ports.ts'
import { presentCaseLine, said, seatOrNull } from '../presenters/case-line.ts'
import { type ApiRoute, personAsking, type Request, route } from '../route.ts'
import { pageOf } from '../shapes/case-filters.ts'
import { caseLine, seat, timeOrNull } from '../shapes/case-line.ts'
import { code, time, words } from '../shapes/people.ts'
import { sightAsking } from '../sights.ts'
import { wordsFor } from '../withheld.ts'

export const followUpShape = z.object({
  key: z.string(),
  kind: z.enum(followUpKinds),
  case: caseLine,
  dueAt: time,
  assignee: seat.nullable(),
  tries: z.int(),
  doneAt: timeOrNull,
  doneBy: z.string().nullable(),
  outcome: z.enum(followUpOutcomes).nullable(),
  words: z.string().nullable(),
})

const yesOrNo = z.enum(['true', 'false'])

const present = (
  one: FollowUp,
  record: CaseRecord,
  parts: ApiParts,
  asked: Request,
): z.input<typeof followUpShape> => ({
  ...{ key: one.key, kind: one.kind, dueAt: one.dueAt.toISOString(), tries: one.tries },
  ...{ doneBy: one.doneBy, outcome: one.outcome, doneAt: said(one.doneAt) },
  words: wordsFor(asked.caller, record, one.words, parts.ground()),
  case: presentCaseLine(lineOf(record), parts.ground(), asked),
  assignee: seatOrNull(one.assignee, parts.ground()),
})

/** Whose tasks somebody may look at: those given to them; the posts that watch over the township all of them. */
const seesAll = (asked: Request, { ground }: ApiParts): boolean => sightAsking(asked, ground()).everywhere

/** Tasks as the caller may read them: those given to them, and those of cases in their sight. */
export async function followUpsShown(
  page: readonly FollowUp[],
  asked: Request,
  parts: ApiParts,
): Promise<z.input<typeof followUpShape>[]> {
  const sight = sightAsking(asked, parts.ground())
  const lines: z.input<typeof followUpShape>[] = []
  for (const one of page) {
    const record = await parts.stores.cases.byId(one.caseId)
    const given = one.assignee?.person === personAsking(asked)
    if (record !== null && (inSight(sight, record) || (given && mayHear(sight, record))))
      lines.push(present(one, record, parts, asked))
  }
  return lines
}

/** Calls and visits after the end of a case, and telephone tasks (6.6, 6.8), by their time. */
export const listFollowUpsRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listFollowUps', method: 'get', path: '/follow-ups', chapter: '回访', says: '回访和电话任务' },
    who: { posts: 'staff' },
    query: pageOf.extend({
      done: yesOrNo.default('false'),
      mine: yesOrNo.optional().describe('true：只看交给我的'),
      assignee: code.optional(),
    }),
    answer: z.object({ followUps: z.array(followUpShape), next: z.string().nullable() }),
    async look(asked) {
      const { cursor, limit, ...wanted } = asked.query
      const identity = [asked.caller === null ? '' : callerName(asked.caller), wanted]
      const own = wanted.mine === 'true' || !seesAll(asked, parts)
      const found = await parts.stores.office.followUps({
        ...{ done: wanted.done === 'true', caseId: null, most: limit + 1 },
        assignee: own ? personAsking(asked) : (wanted.assignee ?? null),
        after: cursor === undefined ? null : placeOf(cursor, identity),
      })
      const page = found.slice(0, limit)
      const last = found.length > limit ? page.at(-1) : undefined
      const lines = await followUpsShown(page, asked, parts)
      const next = last === undefined ? null : cursorOf({ at: last.dueAt, id: last.key }, identity)
      return { body: { followUps: lines, next } }
    },
  })

/** Whoever was given the task needs its case, but for what is about them (3.5). */
const mayHear = (sight: ReturnType<typeof sightAsking>, record: CaseRecord): boolean =>
  !record.about.some((about) => sight.keepsOutOf.includes(about))

/** Reports on one of them: how it was found, or whether somebody was reached; what is next is planned. */
export const reportFollowUpRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'reportFollowUp', method: 'post', path: '/follow-ups/{key}/report', chapter: '回访' },
    says: '报告回访、走访、电话的情况',
    who: { posts: 'staff' },
    params: z.strictObject({ key: words(300) }),
    body: z.strictObject({
      words: z.string().trim().max(1_000).default('').describe('了解到的情况'),
      reached: z.boolean().default(true).describe('电话：打通了没有'),
      mood: z.enum(['calm', 'flaring', 'noted']).optional().describe('平稳、反复、一般；不写从文字里看'),
    }),
    answer: z.object({ key: z.string(), says: z.string() }),
    async change(asked, stores) {
      const person = personAsking(asked)
      const one = await stores.followUps.byKey(asked.params.key)
      const record = one === null ? null : await stores.cases.lock(one.caseId)
      const sight = sightAsking(asked, parts.ground())
      const sees = record !== null && (inSight(sight, record) || mayHear(sight, record))
      const theirs = one?.assignee?.person === person || sight.everywhere
      if (one === null || record === null || !sees || !theirs)
        throw new Refusal('not_found', '没有这个任务。')
      if (one.doneAt !== null) throw new Refusal('wrong_state', '这个任务已经有人报告过了。')
      const { words: told, reached, mood } = asked.body
      const says = await parts.office.reportTask(stores, {
        ...{ task: one, record, person, words: told, reached, now: asked.now },
        ...(mood === undefined ? {} : { mood }),
      })
      await audited(stores.audit, asked, 'follow_up.reported', { subject: record.number })
      return {
        body: { key: one.key, says },
        after: () => {
          parts.poke()
        },
      }
    },
  })
