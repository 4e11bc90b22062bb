import { acts, kinds, urgencies, type Act, type Kind, type Urgency } from '../../intake/reading.ts'
import { lotOf } from '../../intake/model/vector.ts'
import { StartFault } from '../../kernel/errors.ts'
import type { Labelled } from './examples.ts'
import type { TalkLine } from './talk-file.ts'

/** How many lines are labelled twice, and how many of them at least are new by the first hand. */
const drawn = { lines: 360, appeals: 120 } as const

/**
 * The lines that a second person labels, the same each time from the same corpus: by the bucket of their id, a third
 * of them at the least new. Says nothing of their labels, not even by its order.
 */
export function drawSecond(heard: readonly Labelled[]): readonly Labelled[] {
  const mixed = heard.toSorted(
    (one, other) => lotOf(one.line.id) - lotOf(other.line.id) || one.line.id.localeCompare(other.line.id),
  )
  const appeals = new Set(mixed.filter(({ line }) => line.act === 'new').slice(0, drawn.appeals))
  const rest = new Set(mixed.filter((one) => !appeals.has(one)).slice(0, drawn.lines - appeals.size))
  return mixed.filter((one) => appeals.has(one) || rest.has(one))
}

/** What the second hand says of a line; of two matters the first. `matter` is null unless the act is new. */
export interface Second {
  id: string
  act: Act
  matter: { kind: Kind; leaf: string; urgency: Urgency } | null
}

const oneOf = <T extends string>(known: readonly T[], word: string): T | null =>
  known.find((one) => one === word) ?? null

function readRow(row: string): Second | null {
  const [id = '', written = '', ...labels] = row.split('\t')
  const act = oneOf(acts, written)
  if (act === null) return null
  if (act !== 'new') return labels.length === 0 ? { id, act, matter: null } : null
  const [kind, leaf = '', urgency] = labels
  const matter = { kind: oneOf(kinds, kind ?? ''), leaf, urgency: oneOf(urgencies, urgency ?? '') }
  if (matter.kind === null || matter.urgency === null || !/^\d{4}$/u.test(leaf)) return null
  return { id, act, matter: { kind: matter.kind, leaf, urgency: matter.urgency } }
}

/** Reads second.tsv: id, act and for `new` kind, leaf and urgency. Throws a StartFault that names every bad row. */
export function readSecond(written: string): readonly Second[] {
  const rows = written.split(/\r?\n/u).filter((row) => row !== '')
  const read = rows.map((row) => ({ row, second: readRow(row) }))
  const bad = read.filter(({ second }) => second === null)
  if (bad.length > 0)
    throw new StartFault(bad.map(({ row }) => `second.tsv: "${row}" is no label`).join('\n'))
  return read.flatMap(({ second }) => second ?? [])
}

/** What the two hands say of one thing. */
type Pair = readonly [first: string, second: string]

const tenth = (part: number): number => Math.round(part * 1_000) / 10

const share = (pairs: readonly Pair[]): number =>
  tenth(pairs.filter(([first, second]) => first === second).length / Math.max(1, pairs.length))

/** Cohen's kappa: agreement beyond what chance would give, 0..1. */
function kappa(pairs: readonly Pair[]): number {
  const names = [...new Set(pairs.flat())]
  const part = (holds: (pair: Pair) => boolean): number => pairs.filter(holds).length / pairs.length
  const chance = names.reduce(
    (sum, name) => sum + part(([first]) => first === name) * part(([, second]) => second === name),
    0,
  )
  const agreed = part(([first, second]) => first === second)
  return Math.round((100 * (agreed - chance)) / Math.max(Number.EPSILON, 1 - chance)) / 100
}

/** The commonest disagreements, as `first > second` with their number. */
function confusions(pairs: readonly Pair[], most: number): Record<string, number> {
  const counted = new Map<string, number>()
  for (const [first, second] of pairs) {
    if (first === second) continue
    const name = `${first} > ${second}`
    counted.set(name, (counted.get(name) ?? 0) + 1)
  }
  const sorted = [...counted].toSorted(([a, m], [b, n]) => n - m || a.localeCompare(b))
  return Object.fromEntries(sorted.slice(0, most))
}

const ofMatter = (lines: readonly TalkLine[], seconds: readonly Second[]) => {
  const byId = new Map(lines.map((line) => [line.id, line]))
  return seconds.flatMap(({ id, matter }) => {
    const [first] = byId.get(id)?.cases ?? []
    return first === undefined || matter === null ? [] : [{ first, second: matter }]
  })
}

/** How far the second hand agrees with the corpus: percents, kappa of the acts, and what the two disagree about. */
export function agreementOf(lines: readonly TalkLine[], seconds: readonly Second[]) {
  const byId = new Map(lines.map((line) => [line.id, line]))
  const act = seconds.flatMap(({ id, act: second }): Pair[] => {
    const first = byId.get(id)
    return first === undefined ? [] : [[first.act, second]]
  })
  const matters = ofMatter(lines, seconds)
  const appeal = act.map(([first, second]): Pair => [String(first === 'new'), String(second === 'new')])
  const kind = matters.map(({ first, second }): Pair => [first.kind, second.kind])
  const leaf = matters.map(({ first, second }): Pair => [first.category, second.leaf])
  const group = leaf.map(([first, second]): Pair => [first.slice(0, 2), second.slice(0, 2)])
  const urgency = matters.map(({ first, second }): Pair => [first.urgency, second.urgency])
  return {
    lines: act.length,
    act: share(act),
    actKappa: kappa(act),
    appealOrNot: share(appeal),
    appealOrNotKappa: kappa(appeal),
    bothNew: matters.length,
    ...{ kind: share(kind), leaf: share(leaf), group: share(group), urgency: share(urgency) },
    confusions: {
      act: confusions(act, 12),
      kind: confusions(kind, 8),
      leaf: confusions(leaf, 16),
      urgency: confusions(urgency, 6),
    },
  }
}
