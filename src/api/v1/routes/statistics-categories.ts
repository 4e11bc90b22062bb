import { z } from 'zod'
import { addDays, dayNumber } from '../../../worktime/zone.ts'
import { countWithRounds, figureLines } from '../../../ledger/figures.ts'
import { figuresQuery, sumsAsked } from '../figures-asked.ts'
import type { ApiParts } from '../ports.ts'
import { presentFigures } from '../presenters/figures.ts'
import { type ApiRoute, route } from '../route.ts'
import { figureLine, period } from '../shapes/figures.ts'

/** What is said most, with as long a time before for comparison. */
export const rankCategoriesRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'rankCategories', method: 'get', path: '/statistics/categories', chapter: '统计' },
    says: '类别排行，与上一个同样长的时段相比',
    who: { posts: 'staff', scope: 'ledger:read' },
    query: figuresQuery.extend({
      by: z.enum(['category', 'leafGroup']).default('category'),
      limit: z.coerce.number().int().min(1).max(200).default(20),
    }),
    answer: z.object({
      period,
      lines: z.array(figureLine.extend({ rank: z.int(), received: z.int(), before: z.int() })),
    }),
    async look(asked) {
      const { by, limit } = asked.query
      const wanted = sumsAsked(asked.query, asked, ground())
      const length = dayNumber(wanted.to) - dayNumber(wanted.from)
      const earlier = { ...wanted, from: addDays(wanted.from, -length), to: wanted.from }
      const before = new Map(
        figureLines(await stores.ledger.sums({ ...earlier, by })).map((line) => [
          line.key,
          countWithRounds(line, 'received'),
        ]),
      )
      const lines = figureLines(await stores.ledger.sums({ ...wanted, by }))
        .map((line) => ({
          line,
          received: countWithRounds(line, 'received'),
        }))
        .toSorted((a, b) => b.received - a.received)
        .slice(0, limit)
      return {
        body: {
          period: { from: wanted.from, to: wanted.to },
          lines: lines.map(({ line, received }, index) => ({
            ...presentFigures(line, by, ground()),
            ...{ rank: index + 1, received, before: before.get(line.key) ?? 0 },
          })),
        },
      }
    },
  })
