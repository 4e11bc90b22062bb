import { z } from 'zod'
import { areaTitle } from '../../../grid/naming.ts'
import { countWithRounds, figureLines } from '../../../ledger/figures.ts'
import { figuresQuery, sumsAsked } from '../figures-asked.ts'
import type { ApiParts } from '../ports.ts'
import { type ApiRoute, route } from '../route.ts'
import { period } from '../shapes/figures.ts'

/** Each grid with what came and what lies there now: what a map is coloured by. */
export const readGridHeatRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readGridHeat', method: 'get', path: '/statistics/grids', chapter: '统计' },
    says: '各网格热度：登记、在办、超期，及每百户登记数',
    who: { posts: 'staff', scope: 'ledger:read' },
    query: figuresQuery.pick({ period: true, from: true, to: true, category: true }),
    answer: z.object({
      period,
      grids: z.array(
        z.object({
          ...{ code: z.string(), name: z.string(), community: z.string().nullable() },
          households: z.int().nullable(),
          ...{ received: z.int(), closed: z.int(), reopened: z.int(), dissatisfied: z.int() },
          ...{ open: z.int(), overdue: z.int(), emergencies: z.int() },
          perHundredHouseholds: z.number().nullable(),
        }),
      ),
    }),
    async look(asked) {
      const { directory } = ground()
      const wanted = sumsAsked(asked.query, asked, ground())
      const lines = figureLines(await stores.ledger.sums({ ...wanted, by: 'grid' }))
      const standing = await stores.ledger.openNow(wanted.sight, asked.now)
      const grids = directory.data.areas.filter(
        ({ level, code }) =>
          level === 'grid' && (wanted.sight.everywhere || wanted.sight.areas.includes(code)),
      )
      return {
        body: {
          period: { from: wanted.from, to: wanted.to },
          grids: grids.map(({ code, households }) => {
            const line = lines.find(({ key }) => key === code)
            const count = (name: 'received' | 'closed' | 'reopened' | 'dissatisfied'): number =>
              line === undefined ? 0 : countWithRounds(line, name)
            const lying = standing.filter(({ grid }) => grid === code)
            const now = (name: 'open' | 'overdue' | 'emergencies'): number =>
              lying.reduce((sum, one) => sum + one[name], 0)
            const received = count('received')
            return {
              ...{
                code,
                name: areaTitle(directory, code),
                community: directory.communityOf(code),
                households,
              },
              ...{ received, closed: count('closed'), reopened: count('reopened') },
              dissatisfied: count('dissatisfied'),
              ...{ open: now('open'), overdue: now('overdue'), emergencies: now('emergencies') },
              perHundredHouseholds:
                households === null || households === 0
                  ? null
                  : Math.round((received / households) * 10_000) / 100,
            }
          }),
        },
      }
    },
  })
