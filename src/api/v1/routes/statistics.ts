import { z } from 'zod'
import { figureLines, figureTotal } from '../../../ledger/figures.ts'
import { groupings } from '../../../ledger/ports.ts'
import { figuresQuery, sumsAsked } from '../figures-asked.ts'
import type { ApiParts } from '../ports.ts'
import { presentFigures } from '../presenters/figures.ts'
import { type ApiRoute, route } from '../route.ts'
import { figureLine, period } from '../shapes/figures.ts'

/** The three rates and what belongs to them (9.2), of any time, area, department or person, in groups. */
export const readStatisticsRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readStatistics', method: 'get', path: '/statistics', chapter: '统计' },
    says: '三率与各项指标，按时间、区域、部门、人员、类别分组',
    who: { posts: 'staff', scope: 'ledger:read' },
    query: figuresQuery.extend({ by: z.enum(groupings).default('none') }),
    answer: z.object({ period, total: figureLine, lines: z.array(figureLine) }),
    async look(asked) {
      const { by } = asked.query
      const wanted = sumsAsked(asked.query, asked, ground())
      const sums = await stores.ledger.sums({ ...wanted, by })
      return {
        body: {
          period: { from: wanted.from, to: wanted.to },
          total: presentFigures(figureTotal(sums), 'none', ground()),
          lines: figureLines(sums).map((line) => presentFigures(line, by, ground())),
        },
      }
    },
  })
