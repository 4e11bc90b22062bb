import { z } from 'zod'
import type { CaseRecord } from '../../../cases/case.ts'
import { lineOf } from '../../../cases/lists.ts'
import type { Ground } from '../../../grid/ground.ts'
import { Refusal } from '../../../kernel/errors.ts'
import { assess, assessmentColours } from '../../../ledger/assessment.ts'
import { type Brief, makeBrief } from '../../../ledger/brief.ts'
import { hotSpotKinds } from '../../../ledger/hot-spots.ts'
import { sameStretch } from '../../../ledger/month-so-far.ts'
import { periodBefore, periodNamed } from '../../../ledger/periods.ts'
import { briefBlocks, type BriefKind, briefTitles, spanShown } from '../../papers/brief-document.ts'
import { wordDocument } from '../../papers/document.ts'
import { dayOf } from '../../../worktime/zone.ts'
import { audited } from '../audited.ts'
import type { ApiParts } from '../ports.ts'
import { presentCaseLine } from '../presenters/case-line.ts'
import { presentFigures } from '../presenters/figures.ts'
import { type ApiRoute, type Request, route } from '../route.ts'
import { caseLine } from '../shapes/case-line.ts'
import { figureLine, period as periodShape } from '../shapes/figures.ts'
import { sightAsking } from '../sights.ts'
import { ledgerTaskShape, meetingPosts, presentTask } from './ledger-tasks.ts'

const chapter = '例会与批示'
const params = z.strictObject({
  period: z
    .string()
    .regex(/^20\d{2}-(?:Q[1-4]|W\d{2}|0[1-9]|1[0-2])$/u, '写成2026-11、2026-Q4或2026-W48')
    .describe('2026-11 月简报，2026-Q4 季度分析，2026-W48 周小结'),
})

const kindOf = (name: string): BriefKind =>
  name.includes('W') ? 'week' : name.includes('Q') ? 'quarter' : 'month'

const trends = { week: 'day', month: null, quarter: 'month' } as const

async function briefOf(name: string, asked: Request, { stores, ground }: ApiParts): Promise<Brief> {
  const period = periodNamed(name)
  if (period === null) throw new Refusal('invalid', `没有“${name}”这个时段。`)
  return makeBrief(
    stores,
    {
      ...{ sight: sightAsking(asked, ground()), period, subject: name, trend: trends[kindOf(name)] },
      before: sameStretch(period, periodBefore(name, period), dayOf(asked.now, ground().calendar.zone)),
    },
    ground(),
    asked.now,
  )
}

const hard = caseLine.extend({
  why: z.array(z.enum(['shelved', 'reopened', 'reworked', 'joint', 'county'])),
})

const briefShape = z.object({
  ...{ title: z.string(), period: periodShape, total: figureLine, before: figureLine },
  compared: periodShape.describe('before 是这一段：本期没过完时，只比上期同样多的天数'),
  trend: z.array(figureLine).describe('周小结按天，季度分析按月；月简报为空'),
  standing: z.object({ open: z.int(), overdue: z.int() }).describe('此刻在办、超期未办结的总数'),
  communities: z.array(
    figureLine.extend({ open: z.int(), overdue: z.int(), colour: z.enum(assessmentColours).nullable() }),
  ),
  departments: z.array(figureLine),
  categories: z.array(figureLine.extend({ before: z.int() })),
  overdue: z.array(caseLine.extend({ lateReason: z.string().nullable(), lateClass: z.string().nullable() })),
  hard: z.array(hard),
  kept: z.int().describe('在办的保密件，只计数'),
  hotSpots: z.array(
    z.object({
      kind: z.enum(hotSpotKinds),
      ...{ community: z.string(), category: z.string(), cases: z.int() },
    }),
  ),
  ...{ carried: z.array(ledgerTaskShape), decided: z.array(ledgerTaskShape) },
})

function present(brief: Brief, name: string, ground: Ground, asked: Request): z.input<typeof briefShape> {
  const { now } = asked
  const line = (record: CaseRecord) => presentCaseLine(lineOf(record), ground, asked)
  return {
    ...{ title: briefTitles[kindOf(name)], period: brief.period, kept: brief.kept },
    ...{ compared: brief.compared, standing: brief.standing },
    trend: brief.trend.map((one) => presentFigures(one, 'day', ground)),
    total: presentFigures(brief.total, 'none', ground),
    before: presentFigures(brief.before, 'none', ground),
    communities: brief.communities.map((one) => ({
      ...presentFigures(one, 'community', ground),
      ...{ open: one.open, overdue: one.overdue },
      colour: assess(one.figures, ground.rulebook.assessment).colour,
    })),
    departments: brief.departments.map((one) => presentFigures(one, 'department', ground)),
    categories: brief.categories.map((one) => ({
      ...presentFigures(one, 'category', ground),
      before: one.before,
    })),
    overdue: brief.overdue.map((record) => ({
      ...line(record),
      ...{ lateReason: record.lateReason, lateClass: record.lateClass },
    })),
    hard: brief.hard.map(({ record, why }) => ({ ...line(record), why: [...why] })),
    hotSpots: brief.hotSpots.map(({ kind, community, category, caseIds }) => ({
      ...{ kind, community, category, cases: caseIds.length },
    })),
    carried: brief.carried.map((task) => presentTask(task, ground, now)),
    decided: brief.decided.map((task) => presentTask(task, ground, now)),
  }
}

/** What the meeting at the end of a month looks at (9.4); a quarter and a week the same way. */
export const readBriefRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readBrief', method: 'get', path: '/briefs/{period}', chapter },
    says: '月末例会简报、季度分析、周小结的内容',
    who: { posts: meetingPosts },
    ...{ params, answer: briefShape },
    async look(asked) {
      const brief = await briefOf(asked.params.period, asked, parts)
      return { body: present(brief, asked.params.period, parts.ground(), asked) }
    },
  })

/** The same as a Word document, with charts. */
export const writeBriefRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'writeBrief', method: 'get', path: '/briefs/{period}/document', chapter },
    says: '月末例会简报、季度分析、周小结（Word，含图表；会记入审计）',
    who: { posts: meetingPosts },
    ...{ params, answer: null },
    sends: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    async look(asked) {
      const { period: name } = asked.params
      const ground = parts.ground()
      const brief = await briefOf(name, asked, parts)
      const title = `${ground.directory.township().name}${briefTitles[kindOf(name)]}`
      const made = `（${spanShown(brief)}）`
      const content = await wordDocument(title, made, briefBlocks(brief, kindOf(name), ground, asked.now))
      await audited(parts.stores.audit, asked, 'export.made', { subject: name, after: { export: 'brief' } })
      return { body: null, file: { name: `${title}-${name}.docx`, content } }
    },
  })
