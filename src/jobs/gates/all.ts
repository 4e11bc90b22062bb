import type { Gate } from './gate.ts'
import { overtaken } from './overtaken.ts'
import { paced } from './paced.ts'
import { seated } from './seated.ts'
import { shadow } from './shadow.ts'

/** What a notice passes before it is said, in this order; the first that does not let it go decides. */
export const gates: readonly Gate[] = [overtaken, shadow, seated, paced]
