import type { Ground } from '../../grid/ground.ts'
import type { Brief } from '../../ledger/brief.ts'
import { countWithRounds, type FigureLine, type Share } from '../../ledger/figures.ts'
import type { Period } from '../../ledger/periods.ts'
import { addDays, dayOf } from '../../worktime/zone.ts'
import { countChange, percent, rateChange, ratesShown } from './compared.ts'
import type { Block } from './document.ts'
import { dayShown, momentShown } from './shown-time.ts'

export interface Scene {
  ground: Ground
  /** The town's zone, and when the brief is written. */
  zone: { name: string; now: Date }
}

/** "2026年11月1日至30日": both days belong to it. */
export function spanOf({ from, to }: Period): string {
  const [first, last] = [dayShown(from), dayShown(addDays(to, -1))]
  const same = (['年', '月'] as const)
    .map((mark) => first.slice(0, first.indexOf(mark) + 1))
    .findLast((part) => last.startsWith(part))
  return `${first}至${last.slice(same?.length ?? 0)}`
}

/** "11月" of a month, "11月23日" of a day. */
const periodName = (key: string): string =>
  (key.length === 7 ? dayShown(`${key}-01`).replace(/1日$/u, '') : dayShown(key)).replace(/^\d+年/u, '')

const counted = { received: '登记', closed: '结案' } as const

/** What a rate stands on under it, so that it fits a narrow column. */
export const stacked = (share: Share): string => percent(share).replace('（', '\n').replace('）', '')

function overallText({ total, standing, kept, period }: Brief, { zone }: Scene): string {
  const { figures, rounds } = total
  return (
    `登记 ${String(countWithRounds(total, 'received'))} 件（其中网格巡查自报 ${String(rounds.measures.received)} 件，不计入三率），` +
    `结案 ${String(countWithRounds(total, 'closed'))} 件；挂账 ${String(figures.measures.shelved)} 件，重办 ${String(figures.measures.reopened)} 件；` +
    `未按时 ${String(figures.late.all)} 件次（客观 ${String(figures.late.objective)}，责任已确认 ${String(figures.late.confirmed)}，未说明或待判定 ${String(figures.late.unexplained + figures.late.responsible)}）。` +
    `截至 ${momentShown(zone.now, zone.name)}，在办 ${String(standing.open)} 件，其中超期未办结 ${String(standing.overdue)} 件` +
    `${kept === 0 ? '' : `，保密件 ${String(kept)} 件`}。` +
    (dayOf(zone.now, zone.name) < addDays(period.to, -1) ? '本期未结束，与上期同样多的天数相比。' : '')
  )
}

/** 一、总体情况: the figures of the time, against those of the one before. */
export function overall(brief: Brief, scene: Scene): readonly Block[] {
  const { total, before, standing } = brief
  const hours = (value: number | null): string => (value === null ? '—' : value.toFixed(1))
  const number = (head: string, of: (line: FigureLine) => number, unit: string): readonly string[] => [
    ...[head, String(of(total)), String(of(before)), countChange(of(total), of(before), unit)],
  ]
  const rates = ratesShown.map(([head, key]) => [
    ...[head, percent(total.figures[key]), percent(before.figures[key])],
    rateChange(total.figures[key], before.figures[key]),
  ])
  return [
    { heading: '一、总体情况' },
    { text: overallText(brief, scene) },
    {
      table: {
        ...{ heads: ['指标', '本期', `上期（${spanOf(brief.compared)}）`, '比较'], empty: '' },
        widths: [26, 24, 26, 24],
        rows: [
          number('登记（件）', (one) => countWithRounds(one, 'received'), '件'),
          number('结案（件）', (one) => countWithRounds(one, 'closed'), '件'),
          ...rates,
          number('另：解释说明（件）', (one) => one.figures.measures.explained, '件'),
          number('返工（次）', (one) => one.figures.measures.rework, '次'),
          number('延期（次）', (one) => one.figures.measures.extended, '次'),
          ...[
            [
              ...['平均办理（工作小时）', hours(total.figures.averageWorkHours)],
              ...[hours(before.figures.averageWorkHours), '—'],
            ],
            ['超期未办结（件，不在按时率内）', String(standing.overdue), '—', '—'],
          ],
        ],
      },
    },
    ...course(brief),
  ]
}

/** 走势: of a quarter by month, of a week by day. */
function course({ trend }: Brief): readonly Block[] {
  if (trend.length < 2) return []
  const names = trend.map(({ key }) => periodName(key ?? ''))
  return [
    {
      chart: {
        ...{ title: '登记与结案走势', categories: names },
        series: Object.entries(counted).map(([key, name]) => ({
          name,
          values: trend.map((line) => countWithRounds(line, key as 'received' | 'closed')),
        })),
      },
    },
    {
      table: {
        ...{ heads: ['时间', '登记', '结案', ...ratesShown.map(([name]) => name)], empty: '' },
        rows: trend.map((line, index) => [
          ...[
            names[index] ?? '',
            String(countWithRounds(line, 'received')),
            String(countWithRounds(line, 'closed')),
          ],
          ...ratesShown.map(([, key]) => stacked(line.figures[key])),
        ]),
      },
    },
  ]
}
