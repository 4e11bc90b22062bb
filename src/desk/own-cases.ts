import { isAsked } from '../cases/asks.ts'
import type { CaseRecord } from '../cases/case.ts'
import { ended } from '../cases/case.ts'
import { moveCase } from '../cases/moving.ts'
import { askCentre, withdrawShare } from '../cases/orders.ts'
import { isQuarrel } from '../feedback/receipts.ts'
import { matterShown } from '../feedback/shown.ts'
import type { Ground } from '../grid/ground.ts'
import { addHours } from '../kernel/clock.ts'
import { progressNone, withdrawn, withdrawNeedsTalk, withdrawNone } from '../wording/residents.ts'
import { isItWithdrawn, shareWithdrawn, whichToWithdraw } from '../wording/own-cases.ts'
import { numbersIn } from './command.ts'
import { isDanger, noteDangerOver, saysDangerOver } from './danger-over.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { progressText } from './progress.ts'
import { replyTo } from './replies.ts'
import type { Setting } from './speaker.ts'
import { moverOf, type Settled, type Spoken } from './spoken.ts'
import { aboutIn } from './which-closed.ts'

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
  const privately = live.some(secluded)
  const text =
    live.length === 0 ? progressNone() : live.map((one) => progressText(one, deps.ground(), now)).join('\n')
  await stores.outbox.put(replyTo(message, setting, text, now, { purpose: 'progress', privately }))
  return { end: 'progress', caseId: live[0]?.id ?? null }
}

const secluded = (record: CaseRecord): boolean =>
  record.confidential || isQuarrel(record) || record.category === '0902'

const stillTheirs = (record: CaseRecord, setting: Setting): boolean =>
  record.reporters.some((one) => one.key === setting.speaker.key && !one.withdrawn)

/**
 * 撤回: the speaker's own share of the case named, or of the only one that can be meant (2.1). Words that merely sound
 * like it ("不用来了") mean a case of this conversation and of the last day; of several the bot asks which.
 */
export async function withdraw(
  deps: DeskDeps,
  stores: DeskStores,
  spoken: Pick<Spoken, 'message' | 'setting' | 'said'>,
  now: Date,
): Promise<Settled | null> {
  const { setting, message, said } = spoken
  const asked = numbersIn(said.toUpperCase())
  const explicit = said.replaceAll(/\s/gu, '').startsWith('撤回')
  const own = await stores.cases.find({ reporter: setting.speaker.key, most: 10 })
  const open = own.filter(
    (one) =>
      !ended.has(one.state) &&
      stillTheirs(one, setting) &&
      (asked.length === 0 || asked.includes(one.number)) &&
      (explicit || (one.receivedAt > addHours(now, -24) && toldHere(one, setting))),
  )
  const [record, second] = explicit ? open : meantBy(said, open, deps.ground())
  if (record === undefined) {
    const noted = await noteDangerOver(deps, stores, spoken, now)
    if (noted !== null) return noted
    if (!setting.private && !message.addressed && !explicit) return null
    await stores.outbox.put(replyTo(message, setting, withdrawNone(), now))
    return { end: 'withdraw:none', caseId: null }
  }
  const more = { caseId: record.id, privately: open.some(secluded) }
  if (second !== undefined) {
    // Numbers of somebody's cases are nobody else's business.
    const lines = open.slice(0, 5).map((one) => progressText(one, deps.ground(), now))
    await stores.outbox.put(
      replyTo(message, setting, whichToWithdraw(lines), now, { ...more, privately: true }),
    )
    return { end: 'withdraw:which', caseId: null }
  }
  if (isDanger(record)) return withdrawLater(deps, stores, record, spoken, now)
  const order = withdrawShare(setting.speaker.key)
  const moved = await moveCase(stores, record.id, order, moverOf(setting), deps.ground(), now)
  const answer = moved.record.state === 'withdrawn' ? withdrawn(record) : shareWithdrawn(record)
  await stores.outbox.put(replyTo(message, setting, answer, now, more))
  return { end: 'withdrawn', caseId: record.id }
}

/** Of several the words may tell which: an end of danger means the danger, 灯修好了 the lamp. All where they do not. */
function meantBy(said: string, open: readonly CaseRecord[], ground: Ground): readonly CaseRecord[] {
  if (open.length < 2) return open
  const dangers = saysDangerOver(said) ? open.filter(isDanger) : []
  if (dangers.length > 0) return dangers
  const about = aboutIn(said, open, (one) => `${matterShown(one, ground)} ${one.title} ${one.words}`)
  return about === null ? open : [about]
}

/**
 * 撤销 from a resident: staff take back a command with it (2.4), a resident's word is 撤回. It may mean either, so that
 * nothing is taken back: asked in private, and 撤回 does it (10.3).
 */
export async function askWhetherWithdrawn(
  deps: DeskDeps,
  stores: DeskStores,
  { message, setting, said }: Pick<Spoken, 'message' | 'setting' | 'said'>,
  now: Date,
): Promise<Settled> {
  const asked = numbersIn(said.toUpperCase())
  const own = await stores.cases.find({ reporter: setting.speaker.key, most: 10 })
  const open = own.filter(
    (one) =>
      !ended.has(one.state) &&
      stillTheirs(one, setting) &&
      (asked.length === 0 || asked.includes(one.number)),
  )
  const lines = open.slice(0, 5).map((one) => `${one.number} ${matterShown(one, deps.ground())}`)
  const text = lines.length === 0 ? withdrawNone() : isItWithdrawn(lines)
  await stores.outbox.put(replyTo(message, setting, text, now, { privately: true }))
  return { end: 'withdraw:asked', caseId: null }
}

/** Words that no reader takes for a withdrawal and that yet say so of the speaker's own danger, told here. */
export async function dangerSaidOver(
  deps: DeskDeps,
  stores: DeskStores,
  spoken: Spoken,
  now: Date,
): Promise<Settled | null> {
  const { setting, said } = spoken
  if (!saysDangerOver(said)) return null
  const own = await stores.cases.find({
    reporter: setting.speaker.key,
    receivedSince: addHours(now, -24),
    most: 10,
  })
  const open = own.filter(
    (one) => isDanger(one) && !ended.has(one.state) && stillTheirs(one, setting) && toldHere(one, setting),
  )
  const [record, second] = open
  if (record === undefined) return noteDangerOver(deps, stores, spoken, now)
  return second === undefined ? withdrawLater(deps, stores, record, spoken, now) : null
}

const toldHere = (record: CaseRecord, setting: Setting): boolean =>
  record.reporters.some((one) => one.key === setting.speaker.key && one.room === (setting.room?.code ?? null))

/** 2.1: violence and danger are withdrawn only after the duty officer has spoken with the reporter; asked once. */
async function withdrawLater(
  deps: DeskDeps,
  stores: DeskStores,
  record: CaseRecord,
  spoken: Pick<Spoken, 'message' | 'setting'>,
  now: Date,
): Promise<Settled> {
  const { message, setting } = spoken
  await stores.outbox.put(
    replyTo(message, setting, withdrawNeedsTalk(record), now, { caseId: record.id, privately: true }),
  )
  const ask = { what: 'withdrawal', by: setting.speaker.key } as const
  if (!isAsked(record, ask))
    await moveCase(stores, record.id, askCentre(ask), moverOf(setting), deps.ground(), now)
  return { end: 'withdraw:later', caseId: record.id }
}
