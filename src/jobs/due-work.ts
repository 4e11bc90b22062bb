import type { Ground } from '../grid/ground.ts'
import { assistKind } from '../deadlines/assist-clocks.ts'
import { handoverKind } from '../deadlines/handover.ts'
import type { Alarm } from './alarm.ts'
import { announceCalendar, calendarKind } from './calendar-watch.ts'
import type { Fire, Learner } from './ports.ts'
import { webhookKind } from '../rights/webhooks.ts'
import type { WebhookCaller } from './webhook-caller.ts'
import { alarm } from './timers/alarm.ts'
import { anchor, anchorKind } from './timers/anchor.ts'
import { assist } from './timers/assist.ts'
import { askPlace } from './timers/ask-place.ts'
import { digest, digestKind } from './timers/digest.ts'
import { emergency } from './timers/emergency.ts'
import { forget, forgetKind, type Forgetting } from './timers/forget.ts'
import { handover } from './timers/handover.ts'
import { ledgerTaskTimer } from '../ledger/task.ts'
import { leaveBegins } from './timers/leave.ts'
import { learn, learnKind } from './timers/learn.ts'
import { ledgerTaskDue } from './timers/ledger-task.ts'
import { followUp, unhappy } from './timers/follow-up.ts'
import { resume } from './timers/resume.ts'
import { rulesKind, rulesToCome } from './timers/rules.ts'
import { rung } from './timers/rung.ts'
import { stage } from './timers/stage.ts'
import { standing } from './timers/standing.ts'
import { stitch } from './timers/stitch.ts'
import { undelivered, undeliveredKind } from './timers/undelivered.ts'
import { webhook } from './timers/webhook.ts'
import { weekly, weeklyKind } from './timers/weekly.ts'
import type { CaseTimerWork, TownTimerWork } from './timers/timer-work.ts'

export interface DueWorkDeps {
  ground(): Ground
  /** Takes up messages whose wait for more words is over. */
  takeUp(): Promise<void>
  /** The way out of the house (3.8); null: none is set. */
  alarm: Alarm | null
  /** Null: nothing is learnt at night. */
  learner: Learner | null
  /** Null: traces go without their files being looked after. */
  forgetting: Forgetting | null
  /** Tells other systems (9.7); null: nobody is told. */
  webhooks: WebhookCaller | null
  /** Takes up a revision of the town that was just saved. */
  refreshTown?(): Promise<void>
}

/** Timers of a case: kind → what is done. A new kind is one line. */
const caseTimers = ({ alarm: outside }: DueWorkDeps): Readonly<Record<string, CaseTimerWork>> => ({
  rung,
  stage,
  emergency,
  resume,
  ask_place: askPlace,
  [assistKind]: assist,
  standing,
  alarm: alarm(outside),
  follow_up: followUp,
  unhappy,
})

/** Timers of the whole town: kind → what is done. A new kind is one line. */
const townTimers = ({
  takeUp,
  learner,
  forgetting,
  webhooks,
  refreshTown = () => Promise.resolve(),
}: DueWorkDeps): Readonly<Record<string, TownTimerWork>> => ({
  stitch: stitch(takeUp),
  [webhookKind]: webhook(webhooks),
  leave: leaveBegins,
  [ledgerTaskTimer]: ledgerTaskDue,
  [handoverKind]: handover,
  [anchorKind]: anchor,
  [forgetKind]: forget(forgetting),
  [digestKind]: digest,
  [weeklyKind]: weekly,
  [undeliveredKind]: undelivered,
  [learnKind]: learn(learner),
  [rulesKind]: rulesToCome(refreshTown),
  [calendarKind]: async ({ stores, ground, now }) => {
    await announceCalendar(stores, ground, now)
  },
})

/** What each kind of timer does when it is due. A timer overtaken by events does nothing (5.3). */
export function makeDueWork(deps: DueWorkDeps): Fire {
  const ofTown = townTimers(deps)
  const ofCase = caseTimers(deps)
  return async (timer, stores, now, log) => {
    const scene = { timer, stores, ground: deps.ground(), now, log }
    const townWork = ofTown[timer.kind]
    if (townWork !== undefined) return await townWork(scene)
    const caseWork = ofCase[timer.kind]
    const record = timer.caseId === null ? null : await stores.cases.lock(timer.caseId)
    if (caseWork === undefined || record === null) return undefined
    return await caseWork({ ...scene, record })
  }
}
