import type { Urgency } from '../../intake/reading.ts'
import type { Gold, GoldCase, MessageLine } from './message-files.ts'
import type { Prediction } from './prediction.ts'

/** One message with its labels and what the reader made of it. */
export interface Measured {
  line: MessageLine
  gold: Gold
  /** A second annotator's labels: a field is right where either agrees. */
  second: Gold | null
  pred: Prediction
  microseconds: number
}

type PredictedCase = Prediction['cases'][number]

/** A labelled matter beside the one the reader found for it, and the second annotator's. */
export interface Pair {
  gold: GoldCase
  second: GoldCase | null
  pred: PredictedCase
}

/** Right answers among those measured; null where nothing was. */
const share = (right: number, all: number): number | null =>
  all === 0 ? null : Math.round((right / all) * 10_000) / 10_000

/** Whether the message is an appeal: null where the two annotators differ, so that either answer is right. */
export function isAppeal({ gold, second }: Measured): boolean | null {
  const first = gold.act === 'new'
  return second?.act === undefined || (second.act === 'new') === first ? first : null
}

export const isFound = ({ pred }: Measured): boolean => pred.zone !== 'ignore' && pred.act === 'new'

function line(all: readonly Measured[], isHit: (one: Measured) => boolean): Record<string, number | null> {
  let found = 0
  let missed = 0
  let alarms = 0
  for (const one of all) {
    const truth = isAppeal(one)
    if (isHit(one)) {
      if (truth === false) alarms += 1
      else found += 1
    } else if (truth === true) missed += 1
  }
  const precision = share(found, found + alarms)
  const recall = share(found, found + missed)
  const chatter = all.filter((one) => one.gold.act === 'chatter' && isAppeal(one) === false)
  const sum = (precision ?? 0) + (recall ?? 0)
  return {
    precision,
    recall,
    f1: precision === null || recall === null || sum === 0 ? null : share(2 * precision * recall, sum),
    falseAlarmsPer1000Chatter:
      chatter.length === 0 ? null : Math.round((chatter.filter(isHit).length / chatter.length) * 10_000) / 10,
  }
}

function actAccuracy(all: readonly Measured[]): number | null {
  return share(
    all.filter(({ gold, second, pred }) => pred.act === gold.act || pred.act === second?.act).length,
    all.length,
  )
}

/** Each labelled matter beside the reader's: same category first, then in order. */
export function pairsOf({ gold, second, pred }: Measured): Pair[] {
  const left = [...pred.cases]
  const others = [...(second?.cases ?? [])]
  const take = <T extends { category?: string | undefined }>(
    from: T[],
    category: string | undefined,
  ): T | null => {
    const same = from.findIndex((one) => one.category === category)
    return from.splice(same === -1 ? 0 : same, 1)[0] ?? null
  }
  const cases = gold.cases ?? []
  const ordered = [...cases].sort((a, b) => rank(a, pred) - rank(b, pred))
  return ordered.flatMap((one) => {
    const found = take(left, one.category)
    const other = take(others, one.category)
    return found ? [{ gold: one, second: other, pred: found }] : []
  })
}

/** A matter whose category the reader found is paired before one whose category it did not. */
const rank = (one: GoldCase, pred: Prediction): number =>
  pred.cases.some((c) => c.category === one.category) ? 0 : 1

/** The share of pairs in which a field agrees with either annotator; pairs without the field do not count. */
function fieldAccuracy(
  pairs: readonly Pair[],
  of: (one: GoldCase | PredictedCase) => string | boolean | null | undefined,
): number | null {
  const labelled = pairs.filter(({ gold }) => of(gold) !== undefined)
  const right = labelled.filter(({ gold, second, pred }) => {
    const answer = of(pred)
    return [of(gold), second ? of(second) : undefined].includes(answer)
  })
  return share(right.length, labelled.length)
}

const slots = ['estate', 'building', 'unit', 'room', 'spot'] as const
type Place = NonNullable<GoldCase['place']>
const even = (text: string | null | undefined): string | null | undefined =>
  text === null || text === undefined ? text : text.normalize('NFKC').replace(/\s+/gu, '').toUpperCase()

