import type { CaseRecord } from '../cases/case.ts'
import { ended, isOverdue, states } from '../cases/case.ts'
import type { CaseLists } from '../cases/lists.ts'
import type { Ground } from '../grid/ground.ts'
import type { Sight } from '../rights/policy.ts'
import { atTime } from '../worktime/zone.ts'
import { countCases } from './counting.ts'
import { countWithRounds, type FigureLine, figureLines, figureTotal } from './figures.ts'
import type { HotSpot, HotSpotStore } from './hot-spots.ts'
import type { Period } from './periods.ts'
import type { Grouping, LedgerStore, OpenNow } from './ports.ts'
import type { LedgerTask, LedgerTaskStore } from './task.ts'

export interface BriefStores {
  caseLists: Pick<CaseLists, 'page' | 'counts'>
  ledger: Pick<LedgerStore, 'sums' | 'openNow'>
  ledgerTasks: Pick<LedgerTaskStore, 'list'>
  hotSpots: Pick<HotSpotStore, 'list'>
}

/** Why a case is hard: everything that says that it does not come to its end by itself. */
export type HardWhy = 'shelved' | 'reopened' | 'reworked' | 'joint' | 'county'

export interface HardCase {
  record: CaseRecord
  why: readonly HardWhy[]
}

/** What the meeting at the end of a month looks at (9.4); the same of a week and a quarter. */
export interface Brief {
  period: Period
  total: FigureLine
  /** Of the period before, or of as much of it as has gone by of this one. */
  before: FigureLine
  compared: Period
  /** Over the time, by day or month; of a month none. */
  trend: readonly FigureLine[]
  /** Open and past their due time when the brief was made, all of them. */
  standing: { open: number; overdue: number }
  communities: readonly (FigureLine & { open: number; overdue: number })[]
  departments: readonly FigureLine[]
  categories: readonly (FigureLine & { before: number })[]
  /** Past their due time now, the longest first. Confidential cases are only counted, for a brief goes round. */
  overdue: readonly CaseRecord[]
  hard: readonly HardCase[]
  kept: number
  hotSpots: readonly HotSpot[]
  /** Decided earlier and not done; decided in this time. */
  carried: readonly LedgerTask[]
  decided: readonly LedgerTask[]
}

const lookedAt = 1_000
const listed = 40
const categoriesListed = 10

function hardness(record: CaseRecord, ground: Ground): readonly HardWhy[] {
  const present = record.reporters.filter(({ withdrawn }) => !withdrawn).length
  return [
    ...(record.state === 'long_term' ? ['shelved' as const] : []),
    ...(record.cycle > 1 ? ['reopened' as const] : []),
    ...(record.rework > 1 ? ['reworked' as const] : []),
    ...(present >= ground.rulebook.hotSpots.jointReporters ? ['joint' as const] : []),
    ...(record.state === 'county' ? ['county' as const] : []),
  ]
}

const openAmong = (standing: readonly OpenNow[], community: string | null, { directory }: Ground) => {
  const own = standing.filter(
    ({ area }) => (area === null ? null : directory.communityOf(area)) === community,
  )
  const sum = (name: 'open' | 'overdue'): number => own.reduce((all, one) => all + one[name], 0)
  return { open: sum('open'), overdue: sum('overdue') }
}

/** The communities of the sight, also those without a case all the time. */
function byCommunity(
  lines: readonly FigureLine[],
  standing: readonly OpenNow[],
  ground: Ground,
): Brief['communities'] {
  const codes = ground.directory.data.areas
    .filter(({ level }) => level === 'community')
    .map(({ code }) => code)
  const silent = codes.filter((code) => !lines.some(({ key }) => key === code))
  const all = [...lines, ...silent.map((key) => ({ ...figureTotal([]), key }))]
  return all.map((line) => ({ ...line, ...openAmong(standing, line.key, ground) }))
}

/** Hot spots raised from then on and before, the newest first. */
export const spotsBetween = async (
  { hotSpots }: Pick<BriefStores, 'hotSpots'>,
  from: Date,
  to: Date,
): Promise<readonly HotSpot[]> =>
  (await hotSpots.list({ settled: null, before: to, most: listed })).filter(
    ({ raisedAt }) => raisedAt >= from,
  )

/** Everything of a brief, of what is in sight; open and overdue are as of now, all else of the period. */
export async function makeBrief(
  stores: BriefStores,
  asked: { sight: Sight; period: Period; before: Period; subject: string; trend: 'day' | 'month' | null },
  ground: Ground,
  now: Date,
): Promise<Brief> {
  const { sight, period, before, subject } = asked
  const sums = (by: Grouping, of: Period = period) => stores.ledger.sums({ sight, ...of, by })
  const [total, earlier] = [figureTotal(await sums('none')), figureTotal(await sums('none', before))]
  const past = new Map(
    figureLines(await sums('category', before)).map((line) => [line.key, countWithRounds(line, 'received')]),
  )
  const categories = figureLines(await sums('category'))
    .toSorted((a, b) => countWithRounds(b, 'received') - countWithRounds(a, 'received'))
    .slice(0, categoriesListed)
  const standing = await stores.ledger.openNow(sight, now)
  const open = await stores.caseLists.page({
    ...{ sight, states: states.filter((state) => !ended.has(state)), sort: 'due', descending: false },
    ...{ after: null, most: lookedAt },
  })
  const plain = open.filter(({ confidential }) => !confidential)
  const overdue = plain.filter((record) => isOverdue(record, now))
  const confidential = { sight, states: states.filter((state) => !ended.has(state)), confidential: true }
  const hard = plain
    .map((record) => ({ record, why: hardness(record, ground) }))
    .filter(({ why }) => why.length > 0)
  const start = atTime(period.from, 0, ground.calendar.zone)
  const end = atTime(period.to, 0, ground.calendar.zone)
  const decisions = { kind: 'decision', most: 200 } as const
  const decided = await stores.ledgerTasks.list({ ...decisions, subject, done: null })
  const carried = await stores.ledgerTasks.list({ ...decisions, done: false, givenBefore: end })
  return {
    ...{ period, total, before: earlier, compared: before },
    trend: asked.trend === null ? [] : figureLines(await sums(asked.trend)),
    standing: {
      open: standing.reduce((all, one) => all + one.open, 0),
      overdue: standing.reduce((all, one) => all + one.overdue, 0),
    },
    communities: byCommunity(figureLines(await sums('community')), standing, ground),
    departments: figureLines(await sums('department')).filter(({ key }) => key !== null),
    categories: categories.map((line) => ({ ...line, before: past.get(line.key) ?? 0 })),
    ...{ overdue: overdue.slice(0, listed), hard: hard.slice(0, listed) },
    kept: (await countCases(stores.caseLists, confidential, now)).all,
    hotSpots: await spotsBetween(stores, start, end),
    ...{ decided, carried: carried.filter(({ subject: of }) => of !== subject) },
  }
}
