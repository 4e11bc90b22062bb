import type { Fault, Findings, Spot } from '../faults.ts'
import type { Rulebook } from '../rulebook.ts'
import type { TownData } from '../town.ts'

export const sections = [
  'areas',
  'people',
  'posts',
  'places',
  'organisations',
  'rooms',
  'residents',
  'roster',
  'absences',
  'departments',
  'leaves',
] as const
export type Section = (typeof sections)[number]

/** A town of well-formed entries that nobody has compared with each other yet. */
export interface Draft {
  town: TownData
  rules: Rulebook
  spot(section: Section, index: number): Spot
  /** Where the rules stand. */
  rulesSpot(path: readonly PropertyKey[]): Spot
  /**
   * Codes of entries that are there but could not be read, so that whoever names them is not blamed as well.
   * Null: entries whose codes are not known either; then no code of the section is called unknown.
   */
  unread(section: Section): ReadonlySet<string> | null
}

/** One comparison of a draft with a rule of section 1. */
export type Check = (draft: Draft, findings: Findings) => void

export const refuse = (findings: Findings, spot: Spot, sentence: string): void => {
  findings.faults.push({ ...spot, sentence })
}

export const warn = (findings: Findings, spot: Spot, sentence: string): void => {
  findings.warnings.push({ ...spot, sentence })
}

/** Knows whether a code is one of a section's. */
export function knownCodes(
  draft: Draft,
  section: Section,
  codes: Iterable<string>,
): (code: string) => boolean {
  const unread = draft.unread(section)
  const known = new Set(codes)
  return (code) => unread === null || known.has(code) || unread.has(code)
}

/** Everything with its place in the file. */
export function located<S extends Section>(draft: Draft, section: S): readonly [TownData[S][number], Spot][] {
  const entries: readonly TownData[S][number][] = draft.town[section]
  return entries.map((entry, index) => [entry, draft.spot(section, index)])
}

export type { Fault, Findings, Spot }
