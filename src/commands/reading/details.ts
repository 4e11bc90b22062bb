import { isAppeal, isFound, pairsOf } from './figures.ts'
import type { Measured } from './figures.ts'

/** "gold → pred  times", the most frequent confusion first; right answers are left out. */
function confusions(answers: readonly { gold: string; pred: string }[]): string[] {
  const times = new Map<string, number>()
  for (const { gold, pred } of answers) {
    if (gold !== pred) times.set(`${gold} → ${pred}`, (times.get(`${gold} → ${pred}`) ?? 0) + 1)
  }
  return [...times]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([which, count]) => `  ${which}  ${count}`)
}

/** What was confused with what, and the ids that were missed or rang falsely, for a person at the terminal. */
export function detailsOf(measured: readonly Measured[]): string {
  const acted = measured.filter(({ gold }) => gold.act !== undefined)
  const pairs = acted.filter((one) => one.gold.act === 'new' && isFound(one)).flatMap(pairsOf)
  const scored = ({ line, pred }: Measured): string => `${line.id} ${pred.score.toFixed(2)}`
  const missed = acted.filter((one) => isAppeal(one) === true && one.pred.zone === 'ignore')
  const alarms = acted.filter((one) => isAppeal(one) === false && one.pred.zone !== 'ignore')
  const field = (
    of: (one: {
      kind?: string | undefined
      category?: string | undefined
      urgency?: string | undefined
    }) => string | undefined,
  ) => confusions(pairs.map(({ gold, pred }) => ({ gold: of(gold) ?? '-', pred: of(pred) ?? '-' })))
  return [
    'act, gold → read',
    ...confusions(acted.map(({ gold, pred }) => ({ gold: gold.act ?? '-', pred: pred.act }))),
    'category, gold → read',
    ...field((one) => one.category),
    'kind, gold → read',
    ...field((one) => one.kind),
    'urgency, gold → read',
    ...field((one) => one.urgency),
    `appeals missed (${missed.length}): ${missed.map(scored).join(', ')}`,
    `false alarms (${alarms.length}): ${alarms.map(scored).join(', ')}`,
  ].join('\n')
}
