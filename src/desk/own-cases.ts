import type { CaseRecord } from '../cases/case.ts'
import { ended } from '../cases/case.ts'
import { moveCase } from '../cases/moving.ts'
import { withdrawShare } from '../cases/orders.ts'
import { isQuarrel } from '../feedback/receipts.ts'
import { matterShown } from '../feedback/shown.ts'
import { dutyNotices } from '../feedback/tasks.ts'
import { addHours } from '../kernel/clock.ts'
import { Refusal } from '../kernel/errors.ts'
import { progressNone, withdrawn, withdrawNeedsTalk, withdrawNone } from '../wording/residents.ts'
import { withdrawAsked } from '../wording/staff.ts'
import { numbersIn } from './command.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { progressText } from './progress.ts'
import { replyTo } from './replies.ts'
import { moverOf, type Settled, type Spoken } from './spoken.ts'

/** 进度: how the speaker's own cases stand, at most three lines; quarrels and confidential ones in private (6.2). */
export async function tellProgress(
  deps: DeskDeps,
  stores: DeskStores,
  spoken: Pick<Spoken, 'message' | 'setting' | 'said'>,
  now: Date,
): Promise<Settled | null> {
  const { setting, message, said } = spoken
  const own = await stores.cases.find({ reporter: setting.speaker.key, most: 20 })
  const asked = numbersIn(said.toUpperCase())
  const since = addHours(now, -24 * deps.ground().rulebook.stages.rateNaturalDays)
  const live = own
    .filter((one) =>
      asked.length === 0
        ? !ended.has(one.state) || (one.closedAt ?? since) > since
        : asked.includes(one.number),
    )
    .slice(0, 3)
  const waits = setting.private || message.addressed || said.replaceAll(/\s/gu, '').startsWith('进度')
  if (live.length === 0 && !waits) return null
  const privately = live.some((one) => one.confidential || isQuarrel(one))
  const text =
    live.length === 0 ? progressNone() : live.map((one) => progressText(one, deps.ground(), now)).join('\n')
  await stores.outbox.put(replyTo(message, setting, text, now, { purpose: 'progress', privately }))
  return { end: 'progress', caseId: live[0]?.id ?? null }
}

/** 撤回: the speaker's own share of the newest open case, or of the one named (2.1). */
export async function withdraw(
  deps: DeskDeps,
  stores: DeskStores,
  spoken: Pick<Spoken, 'message' | 'setting' | 'said'>,
  now: Date,
): Promise<Settled | null> {
  const { setting, message, said } = spoken
  const own = await stores.cases.find({ reporter: setting.speaker.key, most: 10 })
  const asked = numbersIn(said.toUpperCase())
  const open = own.filter(
    (one) => !ended.has(one.state) && (asked.length === 0 || asked.includes(one.number)),
  )
  const record = open[0]
  if (record === undefined) {
    if (!setting.private && !message.addressed) return null
    await stores.outbox.put(replyTo(message, setting, withdrawNone(), now))
    return { end: 'withdraw:none', caseId: null }
  }
  try {
    await moveCase(
      stores,
      record.id,
      withdrawShare(setting.speaker.key),
      moverOf(setting),
      deps.ground(),
      now,
    )
    await stores.outbox.put(replyTo(message, setting, withdrawn(record), now, { caseId: record.id }))
    return { end: 'withdrawn', caseId: record.id }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return withdrawLater(deps, stores, record, spoken, now)
  }
}

/** 2.1: violence and danger are withdrawn only after the duty officer has spoken with the reporter. */
async function withdrawLater(
  deps: DeskDeps,
  stores: DeskStores,
  record: CaseRecord,
  spoken: Pick<Spoken, 'message' | 'setting'>,
  now: Date,
): Promise<Settled> {
  const { message, setting } = spoken
  await stores.outbox.put(replyTo(message, setting, withdrawNeedsTalk(record), now, { caseId: record.id }))
  const text = withdrawAsked({ number: record.number, matter: matterShown(record, deps.ground()) })
  for (const notice of dutyNotices(
    { id: `withdraw:${message.seq}` },
    record,
    'withdraw_asked',
    text,
    deps.ground(),
    now,
  ))
    await stores.outbox.put(notice)
  return { end: 'withdraw:later', caseId: record.id }
}
