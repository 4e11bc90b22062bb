import type { CaseRecord } from '../cases/case.ts'
import { moveCase } from '../cases/moving.ts'
import { reopenTo } from '../cases/orders.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { redactText } from '../intake/redact.ts'
import { appealOfCase, previousOf } from '../cases/routing-of-case.ts'
import { nextStep } from '../routing/rules.ts'
import { dutyNotices } from '../feedback/tasks.ts'
import { matterShown } from '../feedback/shown.ts'
import { directorWillLook, dissatisfiedAgain } from '../wording/own-cases.ts'
import { botAtChat } from './acting.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { replyTo } from './replies.ts'
import type { Setting } from './speaker.ts'

/** Fewer letters than this are a mood, no reason. */
const minimalReason = 4

/** 6.5: a dissatisfied reporter has said why: the case goes one level up in a new cycle, once by the bot. */
export async function reopenWith(
  deps: DeskDeps,
  stores: DeskStores,
  record: CaseRecord,
  message: KeptMessage,
  setting: Setting,
  reason: string,
  now: Date,
): Promise<{ end: string; caseId: string } | null> {
  if (reason.replaceAll(/[\p{P}\s]/gu, '').length < minimalReason) return null
  const ground = deps.ground()
  const routing = nextStep(appealOfCase(record), previousOf(record), { ...ground, now }, 'reopen')
  if (record.cycle > 1 || routing.to !== 'handler')
    return tellDirector(deps, stores, record, message, setting, reason, now)
  deps.log.info({ case: record.number, message: message.seq, by: setting.speaker.key }, 'reopened')
  await moveCase(stores, record.id, reopenTo(routing.decision, redactText(reason)), botAtChat, ground, now)
  return { end: 'reopened', caseId: record.id }
}

/** The bot reopens once; after that, or where nobody is left above, the director decides (2.1). */
async function tellDirector(
  deps: DeskDeps,
  stores: DeskStores,
  record: CaseRecord,
  message: KeptMessage,
  setting: Setting,
  reason: string,
  now: Date,
): Promise<{ end: string; caseId: string }> {
  const ground = deps.ground()
  const facts = { number: record.number, matter: matterShown(record, ground), words: redactText(reason) }
  const cause = { id: `dissatisfied:${message.seq}` }
  for (const notice of dutyNotices(
    cause,
    record,
    'dissatisfied_again',
    dissatisfiedAgain(facts),
    ground,
    now,
  ))
    await stores.outbox.put(notice)
  const answer = { caseId: record.id, privately: true }
  await stores.outbox.put(replyTo(message, setting, directorWillLook(record), now, answer))
  return { end: 'dissatisfied_again', caseId: record.id }
}
