import type { Fault } from './faults.ts'
import { defaultRulebook, rulebookSchema } from './rulebook.ts'
import type { Rulebook } from './rulebook.ts'
import { shapeFaults } from './shape-faults.ts'
import type { YamlFile } from './yaml-file.ts'

/** Reads rules.yaml; what it does not say is as grid-rules.md prints it. An empty file says nothing. */
export function readRules(file: YamlFile, faults: Fault[]): Rulebook {
  const read = rulebookSchema.safeParse(file.content ?? {})
  if (read.success) return read.data
  faults.push(...shapeFaults(file, [], read.error.issues))
  return defaultRulebook
}
