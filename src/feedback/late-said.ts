import type { CaseEvent } from '../cases/event.ts'
import type { Ground } from '../grid/ground.ts'
import { instant } from '../kernel/clock.ts'
import { lateAlready } from '../wording/staff.ts'
import { spokenTime } from '../worktime/spoken.ts'

/** A case that was late when it was handed on says so to whoever gets it, whatever its new limit; '' where it was in time. */
export function lateSaid(event: Pick<CaseEvent, 'facts' | 'at'>, ground: Ground, now: Date): string {
  const before = event.facts['dueBefore']
  if (typeof before !== 'string' || instant(before) >= event.at) return ''
  return lateAlready(spokenTime(instant(before), now, ground.calendar))
}
