import { z } from 'zod'
import { figureLines } from '../../../ledger/figures.ts'
import { noMeasures } from '../../../ledger/measures.ts'
import { monthBefore, periodNamed } from '../../../ledger/periods.ts'
import { addDays, dayOf } from '../../../worktime/zone.ts'
import { figuresQuery, sumsAsked } from '../figures-asked.ts'
import type { ApiParts } from '../ports.ts'
import { presentFigures } from '../presenters/figures.ts'
import { type ApiRoute, route } from '../route.ts'
import { figureLine, period } from '../shapes/figures.ts'

const months = 12
const days = 30

/** The months or days up to now, one line each, also where nothing happened. */
export const readTrendRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readTrend', method: 'get', path: '/statistics/trend', chapter: '统计' },
    says: '趋势：最近十二个月，或最近三十天',
    who: { posts: 'staff', scope: 'ledger:read' },
    query: figuresQuery
      .omit({ period: true, from: true, to: true })
      .extend({ by: z.enum(['month', 'day']).default('month') }),
    answer: z.object({ period, lines: z.array(figureLine) }),
    async look(asked) {
      const { by, ...rest } = asked.query
      const today = dayOf(asked.now, ground().calendar.zone)
      const month = today.slice(0, 7)
      const keys =
        by === 'month'
          ? Array.from({ length: months }, (_, n) => monthBefore(month, months - 1 - n))
          : Array.from({ length: days }, (_, n) => addDays(today, n + 1 - days))
      const first = periodNamed(keys[0] ?? month)?.from ?? today
      const last = addDays(periodNamed(keys.at(-1) ?? month)?.to ?? today, -1)
      const wanted = sumsAsked({ ...rest, from: first, to: last }, asked, ground())
      const sums = await stores.ledger.sums({ ...wanted, by })
      const lines = keys.flatMap((key) => {
        const own = sums.filter((one) => one.key === key)
        return own.length === 0
          ? figureLines([{ key, rounds: false, measures: noMeasures }])
          : figureLines(own)
      })
      return {
        body: {
          period: { from: wanted.from, to: wanted.to },
          lines: lines.map((line) => presentFigures(line, by, ground())),
        },
      }
    },
  })
