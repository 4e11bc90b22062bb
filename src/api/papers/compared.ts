import type { Figures, Share } from '../../ledger/figures.ts'

/** "93.3%", "—" where there was nothing to count. */
export const rateShown = ({ rate }: Share): string =>
  rate === null ? '—' : `${(Math.round(rate * 1_000) / 10).toFixed(1)}%`

/** "93.3%（14/15）": a rate never without what it stands on. */
export const percent = (share: Share): string =>
  share.rate === null ? '—' : `${rateShown(share)}（${String(share.count)}/${String(share.of)}）`

/** By how much a count is other than before: "增3件（+12.0%）". */
export function countChange(now: number, before: number, unit: string): string {
  if (now === before) return '持平'
  const change = `${now > before ? '增' : '减'}${String(Math.abs(now - before))}${unit}`
  if (before === 0) return change
  const part = ((now - before) / before) * 100
  return `${change}（${part > 0 ? '+' : '−'}${Math.abs(part).toFixed(1)}%）`
}

/** Between two rates, in points: "升2.1个百分点". */
export function rateChange({ rate: now }: Share, { rate: before }: Share): string {
  if (now === null || before === null) return '—'
  const points = Math.round(now * 1_000) / 10 - Math.round(before * 1_000) / 10
  if (Math.abs(points) < 0.05) return '持平'
  return `${points > 0 ? '升' : '降'}${Math.abs(points).toFixed(1)}个百分点`
}

/** The rates of 9.2 and on time, in the order in which every paper has them. */
export const ratesShown = [
  ['响应率', 'response'],
  ['解决率', 'resolution'],
  ['满意率', 'satisfaction'],
  ['按时率', 'onTime'],
] as const satisfies readonly (readonly [string, keyof Figures])[]
