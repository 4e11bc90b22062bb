import type { CaseRecord } from '../cases/case.ts'
import { busyAssistants } from '../cases/conference.ts'
import type { Move } from '../cases/event.ts'
import { moveNames } from '../cases/lifecycle-names.ts'
import type { Moved } from '../cases/moving.ts'
import type { Ground } from '../grid/ground.ts'
import { dueShown, nameOf } from '../feedback/shown.ts'
import { roomFor } from '../routing/where.ts'
import type { Assignment } from '../routing/decision.ts'
import {
  accepted,
  agreedNeedsDirector,
  agreedNeedsDutyOfficer,
  agreedNeedsSecond,
  answered,
  closedReply,
  contacted,
  countyReply,
  designatedReply,
  dismissedReply,
  escalatedReply,
  extendedReply,
  extensionAsked,
  extensionRefusedReply,
  filedReply,
  lateReasonKept,
  refusedReply,
  rejectedReply,
  resolvedReply,
  returnedReply,
  sentBackReply,
  shelvedReply,
  verifiedReply,
} from '../wording/desk.ts'
import { declinedReply, mergeDeclinedReply, reopenedReply, withdrawnReply } from '../wording/asks.ts'
import { assistDoneReply, conferredReply } from '../wording/conference.ts'
import {
  countyAnswerReply,
  countyProgressReply,
  mergedReply,
  undoneReply,
  unmergedReply,
  upheldReply,
} from '../wording/moves.ts'
import { lateClassed, lateConfirmed } from '../wording/follow-up.ts'
import type { Setting } from './speaker.ts'

/** A command that worked gets one short line, unless the next notice goes to the same room anyway (10.2): then ''. */
export function confirmation(moved: Moved, setting: Setting, ground: Ground, now: Date): string {
  const { record } = moved
  const next = nextTold(moved)
  if (next !== null && heardHere(next, setting, ground, record)) return ''
  return lines(moved, ground, now)[moved.event.move]?.() ?? ''
}

const lines = (moved: Moved, ground: Ground, now: Date): Readonly<Record<string, () => string>> => {
  const { record } = moved
  const { number } = record
  const due = dueShown(record, ground, now)
  const handler = record.handler === null ? '' : nameOf(record.handler, ground)
  const verifier = record.verifier === null ? '值班人员' : nameOf(record.verifier, ground)
  return {
    accept: () => accepted(number, due),
    contact: () => contacted(number),
    resolve: () => (record.kind === 'enquiry' ? answered(number) : resolvedReply(number, verifier)),
    return: () => returnedReply(number),
    escalate: () => escalatedReply(number, handler),
    ask_extension: () => extensionAsked(number),
    extend: () => extendedReply(number, due),
    refuse_extension: () => extensionRefusedReply(number),
    verify: () => verifiedReply(number),
    reject: () => rejectedReply(number),
    close: () => closedReply(number),
    send_back: () => sentBackReply(number),
    file: () => filedReply(number, '责任人'),
    dispatch: () => designatedReply(number, handler),
    designate: () => designatedReply(number, handler),
    dismiss: () => dismissedReply(number),
    refuse: () => refusedReply(number),
    hand_to_county: () => countyReply(number),
    shelve: () => shelvedReply(number, due),
    late_reason: () => lateReasonKept(number),
    late_class: () => lateClassed(number, record.lateClass === 'responsible'),
    late_confirm: () => lateConfirmed(number),
    decline: () =>
      moved.event.facts['what'] === 'merge' ? mergeDeclinedReply(number) : declinedReply(number),
    undo: () => undoneReply(number, moveNames[moved.event.facts['undoes'] as Move]),
    confer: () =>
      conferredReply(
        number,
        handler,
        busyAssistants(record).map((one) => nameOf(one, ground)),
      ),
    assist_done: () => assistDoneReply(number, handler),
    merge: () => mergedReply(number, String(moved.event.facts['into'])),
    unmerge: () => unmergedReply(number),
    county_progress: () => countyProgressReply(number),
    county_answer: () => countyAnswerReply(number, verifier),
    uphold: () => upheldReply(number, String(moved.event.facts['into'])),
    withdraw: () => withdrawnReply(number),
    reopen: () => reopenedReply(number, handler),
    agree: () => waitsLines[String(moved.event.facts['waits'])]?.(number) ?? '',
  }
}

/** For whose word a case waits after one of two has agreed (2.3, 3.8). */
const waitsLines: Readonly<Record<string, (number: string) => string>> = {
  second: agreedNeedsSecond,
  director: agreedNeedsDirector,
  duty_officer: agreedNeedsDutyOfficer,
}

/** Who is told next because of this move. */
function nextTold(moved: Moved): Assignment | null {
  switch (moved.event.move) {
    case 'resolve':
    case 'county_answer':
      return moved.record.verifier
    case 'escalate':
    case 'designate':
    case 'dispatch':
    case 'reject':
    case 'send_back':
    case 'reopen':
      return moved.record.handler
    default:
      return null
  }
}

function heardHere(next: Assignment, setting: Setting, ground: Ground, record: CaseRecord): boolean {
  if (record.confidential || setting.room === null) return false
  const where = roomFor(next, ground.directory)
  return 'room' in where && where.room === setting.room.code
}
