import type { CaseRecord } from '../cases/case.ts'
import { assists } from '../cases/conference.ts'
import { earlierOf } from '../cases/repeats.ts'
import { requireRight } from '../cases/lifecycle.ts'
import { unmergeCases } from '../cases/merging.ts'
import { moveCase, type Moved, type Mover } from '../cases/moving.ts'
import { firstThere } from '../cases/orders.ts'
import { nameOf } from '../feedback/shown.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { Refusal } from '../kernel/errors.ts'
import { firstAtScene, noSuchCase } from '../wording/desk.ts'
import { toldOfEmergency } from '../cases/told.ts'
import { actorOf, seesCase } from './acting.ts'
import { afterwards } from './following-up.ts'
import { answerAsk } from './answering.ts'
import { doneBy, markedBy } from './carried-on.ts'
import type { Command } from './command.ts'
import { confirmation } from './confirmation.ts'
import { askAnswered } from './decisions.ts'
import { isPart, moveMeant, orderFor, partDone } from './order-for.ts'
import { asCorrection } from './filed-as.ts'
import { photosBefore } from './photos.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { replyTo } from './replies.ts'
import { moveWithSecond, requireWord } from './second-person.ts'
import type { Setting } from './speaker.ts'
import { photoAwaited } from './staff-talk.ts'
import type { Order } from './town/answer.ts'
import { changesAttendance, townAnswers } from './town/answers.ts'
import { asMerge, mergeByCommand } from './two-cases.ts'
import { asUndo, undoLast } from './undoing.ts'
import { casesMeant, type Meant } from './which-case.ts'

/**
 * A command of 10.1 by a person with a post. Each case is moved in a transaction of its own, so that one refused
 * number does not undo the others, and the last of them also settles the message: a command that was cut off is not
 * carried out twice. What was refused comes back as one line and changes nothing (10.2).
 * False where the words are no command after all, and are to be read as plain talk.
 */
export async function runCommand(
  deps: DeskDeps,
  message: KeptMessage,
  setting: Setting,
  command: Command,
): Promise<boolean> {
  const order: Order = { command, message, setting, now: deps.clock.now() }
  try {
    const answer = await answerAboutTown(deps, order)
    if (answer === null) await runOnCases(deps, order)
    return answer !== false
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    deps.log.info({ message: message.seq, command: command.name, code: error.code }, 'a command was refused')
    await settleWith(deps, order, error.message, `refused:${error.code}`)
    return true
  }
}

/** Commands that move no case: carried out, answered and settled in one transaction; what else they may be: TownAnswer. */
async function answerAboutTown(deps: DeskDeps, order: Order): Promise<string | null | false> {
  const { name } = order.command
  const answer = townAnswers[name]
  if (answer === undefined) return null
  const text = await deps.unitOfWork.run(async (stores) => {
    const said = await answer(deps, stores, order)
    if (typeof said === 'string') await settleIn(stores, order, said, `command:${name}`, null)
    return said
  })
  if (changesAttendance.has(name)) await attendanceTakenUp(deps)
  return text
}

/** Already kept; where this look fails the next one, within a minute, takes it up. */
const attendanceTakenUp = (deps: DeskDeps): Promise<void> =>
  deps.attendanceChanged().catch((error: unknown) => {
    deps.log.error({ err: error }, 'leave or duty could not be taken up at once')
  })

async function runOnCases(deps: DeskDeps, order: Order): Promise<void> {
  const { message, setting, now } = order
  const quotes = message.quote !== null
  const undo = await asUndo(order.command, { setting, quotes }, deps.stores, deps.ground(), now)
  const command = asMerge(undo, quotes)
  const meant = await casesMeant(command, message, setting, deps.stores.cases, deps.ground(), now)
  if (meant === null) await deps.stores.messages.settle([message.seq], 'command:bare', null, null)
  else await runOnAll(deps, { ...order, command }, meant)
}

async function settleIn(
  stores: DeskStores,
  { message, setting, now }: Order,
  text: string,
  end: string,
  caseId: string | null,
): Promise<void> {
  if (text !== '') await stores.outbox.put(replyTo(message, setting, text, now, { caseId }))
  await stores.messages.settle([message.seq], end, null, caseId)
}

const settleWith = (
  deps: DeskDeps,
  order: Order,
  text: string,
  end: string,
  caseId: string | null = null,
): Promise<void> => deps.unitOfWork.run((stores) => settleIn(stores, order, text, end, caseId))

