import type { Sight } from '../rights/policy.ts'
import type { Day } from '../worktime/zone.ts'
import type { Belonging, Fact } from './facts.ts'
import type { Closing } from './sample.ts'
import type { Measures } from './measures.ts'

/** By what figures are grouped; `leafGroup` is the first two figures of a category. */
export const groupings = [
  ...(['none', 'person', 'grid', 'community', 'department', 'category', 'leafGroup', 'nature'] as const),
  ...(['day', 'month'] as const),
] as const
export type Grouping = (typeof groupings)[number]

/** What is to be summed. Only what is in sight is, whatever is asked. */
export interface SumsAsked {
  sight: Sight
  /** The first day, and the first that no longer counts; days of the town. */
  from: Day
  to: Day
  /** Cases that lie in one of these. */
  areas?: readonly string[]
  dept?: string
  person?: string
  category?: string
  by: Grouping
}

/** The sum of one group: the three rates' own, and apart what staff found on their rounds (2.7). */
export interface Sum {
  /** Null for what belongs to none: without a grid, without a person. */
  key: string | null
  rounds: boolean
  measures: Measures
}

/** How many cases are not ended, and how many of them past their due time, by where they lie. */
export interface OpenNow {
  area: string | null
  grid: string | null
  open: number
  overdue: number
  emergencies: number
}

/** The facts of cases, as they stand behind the figures: one row for a case, a day and a person. */
export interface LedgerStore {
  /** In place of all that was kept of the case; `seq` is the last event they stand on. */
  keep(caseId: string, seq: number, belonging: Belonging, facts: readonly Fact[]): Promise<void>
  /** Cases with an event that their facts do not know yet. */
  behind(most: number): Promise<readonly string[]>
  sums(asked: SumsAsked): Promise<readonly Sum[]>
  /** Of every case in this sight, as the sums count them. */
  openNow(sight: Sight, now: Date): Promise<readonly OpenNow[]>
  /** Cases closed on these days and not taken back, praise not among them; each once, with its last closing of that time. */
  closings(from: Day, to: Day, zone: string): Promise<readonly Closing[]>
}
