import type { PlaceSaid } from '../grid/directory.ts'
import type { Nature } from '../grid/town.ts'
import type { Kind, Urgency } from '../intake/reading.ts'
import type { OutsideOrder } from './case.ts'

/** What a visitor, a caller or another system has said (来访来电, 2.1), as whoever heard them wrote it down. */
export interface Registration {
  source: 'visit' | 'phone' | 'outside'
  words: string
  /** Null where they gave no name. */
  reporter: {
    name: string
    phone?: string | undefined
    /** Resident code, where the town knows them. */
    resident?: string | undefined
    remark?: string | undefined
  } | null
  place?: Partial<PlaceSaid> | undefined
  category?: string | undefined
  kind?: Kind | undefined
  nature?: Nature | undefined
  urgency?: Urgency | undefined
  confidential?: boolean | undefined
  occurred?: string | undefined
  outside?: OutsideOrder | undefined
  /** `triage` where somebody else is to look at it first. */
  to: 'triage' | 'filed'
}