/** The cases in turn; a refusal of one is its line, and the others go on. The last move and the answer are one. */
async function runOnAll(deps: DeskDeps, order: Order, meant: readonly Meant[]): Promise<void> {
  const lines: string[] = []
  const end = `command:${order.command.name}`
  const caseId = meant[0]?.record.id ?? null
  let settled = false
  for (const [at, one] of meant.entries()) {
    const last = at === meant.length - 1
    try {
      const line = await deps.unitOfWork.run(async (stores) => {
        const said = await moveOnce(deps, stores, order, one)
        if (last) await settleIn(stores, order, textOf([...lines, said]), end, caseId)
        return said
      })
      lines.push(line)
      settled = last
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      deps.log.info(
        { case: one.record.number, command: order.command.name, code: error.code },
        'a command was refused',
      )
      lines.push((await photoAwaited(deps, order, one, error)) ?? error.message)
    }
  }
  if (!settled) await settleWith(deps, order, textOf(lines), end, caseId)
}

const textOf = (lines: readonly string[]): string => lines.filter((line) => line !== '').join('\n')

/** Where this message has moved the case before it was cut off, only its line is said again. */
async function moveOnce(deps: DeskDeps, stores: DeskStores, order: Order, one: Meant): Promise<string> {
  const record = await stores.cases.lock(one.record.id)
  const done = record === null ? null : await doneBy(stores, record.id, order.message)
  return record === null || done === null
    ? moveByCommand(deps, markedBy(stores, order.message), order, one)
    : confirmation({ record, event: done }, order.setting, deps.ground(), order.now)
}

/** One command on one case, under its lock: the line that answers it, '' where the next notice does. */
async function moveByCommand(
  deps: DeskDeps,
  stores: DeskStores,
  order: Order,
  { record: known, said }: Meant,
): Promise<string> {
  const { setting, now } = order
  const ground = deps.ground()
  const code = setting.speaker.code
  if (order.command.name === 'merge' && code !== null)
    return confirmation(
      await mergeByCommand(stores, order, { record: known, said }, code, ground),
      setting,
      ground,
      now,
    )
  const record = await stores.cases.lock(known.id)
  if (record === null || code === null || !seesCase(code, record, ground))
    throw new Refusal('not_found', noSuchCase(said))
  const command = asCorrection(order.command, record)
  if (
    command.name === 'accept' &&
    toldOfEmergency(code, record, ground.directory) &&
    isOpenEmergency(record)
  ) {
    const mover: Mover = { actor: actorOf(code, record, ground), door: 'chat' }
    await moveCase(stores, record.id, firstThere(), mover, ground, now)
    return firstAtScene(record.number, record.handler === null ? '值班人员' : nameOf(record.handler, ground))
  }
  const report = afterwards[command.name]
  if (report !== undefined) return report({ stores, command, record, code, ground, now })
  const moved = await makeMoves(deps, stores, { ...order, command }, record, code)
  return moved === null ? '' : confirmation(moved, setting, ground, now)
}

const isOpenEmergency = ({ state }: CaseRecord): boolean => state === 'dispatched' || state === 'in_progress'

/** The right first, then what the command carries, then the moves; where it takes two, nothing follows an agreement. */
async function makeMoves(
  deps: DeskDeps,
  stores: DeskStores,
  { command, message, now }: Order,
  record: CaseRecord,
  code: string,
): Promise<Moved | null> {
  const ground = deps.ground()
  const moverOn = (one: CaseRecord): Mover => ({ actor: actorOf(code, one, ground), door: 'chat' })
  if (isPart(command) && record.handler?.person !== code && assists(code, record))
    return moveCase(stores, record.id, partDone(command, code), moverOn(record), ground, now)
  const meant = moveMeant(command, record)
  if (meant === 'undo') return undoLast(stores, record, moverOn(record), ground, now)
  if (command.name === 'designate') requireRight(record, meant, moverOn(record), ground, now)
  else requireWord(record, meant, moverOn(record), ground, now)
  if (meant === 'unmerge') return unmergeCases(stores, record, moverOn(record), ground, now)
  const minutes = ground.rulebook.staffTalk.photosBeforeMinutes
  const photos =
    meant === 'resolve' ? await photosBefore(message, record.id, stores.messages, now, minutes) : 0
  const asked = askAnswered(command, record)
  if (asked !== null) return answerAsk({ stores, record, mover: moverOn(record), ground, now }, asked)
  const earlier = command.name === 'refuse' ? await earlierOf(record, stores.cases) : []
  let last: Moved | null = null
  for (const order of orderFor(command, record, { code, ground, now, earlier })) {
    const present = last?.record ?? record
    last = await moveWithSecond(stores, present, order, moverOn(present), ground, now, { photos })
    if (last.event.move === 'agree') break
  }
  return last
}
