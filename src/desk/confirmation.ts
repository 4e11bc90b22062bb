import type { CaseRecord } from '../cases/case.ts'
import { busyAssistants } from '../cases/conference.ts'
import type { Move } from '../cases/event.ts'
import { proposedRouting } from '../cases/proposal.ts'
import { needsPlace } from '../cases/routing-filed.ts'
import { moveNames } from '../cases/lifecycle-names.ts'
import type { Moved } from '../cases/moving.ts'
import type { Ground } from '../grid/ground.ts'
import { dutyOfficer, hearers, heardAt } from '../feedback/audience.ts'
import { dueShown, matterShown, nameOf } from '../feedback/shown.ts'
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
  filedAs,
  filedAsking,
  filedForCounty,
  filedReply,
  filedWaiting,
  lateReasonKept,
  praiseFiled,
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
import { recategorisedReply } from '../wording/filed-as.ts'
import { lateClassed, lateConfirmed } from '../wording/follow-up.ts'
import type { Setting } from './speaker.ts'

/** A command that worked gets one short line, unless the next notice goes to the same room anyway (10.2): then ''. */
export function confirmation(moved: Moved, setting: Setting, ground: Ground, now: Date): string {
  const { record } = moved
  const next = nextTold(moved)
  if (next !== null && heardHere(next, setting, ground, record, now)) return ''
  if (moved.event.move === 'file') return filedLine(moved, setting, ground, now)
  return lines(moved, ground, now)[moved.event.move]?.() ?? ''
}

/** Whom a filed case goes to, as the rules send it on; where the duty officer is asked next in this room, that is the line. */
function filedLine(moved: Moved, setting: Setting, ground: Ground, now: Date): string {
  const line = filedTo(moved, setting, ground, now)
  // Corrected in the same breath: the answer says what it was understood to be.
  const renamed = moved.event.facts['category'] !== undefined
  return renamed ? `${filedAs(matterShown(moved.record, ground))}${line}` : line
}

function filedTo({ record }: Moved, setting: Setting, ground: Ground, now: Date): string {
  const { number } = record
  if (record.kind === 'praise') return praiseFiled(number)
  if (needsPlace(record, ground)) return filedAsking(number)
  const routing = proposedRouting(record, ground, now)
  if (routing.to === 'handler') return filedReply(number, nameOf(routing.decision.handler, ground))
  const officer = dutyOfficer(record, ground, now)
  if (officer !== null && heardHere(officer, setting, ground, record, now)) return ''
  return routing.to === 'county' ? filedForCounty(number) : filedWaiting(number)
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
    dispatch: () => designatedReply(number, handler),
    designate: () => designatedReply(number, handler),
    recategorise: () =>
      recategorisedReply(number, { matter: matterShown(record, ground), handlerName: handler, due }),
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
      return answeredAtOnce(moved.record) ? null : moved.record.verifier
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

/** An enquiry goes to no verifier (2.6): nobody is told next, so the one who answered hears that it worked. */
const answeredAtOnce = ({ kind, urgency }: CaseRecord): boolean =>
  kind === 'enquiry' && urgency !== 'emergency'

/** What waits for the morning is no answer to somebody who speaks tonight (5.4). */
function heardHere(
  next: Assignment,
  setting: Setting,
  ground: Ground,
  record: CaseRecord,
  now: Date,
): boolean {
  if (setting.room === null || heardAt(record, ground, now) > now) return false
  const [where] = hearers(record, [next], ground.directory)
  return where !== undefined && 'room' in where.to && where.to.room === setting.room.code
}
