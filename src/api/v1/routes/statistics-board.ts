import { z } from 'zod'
import type { Directory } from '../../../grid/directory.ts'
import { assess, assessmentColours } from '../../../ledger/assessment.ts'
import { figureLines, figuresOf } from '../../../ledger/figures.ts'
import { noMeasures } from '../../../ledger/measures.ts'
import { monthBefore, periodNamed } from '../../../ledger/periods.ts'
import type { Sight } from '../../../rights/policy.ts'
import { dayOf } from '../../../worktime/zone.ts'
import { Refusal } from '../../../kernel/errors.ts'
import type { ApiParts } from '../ports.ts'
import { presentFigures } from '../presenters/figures.ts'
import { type ApiRoute, route } from '../route.ts'
import { figureLine } from '../shapes/figures.ts'
import { sightAsking } from '../sights.ts'

const levels = ['grid', 'community', 'department', 'person'] as const
type Level = (typeof levels)[number]

const colour = z.enum(assessmentColours).nullable()

/** Everybody of a level that the caller sees, also where there was nothing all month. */
function allOf(level: Level, sight: Sight, directory: Directory): readonly string[] {
  if (level === 'person') return []
  const { areas, departments } = directory.data
  if (level === 'department')
    return departments
      .map(({ code }) => code)
      .filter((code) => sight.everywhere || sight.departments.includes(code))
  return areas
    .filter((area) => area.level === level && (sight.everywhere || sight.areas.includes(area.code)))
    .map(({ code }) => code)
}

/** The month's four colours (9.3), with those of the month before beside them. */
export const readBoardRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readBoard', method: 'get', path: '/statistics/board', chapter: '统计' },
    says: '四色考评：每月各网格、社区、部门、人员',
    who: { posts: 'staff', scope: 'ledger:read' },
    query: z.strictObject({
      month: z
        .string()
        .regex(/^20\d{2}-(?:0[1-9]|1[0-2])$/u, '写成2026-11')
        .optional(),
      level: z.enum(levels).default('grid'),
    }),
    answer: z.object({
      month: z.string(),
      thresholds: z.record(z.string(), z.unknown()),
      lines: z.array(
        figureLine.extend({
          ...{ colour, before: colour },
          colours: z.object({ response: colour, resolution: colour, satisfaction: colour, onTime: colour }),
        }),
      ),
    }),
    async look(asked) {
      const { level } = asked.query
      const { directory, rulebook, calendar } = ground()
      const month = asked.query.month ?? dayOf(asked.now, calendar.zone).slice(0, 7)
      const sight = sightAsking(asked, ground())
      const linesOf = async (name: string) => {
        const period = periodNamed(name)
        if (period === null) throw new Refusal('invalid', `没有“${name}”这个月。`)
        return figureLines(await stores.ledger.sums({ sight, ...period, by: level }))
      }
      const verdict = (line: { figures: Parameters<typeof assess>[0] }) =>
        assess(line.figures, rulebook.assessment)
      const before = new Map(
        (await linesOf(monthBefore(month))).map((line) => [line.key, verdict(line).colour]),
      )
      const found = (await linesOf(month)).filter(({ key }) => key !== null)
      const silent = allOf(level, sight, directory).filter((code) => !found.some(({ key }) => key === code))
      const nothing = figuresOf(noMeasures)
      const lines = [...found, ...silent.map((key) => ({ key, figures: nothing, rounds: nothing }))]
      return {
        body: {
          ...{ month, thresholds: rulebook.assessment },
          lines: lines.map((line) => ({
            ...presentFigures(line, level, ground()),
            ...{ colour: verdict(line).colour, colours: verdict(line).rates },
            before: before.get(line.key) ?? null,
          })),
        },
      }
    },
  })
