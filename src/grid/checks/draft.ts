import type { Findings, Spot } from '../faults.ts'
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

/** `says` is the same sentence in Chinese, with names in the place of codes where there are any. */
export const refuse = (findings: Findings, spot: Spot, sentence: string, says: string): void => {
  findings.faults.push({ ...spot, sentence, says })
}

export const warn = (findings: Findings, spot: Spot, sentence: string, says: string): void => {
  findings.warnings.push({ ...spot, sentence, says })
}

/** Sections whose entries have a code. */
export type Coded = 'areas' | 'people' | 'organisations' | 'rooms' | 'residents' | 'departments' | 'leaves'

/** Knows whether a code is one of a section's (or of what counts as well). */
export function knownCodes(
  draft: Draft,
  section: Coded,
  also: readonly string[] = [],
): (code: string) => boolean {
  const unread = draft.unread(section)
  const entries: readonly { code: string }[] = draft.town[section]
  const known = new Set([...entries.map(({ code }) => code), ...also])
  return (code) => unread === null || known.has(code) || unread.has(code)
}

/** The name behind a code, for a sentence that people read; the code itself where it is unknown. */
export function named(draft: Draft, section: Coded, code: string): string {
  const entries: readonly { code: string; name: string }[] = draft.town[section]
  return entries.find((entry) => entry.code === code)?.name ?? code
}

/** Everything with its place in the file. */
export function located<S extends Section>(draft: Draft, section: S): readonly [TownData[S][number], Spot][] {
  const entries: readonly TownData[S][number][] = draft.town[section]
  return entries.map((entry, index) => [entry, draft.spot(section, index)])
}

export type { Findings, Spot }
