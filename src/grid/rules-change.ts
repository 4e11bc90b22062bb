import { z } from 'zod'
import { readCategories } from './categories-file.ts'
import { checkTown } from './check-town.ts'
import { type Fault, inForce, inOrder, type Spot } from './faults.ts'
import type { ReadSection } from './read-section.ts'
import { type Rulebook, rulebookSchema } from './rulebook.ts'
import { readRules } from './rules-file.ts'
import type { TownInForce } from './ports.ts'
import { departmentShape, leafShape } from './town-shape.ts'
import type { Department, Leaf, TownData } from './town.ts'
import { readYaml } from './yaml-file.ts'

/** A rule file, a category file or both, as they were written; null is what stays as it is. */
export interface RuleFiles {
  rules: string | null
  categories: string | null
}

/** What proposed files come to: everything wrong with them, and what would be in force. */
export interface RulesRead {
  faults: readonly Fault[]
  warnings: readonly Fault[]
  town: TownData
  rules: Rulebook
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const spotOf = <T>(read: ReadSection<T> | null, index: number): Spot => read?.spots[index] ?? inForce

/** Reads proposed files and holds them against the town in force; changes nothing. Every fault with line and field. */
export function readRuleFiles({ rules, categories }: RuleFiles, current: TownInForce): RulesRead {
  const faults: Fault[] = []
  const open = (name: string, text: string | null) => {
    const file = text === null ? null : readYaml(name, bytes(text))
    if (file === null || !('faults' in file)) return file
    faults.push(...file.faults)
    return null
  }
  const rulesFile = open('rules.yaml', rules)
  const categoriesFile = open('categories.yaml', categories)
  const read = categoriesFile === null ? null : readCategories(categoriesFile, faults)
  const next = {
    rules: rulesFile === null ? current.rules : readRules(rulesFile, faults),
    town:
      read === null
        ? current.town
        : { ...current.town, departments: read.departments.entries, leaves: read.leaves.entries },
  }
  const found = checkTown({
    ...next,
    spot: (section, index) =>
      section === 'departments' || section === 'leaves' ? spotOf(read?.[section] ?? null, index) : inForce,
    rulesSpot: (path) =>
      rulesFile === null ? inForce : { file: 'rules.yaml', line: rulesFile.lineOf(path) },
    unread: (section) =>
      read !== null && (section === 'departments' || section === 'leaves') ? read[section].unread : new Set(),
  })
  return { ...next, faults: inOrder([...faults, ...found.faults]), warnings: found.warnings }
}

const categoriesShape = z.object({
  departments: z.array(departmentShape),
  leaves: z.array(leafShape.extend({ group: z.string(), groupName: z.string() })),
})

/** Rules and categories as they were kept for later; a key that has come since takes its default. */
export function keptRules(kept: { rules: unknown; categories: unknown }): {
  rules: Rulebook | null
  categories: { departments: readonly Department[]; leaves: readonly Leaf[] } | null
} {
  return {
    rules: kept.rules === null ? null : rulebookSchema.parse(kept.rules),
    categories: kept.categories === null ? null : categoriesShape.parse(kept.categories),
  }
}

/** One thing that is otherwise: where, and what stood and stands there; null where nothing does. */
export interface Difference {
  field: string
  before: string | null
  after: string | null
}

function flat(value: unknown, path: string, into: Map<string, string>): void {
  if (value === null || typeof value !== 'object' || value instanceof Date) {
    into.set(path, value instanceof Date ? value.toISOString() : JSON.stringify(value))
    return
  }
  const entries = Object.entries(value)
  if (entries.length === 0) into.set(path, Array.isArray(value) ? '[]' : '{}')
  for (const [key, one] of entries) {
    const coded: unknown = Array.isArray(value) ? Reflect.get(Object(one), 'code') : undefined
    flat(one, `${path}${path === '' ? '' : '.'}${typeof coded === 'string' ? coded : key}`, into)
  }
}

/** What is otherwise between two plain values, field by field; entries with a code are known by it. */
export function differences(before: unknown, after: unknown): readonly Difference[] {
  const [old, now] = [new Map<string, string>(), new Map<string, string>()]
  flat(before, '', old)
  flat(after, '', now)
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((field) => old.get(field) !== now.get(field))
    .toSorted()
    .map((field) => ({ field, before: old.get(field) ?? null, after: now.get(field) ?? null }))
}

/** What is otherwise between two revisions in rules and categories. */
export const ruleDifferences = (
  before: Pick<TownInForce, 'town' | 'rules'>,
  after: Pick<TownInForce, 'town' | 'rules'>,
): readonly Difference[] => {
  const part = ({ town, rules }: Pick<TownInForce, 'town' | 'rules'>) => ({
    ...{ rules, departments: town.departments, leaves: town.leaves },
  })
  return differences(part(before), part(after))
}

/** Sections that the history of the rules is about. */
export const ruleSections: readonly string[] = ['rules', 'departments', 'leaves']
