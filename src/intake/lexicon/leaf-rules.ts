import type { LeafRule } from './leaf-rules/leaf-rule.ts'
import { living } from './leaf-rules/living.ts'
import { safety } from './leaf-rules/safety.ts'
import { publicOffices } from './leaf-rules/public-offices.ts'
import { surroundings } from './leaf-rules/surroundings.ts'

/** What tells two leaves apart, by the group of the leaf that gains or loses. */
export const leafRules: readonly LeafRule[] = [...surroundings, ...living, ...safety, ...publicOffices]
