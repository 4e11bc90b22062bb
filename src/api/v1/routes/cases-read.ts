import { z } from 'zod'
import type { CaseRecord } from '../../../cases/case.ts'
import { Refusal } from '../../../kernel/errors.ts'
import type { Caller } from '../../../rights/caller.ts'
import { mayOpenReporters } from '../../../rights/policy.ts'
import { audited } from '../audited.ts'
import { possibleMoves } from '../possible-moves.ts'
import type { ApiParts } from '../ports.ts'
import { presentCase } from '../presenters/case-whole.ts'
import { type ApiRoute, personAsking, type Request, route } from '../route.ts'
import { caseWhole } from '../shapes/case-whole.ts'
import { time, words } from '../shapes/people.ts'
import { caseInSight } from '../sights.ts'
import { caseWithheld, readsMatter } from '../withheld.ts'

export const caseParams = z.strictObject({ number: words(40).describe('案件编号') })

/** The case with its history as the caller may read it; of a confidential one to some no more than how it stands. */
export async function readWhole(
  record: CaseRecord,
  caller: Caller | null,
  { stores, ground }: Pick<ApiParts, 'stores' | 'ground'>,
  now: Date,
) {
  const person = caller?.kind === 'person' ? caller.person : null
  const reads = readsMatter(caller, record, ground())
  const { events, words, attachments, notes } = reads
    ? await stores.caseLists.history(record.id)
    : {
        ...{ attachments: [], notes: [], words: new Map<string, string>() },
        events: await stores.events.ofCase(record.id),
      }
  return presentCase(
    {
      ...{ record: reads ? record : caseWithheld(record), events, words, attachments },
      // Another system is no colleague.
      notes: person === null ? [] : notes,
      sentWith: reads && record.source === 'outside' ? await stores.outside.ofCase(record.id) : null,
      moves: person === null ? [] : possibleMoves(person, record, ground(), now, events),
      mayOpenReporters: person !== null && mayOpenReporters(person, record, ground().directory),
    },
    ground(),
    { caller, now },
  )
}

/** Each look at the whole of a confidential case (9.7): by whom, when, from where; whoever sees only how it stands leaves none. */
async function lookNoted(record: CaseRecord, asked: Request, { stores, ground }: ApiParts): Promise<void> {
  if (record.confidential && readsMatter(asked.caller, record, ground()))
    await audited(stores.audit, asked, 'case.opened', { subject: record.number })
}

/** One case: state, history, what came with it, and what the caller may do with it. */
export const readCaseRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readCase', method: 'get', path: '/cases/{number}', chapter: '案件', says: '一件案件' },
    who: { posts: 'staff', scope: 'cases:read' },
    ...{ params: caseParams, answer: caseWhole },
    async look(asked) {
      const record = await caseInSight(asked.params.number, asked, parts.stores.cases, parts.ground())
      await lookNoted(record, asked, parts)
      return { body: await readWhole(record, asked.caller, parts, asked.now), version: record.version }
    },
  })

const reporter = z.object({
  key: z.string(),
  name: z.string(),
  knownAs: z.string().nullable(),
  room: z.string().nullable(),
  joinedAt: time,
  withdrawn: z.boolean(),
  reachable: z.boolean(),
  phone: z.string().nullable(),
  remark: z.string().nullable(),
})

/**
 * The reporters by name and their own words, which may hold telephones (9.7): for the posts that need them, and each
 * look is written down. A POST, because it leaves a trace.
 */
export const openReportersRoute = ({ ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'openReporters', method: 'post', path: '/cases/{number}/reporters' },
    ...{ chapter: '案件', says: '打开反映人和原话（会记入审计）' },
    who: { posts: 'staff' },
    params: caseParams,
    answer: z.object({
      reporters: z.array(reporter),
      words: z.array(z.object({ at: time, words: z.string() })),
    }),
    neverKept: true,
    async change(asked, stores) {
      const record = await caseInSight(asked.params.number, asked, stores.cases, ground())
      const { directory } = ground()
      if (!mayOpenReporters(personAsking(asked), record, directory))
        throw new Refusal('forbidden', '反映人只给经办人、值班人员和主任看。')
      await audited(stores.audit, asked, 'reporters.opened', { subject: record.number })
      const kept = await stores.caseLists.words(record.id)
      const callers = await stores.besideCases.callers(record.id)
      const spoken = (await stores.events.ofCase(record.id)).filter(
        ({ move, actor }) => actor.post === 'reporter' || move === 'receive' || move === 'join',
      )
      return {
        body: {
          reporters: record.reporters.map(({ key, name, room, joinedAt, withdrawn, contactId }) => ({
            ...{
              key,
              name,
              room,
              joinedAt: joinedAt.toISOString(),
              withdrawn,
              reachable: contactId !== null,
            },
            phone: callers.find((one) => one.reporter === key)?.phone ?? null,
            remark: callers.find((one) => one.reporter === key)?.remark ?? null,
            knownAs: directory.resident(key)?.name ?? directory.person(key)?.name ?? null,
          })),
          words: spoken.flatMap(({ id, at }) => {
            const said = kept.get(id)
            return said === undefined ? [] : [{ at: at.toISOString(), words: said }]
          }),
        },
      }
    },
  })
