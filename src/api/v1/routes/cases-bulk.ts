import { z } from 'zod'
import { type Move, moves } from '../../../cases/event.ts'
import { Refusal } from '../../../kernel/errors.ts'
import { problemOf, RequestFault } from '../../problems.ts'
import type { ApiParts, ApiStores, MoveWish } from '../ports.ts'
import { type ApiRoute, personAsking, type Request, route } from '../route.ts'
import { moveWish } from '../shapes/move-wish.ts'
import { words } from '../shapes/people.ts'
import { moveAsked } from './cases-move.ts'

const most = 100

const item = z.strictObject({
  number: words(40),
  version: z.int().min(0).describe('看到的是哪一版'),
  move: z.enum(moves),
  ...moveWish.shape,
})

const outcome = z.object({
  number: z.string(),
  done: z.boolean(),
  status: z.int(),
  code: z.string().nullable(),
  detail: z.string().nullable(),
  state: z.string().nullable(),
  version: z.int().nullable(),
})

type Asked = Request & { body: { items: readonly z.output<typeof item>[] } }

/** One of many: what stands against it is its own outcome, and undoes nothing else. */
async function attempt(
  parts: ApiParts,
  stores: ApiStores,
  asked: Asked,
  one: z.output<typeof item>,
  moved: Set<string>,
): Promise<z.input<typeof outcome>> {
  const { number, version, move, ...wish } = one
  const wanted: { move: Move; wish: MoveWish } = { move, wish }
  try {
    const record = await stores.apart((within) =>
      moveAsked(parts, within, { ...asked, version, params: { number } }, wanted),
    )
    const { state } = record
    moved.add(record.id)
    return { number, done: true, status: 200, code: null, detail: null, state, version: record.version }
  } catch (error) {
    if (!(error instanceof Refusal) && !(error instanceof RequestFault)) throw error
    const problem = problemOf(error)
    return {
      ...{ number, done: false, status: problem?.status ?? 500 },
      ...{ code: problem?.code ?? null, detail: problem?.detail ?? null, state: null, version: null },
    }
  }
}

/**
 * Many cases at once, e.g. a morning's dispatches: each by the same rules as alone, with an outcome of its own. They are
 * taken in the order of their numbers, so that two who do this at once wait for each other instead of blocking.
 */
export const moveManyRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{
      name: 'moveMany',
      method: 'post',
      path: '/case-moves',
      chapter: '案件',
      says: '批量办理，逐件给结果',
    },
    who: { posts: 'staff' },
    body: z.strictObject({ items: z.array(item).min(1).max(most) }),
    answer: z.object({ outcomes: z.array(outcome) }),
    async change(asked, stores) {
      personAsking(asked)
      const { items } = asked.body
      if (new Set(items.map(({ number }) => number)).size < items.length)
        throw new Refusal('invalid', '同一件只能写一次。')
      const moved = new Set<string>()
      const done = new Map<string, z.input<typeof outcome>>()
      for (const one of items.toSorted((a, b) => (a.number < b.number ? -1 : 1)))
        done.set(one.number, await attempt(parts, stores, asked, one, moved))
      return {
        body: { outcomes: items.flatMap(({ number }) => done.get(number) ?? []) },
        after: () => {
          for (const id of moved) parts.moved(id)
        },
      }
    },
  })
