import { instant } from '../kernel/clock.ts'
import type { Appeal, Previous } from '../routing/decision.ts'
import type { CaseRecord } from './case.ts'

/** A case as routing sees it. */
export const appealOfCase = (record: CaseRecord): Appeal => ({
  kind: record.kind,
  category: record.category,
  nature: record.nature,
  urgency: record.urgency,
  confidential: record.confidential,
  place: record.place,
  room: record.room,
  homeEstate: record.homeEstate,
  grid: record.grid,
  about: record.about,
  ...(record.outside?.dueAt == null ? {} : { dueBy: instant(record.outside.dueAt) }),
})

/** Where the case stands in its row of 3.1; a case that was returned keeps the step it had. */
export const previousOf = (record: CaseRecord): Previous => ({
  step: record.step ?? 0,
  handler: record.handler,
  returners: record.returners,
})
