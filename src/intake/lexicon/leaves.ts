import { environmentWords } from './environment.ts'
import { facilityWords } from './facilities.ts'
import { marketWords } from './market.ts'
import { neighbourWords } from './neighbours.ts'
import { nuisanceWords } from './nuisance.ts'
import { propertyWords } from './property.ts'
import { safetyWords } from './safety.ts'
import { welfareWords } from './welfare.ts'
import type { LeafWords } from './words.ts'

/** Every leaf that the lexicon knows; the codes are those of the example township. */
export const leafWords: readonly LeafWords[] = [
  ...environmentWords,
  ...facilityWords,
  ...propertyWords,
  ...neighbourWords,
  ...nuisanceWords,
  ...safetyWords,
  ...welfareWords,
  ...marketWords,
]
