import type { Gate } from './gate.ts'
import { away } from './away.ts'
import { dayFull } from './day-full.ts'
import { overtaken } from './overtaken.ts'
import { paced } from './paced.ts'
import { quiet } from './quiet.ts'
import { seated } from './seated.ts'
import { shadow } from './shadow.ts'
import { strangers } from './strangers.ts'

/** What a notice passes before it is said, in this order; the first that does not let it go decides. */
export const gates: readonly Gate[] = [overtaken, shadow, quiet, away, strangers, seated, dayFull, paced]
