import type { Notice } from '../chat/outbox.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { Ground } from '../grid/ground.ts'
import type { Assignment } from '../routing/decision.ts'
import { acceptForDeputy, acceptForDuty, verifyForDuty } from '../wording/clocks.ts'
import {
  acceptReminder,
  type CaseFacts,
  closeReminder,
  emergencyUnanswered,
  triageAgain,
  verifyReminder,
} from '../wording/staff.ts'
import { spokenDuration } from '../worktime/spoken.ts'
import { heardAt } from './audience.ts'
import { placeForStaff } from './place-for-staff.ts'
import { nameOf, wordsShown } from './shown.ts'
import { tellOrStandIn } from './stand-in.ts'
import { caseFacts as basics, dutyNotices, tell } from './tasks.ts'

interface Cause {
  id: string
}

/** 4.4: what a stage clock says when it runs out, to the people its plan names. */
export function stageNotices(
  cause: Cause,
  stage: 'triage' | 'accept' | 'verify' | 'close',
  record: CaseRecord,
  to: readonly Assignment[],
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const facts = basics(record, ground, now)
  const waited = spokenDuration(heardAt(record, ground, now).getTime() - record.receivedAt.getTime())
  const text = {
    triage: () => triageAgain({ ...facts, waited }),
    accept: () => acceptText(record, to, facts, ground),
    verify: () => verifyText(record, to, facts, ground),
    close: () => closeReminder(facts),
  }[stage]()
  const expects = { states: stageStates[stage] }
  const purpose = `stage_${stage}`
  if (to.length === 0) return dutyNotices(cause, record, purpose, text, ground, now, expects)
  const say = stage === 'accept' ? tellOrStandIn : tell
  const told = say(cause, record, purpose, to, text, ground, now, { expects })
  if (told.length > 0) return told
  return stageNotices(cause, stage, record, [], ground, now)
}

const isTold = (to: readonly Assignment[], one: Assignment | null): boolean =>
  one !== null && to.some(({ person }) => person === one.person)

/** Only the handler can accept: whoever else is told is asked to see to it (4.4). */
function acceptText(record: CaseRecord, to: readonly Assignment[], facts: CaseFacts, ground: Ground): string {
  if (record.handler === null || isTold(to, record.handler)) return acceptReminder(facts)
  const handlerName = nameOf(record.handler, ground)
  const [deputy] = to
  return deputy === undefined
    ? acceptForDuty({ ...facts, handlerName })
    : acceptForDeputy({ ...facts, handlerName, deputyName: nameOf(deputy, ground) })
}

/** Only the verifier can verify; without one the director closes what was resolved (3.7). */
function verifyText(record: CaseRecord, to: readonly Assignment[], facts: CaseFacts, ground: Ground): string {
  if (record.verifier === null) return closeReminder(facts)
  if (isTold(to, record.verifier)) return verifyReminder(facts)
  return verifyForDuty({ ...facts, verifierName: nameOf(record.verifier, ground) })
}

const stageStates = {
  triage: ['triage', 'filed'],
  accept: ['dispatched'],
  verify: ['resolved'],
  close: ['verified', 'resolved'],
} as const

/** 3.8: nobody has answered an emergency. Where nobody of these may hear of it, the duty officer does. */
export function unansweredNotices(
  cause: Cause,
  record: CaseRecord,
  to: readonly Assignment[],
  minutes: number,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const place = placeForStaff(record, ground)
  const words = wordsShown(record)
  const text = emergencyUnanswered({ ...basics(record, ground, now), place, words, minutes })
  const expects = { states: ['triage', 'filed', 'dispatched'] }
  const told = tell(cause, record, 'emergency_unanswered', to, text, ground, now, { expects })
  return told.length > 0
    ? told
    : dutyNotices(cause, record, 'emergency_unanswered', text, ground, now, expects)
}
