import { isAsked } from '../cases/asks.ts'
import type { CaseRecord } from '../cases/case.ts'
import { moveCase } from '../cases/moving.ts'
import { askCentre, reopenTo } from '../cases/orders.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { redactText } from '../intake/redact.ts'
import { appealOfCase, previousOf } from '../cases/routing-of-case.ts'
import { nextStep } from '../routing/rules.ts'
import { directorWillLook } from '../wording/own-cases.ts'
import { botAtChat } from './acting.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { replyTo } from './replies.ts'
import type { Setting } from './speaker.ts'
import { moverOf } from './spoken.ts'

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
export async function tellDirector(
  deps: DeskDeps,
  stores: DeskStores,
  record: CaseRecord,
  message: KeptMessage,
  setting: Setting,
  reason: string,
  now: Date,
): Promise<{ end: string; caseId: string }> {
  const ask = { what: 'reopening', by: setting.speaker.key } as const
  if (!isAsked(record, ask))
    await moveCase(
      stores,
      record.id,
      askCentre(ask, redactText(reason)),
      moverOf(setting),
      deps.ground(),
      now,
    )
  const answer = { caseId: record.id, privately: true }
  await stores.outbox.put(replyTo(message, setting, directorWillLook(record), now, answer))
  return { end: 'dissatisfied_again', caseId: record.id }
}