function placeAccuracy(pairs: readonly Pair[]): Record<string, number | null> {
  const known = pairs.filter(({ gold }) => gold.place !== undefined)
  const slot = (name: (typeof slots)[number]) => (one: { place?: Place | undefined }) =>
    even(one.place?.[name])
  const joined = (names: readonly (typeof slots)[number][]) => (one: { place?: Place | undefined }) =>
    one.place === undefined ? undefined : names.map((name) => even(one.place?.[name]) ?? '-').join('|')
  return {
    ...Object.fromEntries(slots.map((name) => [name, fieldAccuracy(known, slot(name))])),
    address: fieldAccuracy(known, joined(['building', 'unit', 'room'])),
    together: fieldAccuracy(known, joined(slots)),
  }
}

/** The gravest urgency of a message; null where it is not labelled. */
function gravest(cases: readonly { urgency?: Urgency | undefined }[] | undefined): Urgency | null {
  const said = (cases ?? []).flatMap(({ urgency }) => urgency ?? [])
  if (said.includes('emergency')) return 'emergency'
  return said.includes('urgent') ? 'urgent' : (said[0] ?? null)
}

function urgencyFigures(all: readonly Measured[], pairs: readonly Pair[]): Record<string, number | null> {
  const labelled = all.filter(({ gold }) => gravest(gold.cases) !== null)
  const isFlagged = ({ pred }: Measured): boolean => isNotSilent(pred) && gravest(pred.cases) === 'emergency'
  const emergencies = labelled.filter(({ gold }) => gravest(gold.cases) === 'emergency')
  const calm = labelled.filter(
    ({ gold, second }) => gravest(gold.cases) !== 'emergency' && gravest(second?.cases) !== 'emergency',
  )
  return {
    emergencies: emergencies.length,
    emergencyRecall: share(emergencies.filter(isFlagged).length, emergencies.length),
    falseEmergencies: share(calm.filter(isFlagged).length, calm.length),
    accuracy: fieldAccuracy(pairs, (one) => one.urgency),
  }
}

const isNotSilent = (pred: Prediction): boolean => pred.zone !== 'ignore'

function piiFigures(all: readonly Measured[]): Record<string, number | null> {
  let wanted = 0
  let found = 0
  let given = 0
  let right = 0
  for (const { gold, second, pred } of all) {
    if (gold.pii === undefined) continue
    const labels = new Set([...gold.pii, ...(second?.pii ?? [])])
    wanted += gold.pii.length
    found += gold.pii.filter((part) => pred.pii.includes(part)).length
    given += pred.pii.length
    right += pred.pii.filter((part) => labels.has(part)).length
  }
  return { labelled: wanted, recall: share(found, wanted), precision: share(right, given) }
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? 0) * 10) / 10
}

/** Every figure of doors.md. Shares are 0..1, null where the labels say nothing about it. */
export function measure(measured: readonly Measured[]): Record<string, unknown> {
  const acted = measured.filter(({ gold }) => gold.act !== undefined)
  const appeals = acted.filter((one) => one.gold.act === 'new')
  const pairs = appeals.filter(isFound).flatMap(pairsOf)
  const withContext = acted.filter(({ line: { context } }) => context.length > 0)
  return {
    messages: measured.length,
    appeals: appeals.length,
    chatter: acted.filter(({ gold }) => gold.act === 'chatter').length,
    file: line(acted, ({ pred }) => pred.zone === 'file'),
    triage: line(acted, ({ pred }) => pred.zone !== 'ignore'),
    act: {
      accuracy: actAccuracy(acted),
      withContext: actAccuracy(withContext),
      messagesWithContext: withContext.length,
    },
    onFoundAppeals: {
      matters: pairs.length,
      kind: fieldAccuracy(pairs, (one) => one.kind),
      category: fieldAccuracy(pairs, (one) => one.category),
      categoryGroup: fieldAccuracy(pairs, (one) => one.category?.slice(0, 2)),
      nature: fieldAccuracy(pairs, (one) => one.nature),
      occurred: fieldAccuracy(pairs, (one) => even(one.occurred)),
      confidential: fieldAccuracy(pairs, (one) => one.confidential),
      numberOfMatters: share(
        appeals.filter((one) => isFound(one) && one.gold.cases?.length === one.pred.cases.length).length,
        appeals.filter((one) => isFound(one) && one.gold.cases !== undefined).length,
      ),
    },
    place: placeAccuracy(pairs),
    urgency: urgencyFigures(appeals, pairs),
    pii: piiFigures(measured),
    microsecondsPerMessage: {
      mean:
        Math.round((measured.reduce((sum, one) => sum + one.microseconds, 0) / measured.length) * 10) / 10,
      median: median(measured.map((one) => one.microseconds)),
    },
  }
}
