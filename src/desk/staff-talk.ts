import { z } from 'zod'
import type { CaseRecord } from '../cases/case.ts'
import { withoutAnyBotMention } from '../chat/mention.ts'
import type { Question } from '../chat/questions.ts'
import { refOf } from '../feedback/shown.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { addMinutes } from '../kernel/clock.ts'
import type { Refusal } from '../kernel/errors.ts'
import { isItDone, photoWanted, whichIsDone } from '../wording/staff-talk.ts'
import { seesCase } from './acting.ts'
import { type Command, readCommand } from './command.ts'
import { hearPointedOut } from './pointed-out.ts'
import type { DeskDeps } from './ports.ts'
import { replyTo } from './replies.ts'
import { soundsDone } from './sounds-done.ts'
import type { Setting } from './speaker.ts'
import { keptFromRooms } from './todo.ts'
import type { Order } from './town/answer.ts'
import { openOf } from './waiting-for.ts'
import type { Meant } from './which-case.ts'

/** Carries out a command; false where the words are plain talk after all. */
type Run = (deps: DeskDeps, message: KeptMessage, setting: Setting, command: Command) => Promise<boolean>

const doneFacts = z.object({ numbers: z.array(z.string()), refs: z.array(z.string()), words: z.string() })
const photoFacts = z.object({
  number: z.string(),
  name: z.enum(['resolve', 'partly', 'explained']),
  word: z.string(),
  words: z.string(),
})

/** Where staff speak to the bot: their rooms, and privately (10.1). */
export const isStaffTalk = ({ speaker, room, private: alone }: Setting): boolean =>
  speaker.staff && (alone || room?.kind === 'staff')

/**
 * What a staff member says in words: that a quoted line was an appeal, an answer to what the bot asked, a command, or words
 * that sound as though a case were done (10.1). True when the message is settled.
 */
export async function hearStaff(
  deps: DeskDeps,
  message: KeptMessage,
  setting: Setting,
  text: string,
  run: Run,
): Promise<boolean> {
  if (await hearPointedOut(deps, message, setting, text)) return true
  if (!isStaffTalk(setting)) return false
  const { questions } = deps.stores
  const asked = await questions.open(message.conversationKey, message.contactId, deps.clock.now())
  const question = asked?.kind === 'done' ? asked : null
  const { name, aliases } = deps.ground().directory.data.bot
  const said = readCommand(withoutAnyBotMention(text, [name, ...aliases]))
  const command = (question === null ? null : answerTo(question, text, said)) ?? said
  const settled = command !== null && (await run(deps, message, setting, command))
  // Answered, or left: what comes next is no answer any more. A question that the command has asked stays.
  if (question !== null) await questions.drop(message.conversationKey, message.contactId, 'done')
  return settled || askWhetherDone(deps, message, setting, text)
}

const yes = /^(?:是|是的|是啊|对|对的|对啊|嗯|嗯嗯|好|好的|没错|确认|办结|办结了|行|可以|ok)$/iu

/** The command that an answer means, with the words said before as the result; null where it is no answer. */
function answerTo(question: Question, text: string, said: Command | null): Command | null {
  const { numbers, refs, words } = doneFacts.parse(question.facts)
  const bare = text.replaceAll(/[\s。.!！,，、~～#]/gu, '').toUpperCase()
  const named = said?.name === 'resolve' && said.rest === '' ? (said.numbers[0] ?? '') : bare
  const place = [numbers, refs].map((known) => known.indexOf(named)).find((at) => at >= 0)
  const only = numbers.length === 1 && (yes.test(bare) || (said?.name === 'resolve' && named === '')) ? 0 : -1
  const number = numbers[place ?? only]
  return number === undefined ? null : { name: 'resolve', word: '办结', numbers: [number], rest: words }
}

/** "搞定了 灯换好了" from somebody with an open case asks whether that means 办结, and of several which; it moves nothing. */
async function askWhetherDone(
  deps: DeskDeps,
  message: KeptMessage,
  setting: Setting,
  text: string,
): Promise<boolean> {
  const { code } = setting.speaker
  if (code === null || !soundsDone(text)) return false
  const ground = deps.ground()
  const now = deps.clock.now()
  const open = (await openOf('resolve', code, deps.stores.cases)).filter(
    (record) => seesCase(code, record, ground) && (setting.private || !keptFromRooms(record)),
  )
  if (open.length === 0) return false
  const refs = open.map((record) => refOf(record, ground, now))
  const until = addMinutes(now, ground.rulebook.staffTalk.answerMinutes)
  await deps.unitOfWork.run(async (stores) => {
    await stores.questions.ask({
      ...{ conversationKey: message.conversationKey, contactId: message.contactId, kind: 'done', until },
      facts: { numbers: open.map(({ number }) => number), refs, words: text },
    })
    const question = refs.length === 1 ? isItDone(refs[0] ?? '') : whichIsDone(refs)
    await stores.outbox.put(replyTo(message, setting, question, now, { caseId: caseOf(open) }))
    await stores.messages.settle([message.seq], 'asked:done', null, null)
  })
  return true
}

const caseOf = (open: readonly CaseRecord[]): string | null =>
  open.length === 1 ? (open[0]?.id ?? null) : null

/**
 * A 办结 that lacks nothing but its photo: the words are kept for some minutes, and the next picture carries it out. The
 * line that says so; null where something else was refused.
 */
export async function photoAwaited(
  deps: DeskDeps,
  { command, message, now }: Order,
  { record }: Meant,
  error: Refusal,
): Promise<string | null> {
  if (error.facts['lacks'] !== 'photos' || command.rest.trim() === '' || message.kind === 'image') return null
  const minutes = deps.ground().rulebook.staffTalk.photoMinutes
  await deps.stores.questions.ask({
    ...{ conversationKey: message.conversationKey, contactId: message.contactId, kind: 'photo' },
    facts: { number: record.number, name: command.name, word: command.word, words: command.rest },
    until: addMinutes(now, minutes),
  })
  return photoWanted(record.number)
}

/** The picture a 办结 waited for: carried out with the words said before. True when the message is settled. */
export async function hearAwaitedPhoto(
  deps: DeskDeps,
  message: KeptMessage,
  setting: Setting,
  run: Run,
): Promise<boolean> {
  if (message.kind !== 'image' || !isStaffTalk(setting)) return false
  const { questions } = deps.stores
  const question = await questions.open(message.conversationKey, message.contactId, deps.clock.now())
  if (question?.kind !== 'photo') return false
  const { number, name, word, words } = photoFacts.parse(question.facts)
  const settled = await run(deps, message, setting, { name, word, numbers: [number], rest: words })
  await questions.drop(message.conversationKey, message.contactId, 'photo')
  return settled
}
