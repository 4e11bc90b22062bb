import type { KeptMessage } from '../intake/ports.ts'
import { commandMisplaced } from '../wording/staff-talk.ts'
import type { CommandName } from './command-words.ts'
import { readCommand } from './command.ts'
import type { DeskDeps } from './ports.ts'
import { replyTo } from './replies.ts'
import type { Setting } from './speaker.ts'

/** What everybody may say in a residents' room (10.3). */
const everybodys: ReadonlySet<CommandName> = new Set(['progress', 'help', 'login', 'bind', 'unbind'])

/**
 * A command of a person with a post in a residents' room (10.1): nothing is done there, and the room hears nothing; the
 * speaker alone is told where to say it, or they would take it for done. Only where a number makes it a command, or the
 * bot was addressed. True when the message is settled.
 */
export async function hearMisplaced(
  deps: DeskDeps,
  message: KeptMessage,
  setting: Setting,
  text: string,
): Promise<boolean> {
  if (!setting.speaker.staff || setting.room?.kind !== 'residents' || setting.room.shadow) return false
  const command = readCommand(text)
  if (command === null || everybodys.has(command.name)) return false
  if (command.numbers.length === 0 && !message.addressed) return false
  await deps.unitOfWork.run(async (stores) => {
    const line = commandMisplaced(command.word)
    await stores.outbox.put(replyTo(message, setting, line, deps.clock.now(), { privately: true }))
    await stores.messages.settle([message.seq], 'command:misplaced', null, null)
  })
  return true
}
