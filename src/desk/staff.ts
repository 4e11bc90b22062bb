import { Refusal } from '../kernel/errors.ts'
import type { CaseRecord } from '../cases/case.ts'
import { type Moved, moveCase } from '../cases/moving.ts'
import type { MoveOrder } from '../cases/orders.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { dutyToday, notReady, staffHelp, unknownCommand } from '../wording/desk.ts'
import { actorOf } from './acting.ts'
import type { Command, CommandName } from './command.ts'
import { orderFor } from './order-for.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { replyTo } from './replies.ts'
import { confirmation } from './confirmation.ts'
import type { Setting } from './speaker.ts'
import { todoText } from './todo.ts'
import { casesMeant } from './which-case.ts'

/** Commands that belong to later parts of the product; answered plainly rather than in silence. */
const later: ReadonlySet<CommandName> = new Set([
  'undo',
  'ledger',
  'takeOver',
  'visit',
  'login',
  'leave',
  'bind',
  'unbind',
  'merge',
])

/**
 * A command of 10.1 by a person with a post. Each case is moved in a transaction of its own, so that one refused
 * number does not undo the others; what was refused comes back as one line and changes nothing (10.2).
 * False where the words are no command after all, and are to be read as plain talk.
 */
export async function runCommand(
  deps: DeskDeps,
  message: KeptMessage,
  setting: Setting,
  command: Command,
): Promise<boolean> {
  const now = deps.clock.now()
  const answered = await answerAboutTown(deps, setting, command, now)
  if (answered !== null) {
    await settleWith(deps, message, setting, answered, `command:${command.name}`, now)
    return true
  }
  try {
    const meant = await casesMeant(command, message, setting.speaker, deps.stores.cases, deps.ground(), now)
    if (meant === null) {
      await deps.stores.messages.settle([message.seq], 'command:bare', null, null)
      return true
    }
    const lines: string[] = []
    for (const record of meant) lines.push(...(await runOn(deps, setting, command, record, now)))
    await settleWith(
      deps,
      message,
      setting,
      lines.join('\n'),
      `command:${command.name}`,
      now,
      meant[0]?.id ?? null,
    )
    return true
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    deps.log.info({ message: message.seq, command: command.name, code: error.code }, 'a command was refused')
    await settleWith(deps, message, setting, error.message, `refused:${error.code}`, now)
    return true
  }
}

async function settleWith(
  deps: DeskDeps,
  message: KeptMessage,
  setting: Setting,
  text: string,
  end: string,
  now: Date,
  caseId: string | null = null,
): Promise<void> {
  await deps.unitOfWork.run(async (stores) => {
    if (text !== '') await stores.outbox.put(replyTo(message, setting, text, now, { caseId }))
    await stores.messages.settle([message.seq], end, null, caseId)
  })
}

async function answerAboutTown(
  deps: DeskDeps,
  setting: Setting,
  command: Command,
  now: Date,
): Promise<string | null> {
  const ground = deps.ground()
  if (later.has(command.name)) return notReady(command.word)
  if (command.name === 'help') return staffHelp()
  if (command.name === 'todo' || (command.name === 'progress' && command.numbers.length === 0))
    return todoText(setting.speaker, deps.stores.cases, ground, now)
  if (command.name === 'duty')
    return dutyToday(
      ground.directory
        .dutyOfficers(now)
        .slice(0, 1)
        .map((one) => ground.directory.nameOf(one.person)),
    )
  return null
}

/** One command on one case: the lines that answer it. A refusal of one case is a line; the others go on. */
async function runOn(
  deps: DeskDeps,
  setting: Setting,
  command: Command,
  record: CaseRecord,
  now: Date,
): Promise<readonly string[]> {
  try {
    const moved = await deps.unitOfWork.run((stores) =>
      moveByCommand(deps, stores, setting, command, record, now),
    )
    return moved === null
      ? []
      : [confirmation(moved, setting, deps.ground(), now)].filter((line) => line !== '')
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    deps.log.info({ case: record.number, command: command.name, code: error.code }, 'a command was refused')
    return [error.message]
  }
}

async function moveByCommand(
  deps: DeskDeps,
  stores: DeskStores,
  setting: Setting,
  command: Command,
  known: CaseRecord,
  now: Date,
): Promise<Moved | null> {
  const ground = deps.ground()
  const record = await stores.cases.lock(known.id)
  const code = setting.speaker.code
  if (record === null || code === null) throw new Refusal('not_found', unknownCommand())
  const orders: readonly MoveOrder[] = orderFor(command, record, { code, ground, now })
  let last: Moved | null = null
  for (const order of orders) {
    const mover = { actor: actorOf(code, last?.record ?? record, ground), door: 'chat' as const }
    last = await moveCase(stores, record.id, order, mover, ground, now)
  }
  return last
}
