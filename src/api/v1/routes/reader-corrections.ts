import { z } from 'zod'
import { natures } from '../../../grid/town.ts'
import { type CorrectionOfCase, correctingMoves, type ReadAs } from '../../../intake/corrections.ts'
import { acts, kinds } from '../../../intake/reading.ts'
import { Refusal } from '../../../kernel/errors.ts'
import { callerName } from '../../../rights/caller.ts'
import { audited } from '../audited.ts'
import { cursorOf, placeOf } from '../cursor.ts'
import type { ApiParts } from '../ports.ts'
import { type ApiRoute, personAsking, type Request, route } from '../route.ts'
import { pageOf } from '../shapes/case-filters.ts'
import { time, words } from '../shapes/people.ts'
import { sightAsking } from '../sights.ts'

const chapter = '识读'
const centre = { posts: ['duty_officer', 'director'] } as const

const slot = z.string().nullable()
const readAs = z.object({
  act: z.enum(acts),
  kind: z.enum(kinds).nullable(),
  category: z.string().nullable(),
  categoryName: z.string().nullable(),
  nature: z.enum(natures).nullable(),
  place: z.object({ estate: slot, building: slot, spot: slot }).nullable(),
})
const correction = z.object({
  number: z.string().describe('案件编号'),
  move: z.enum(correctingMoves),
  at: time,
  post: z.string(),
  words: z.string().describe('已隐去号码和姓名'),
  above: z.array(z.object({ speaker: z.string(), name: z.string(), text: z.string() })),
  readAs: readAs.describe('机器怎么读的'),
  meant: readAs.describe('人怎么定的'),
  handler: z.string().nullable(),
})

function present(one: CorrectionOfCase, { ground }: ApiParts): z.input<typeof correction> {
  const { number, move, at, post, heard, handler } = one
  const { directory } = ground()
  const said = ({ act, kind, category, nature, place }: ReadAs): z.input<typeof readAs> => ({
    ...{ act, kind, category, nature, place: place ?? null },
    categoryName: category === null ? null : (directory.leaf(category)?.name ?? null),
  })
  return {
    ...{ number, move, at: at.toISOString(), post, words: heard.text, handler },
    above: heard.context.map(({ speaker, name, text }) => ({ speaker, name, text })),
    ...{ readAs: said(one.readAs), meant: said(one.meant) },
  }
}

const keepsOutOf = (asked: Request, { ground }: ApiParts): readonly string[] =>
  sightAsking(asked, ground()).keepsOutOf

/** What the centre has said of readings: words without private parts, and nothing that is about the caller (3.5). */
export const listCorrectionsRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listCorrections', method: 'get', path: '/reader/corrections', chapter },
    says: '中心对识读的纠正',
    who: centre,
    query: pageOf.extend({ move: z.enum(correctingMoves).optional() }),
    answer: z.object({ corrections: z.array(correction), next: z.string().nullable() }),
    async look(asked) {
      const { limit, cursor, ...filters } = asked.query
      const identity = [asked.caller === null ? '' : callerName(asked.caller), filters]
      const place = cursor === undefined ? null : placeOf(cursor, identity)
      await audited(parts.stores.audit, asked, 'corrections.looked')
      const found = await parts.stores.corrections.page({
        ...{ keepsOutOf: keepsOutOf(asked, parts), move: filters.move ?? null, most: limit + 1 },
        after: place?.at == null ? null : { at: place.at, key: place.id },
      })
      const page = found.slice(0, limit)
      const last = found.length > limit ? page.at(-1) : undefined
      return {
        body: {
          corrections: page.map((one) => present(one, parts)),
          next:
            last === undefined
              ? null
              : cursorOf({ at: last.at, id: `${last.caseId}:${last.move}` }, identity),
        },
      }
    },
  })

const params = z.strictObject({ number: words(40).describe('案件编号'), move: z.enum(correctingMoves) })

async function correctionInSight(
  asked: Request & { params: z.output<typeof params> },
  parts: ApiParts,
  corrections: ApiParts['stores']['corrections'],
): Promise<CorrectionOfCase> {
  const { number, move } = asked.params
  const found = await corrections.one(number, move, keepsOutOf(asked, parts))
  if (found === null) throw new Refusal('not_found', '没有这条纠正。')
  return found
}

export const readCorrectionRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readCorrection', method: 'get', path: '/reader/corrections/{number}/{move}', chapter },
    says: '一条纠正',
    who: centre,
    ...{ params, answer: correction },
    async look(asked) {
      const found = await correctionInSight(asked, parts, parts.stores.corrections)
      await audited(parts.stores.audit, asked, 'corrections.looked', { subject: found.number })
      return { body: present(found, parts) }
    },
  })

/** Taken out of what is learnt from, for good; the model forgets it with the next learning. The case stays as it is. */
export const takeBackCorrectionRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'takeBackCorrection', method: 'delete', path: '/reader/corrections/{number}/{move}', chapter },
    says: '不再用这条学习',
    who: centre,
    ...{ params, answer: null },
    async change(asked, stores) {
      personAsking(asked)
      const found = await correctionInSight(asked, parts, stores.corrections)
      await stores.corrections.takeBack(found.caseId, found.move)
      await audited(stores.audit, asked, 'correction.taken_back', {
        subject: found.number,
        before: { move: found.move },
      })
      return { body: null }
    },
  })
