import { Refusal } from '../kernel/errors.ts'
import { isAbuse, isHostile } from '../intake/hostility.ts'
import type { KeptMessage } from '../intake/ports.ts'
import {
  calmly,
  greeting,
  noSuchRight,
  notUnderstood,
  personWanted,
  residentHelp,
  tooLong,
  welcome,
} from '../wording/residents.ts'
import { readCommand } from './command.ts'
import { criesBelow } from './danger.ts'
import { couldBeAppeal, hearAppeal, hearPraise } from './appeals.ts'
import { answerToPlace } from './asked-place.ts'
import { join, sayWhereItIs, supplement, supplementSaid, notDoneAfterAll } from './joining.ts'
import { askWhetherWithdrawn, dangerSaidOver, tellProgress, withdraw } from './own-cases.ts'
import { objectTo } from './objecting.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { isBareThanks } from './praise.ts'
import { answerToClosure, rateAwaited } from './rating.ts'
import { replyTo } from './replies.ts'
import type { Setting } from './speaker.ts'
import { readAtMost, type Settled, type Spoken } from './spoken.ts'

/**
 * What residents may say in fixed words (10.3), and answers to what the bot has asked: settled without the reader.
 * True when the message is settled.
 */
export async function knownWithoutReading(
  deps: DeskDeps,
  message: KeptMessage,
  setting: Setting,
  said: string,
): Promise<boolean> {
  const word = said.replaceAll(/[\s。.!！?？~～]/gu, '')
  const now = deps.clock.now()
  return orRefused(deps, [message], setting, () =>
    deps.unitOfWork.run(async (stores) => {
      const settled =
        (await rateAwaited(deps, stores, message, setting, said, now)) ??
        (await answerWord(deps, stores, message, setting, word, said, now)) ??
        (await objectTo(deps, stores, message, setting, said, now))
      if (settled === null) return false
      await stores.messages.settle([message.seq], settled.end, null, settled.caseId)
      return true
    }),
  )
}

/** Words that are said to the bot and to nobody else (10.3), whether it is named or not. */
const fixedWord = /^(?:进度|撤回|撤销|补充)/u

/** A move that the rules refuse ends the message: said in one line to somebody who waits, and nothing is changed (8.2). */
async function orRefused(
  deps: DeskDeps,
  parts: readonly KeptMessage[],
  setting: Setting,
  work: () => Promise<boolean>,
): Promise<boolean> {
  try {
    return await work()
  } catch (error) {
    const last = parts.at(-1)
    if (!(error instanceof Refusal) || last === undefined) throw error
    deps.log.info({ message: last.seq, code: error.code }, 'refused to a resident')
    await deps.unitOfWork.run(async (stores) => {
      if (setting.private || last.addressed || fixedWord.test(last.text.trim()))
        await stores.outbox.put(replyTo(last, setting, error.message, deps.clock.now(), { privately: true }))
      const seqs = parts.map((part) => part.seq)
      await stores.messages.settle(seqs, `refused:${error.code}`, null, null)
    })
    return true
  }
}

/** 撤销, or with what it is to be of: staff's word (2.4). */
const undoWord = /^(?:我要|请)?撤销(?:[A-Z]+\d{8}-\d+|吧|一下|了|掉|投诉|反映|报修|诉求|这件事?)*$/u

async function answerWord(
  deps: DeskDeps,
  stores: DeskStores,
  message: KeptMessage,
  setting: Setting,
  word: string,
  said: string,
  now: Date,
): Promise<Settled | null> {
  const named = /^(进度|撤回)(?:[A-Z]+\d{8}-\d+)?$/u.exec(word.toUpperCase())?.[1]
  if (named === '进度') return tellProgress(deps, stores, { message, setting, said: word }, now)
  if (named === '撤回') return withdraw(deps, stores, { message, setting, said: word }, now)
  if (undoWord.test(word.toUpperCase()))
    return askWhetherWithdrawn(deps, stores, { message, setting, said: word }, now)
  const more = /^补充[\s:：,，]*(.+)$/su.exec(said.trim())?.[1]
  if (more !== undefined) return supplementSaid(deps, stores, { message, setting, said: more }, now)
  if (word === '帮助') {
    await stores.outbox.put(replyTo(message, setting, residentHelp(), now))
    return { end: 'help', caseId: null }
  }
  return null
}

/** What a resident's words lead to, once they are read: one transaction, whatever it is. */
export async function hearResident(deps: DeskDeps, spoken: Spoken): Promise<void> {
  const now = deps.clock.now()
  const { message, parts, reading, setting } = spoken
  await orRefused(deps, parts, setting, () =>
    deps.unitOfWork.run(async (stores) => {
      await stores.timers.cancel(`stitch:${message.conversationKey}:${message.contactId}`)
      const settled = await settleByAct(deps, stores, spoken, now)
      const seqs = parts.map((part) => part.seq)
      await stores.messages.settle(seqs, settled.end, reading, settled.caseId)
      return true
    }),
  )
}

/** No emergency of its own: such a one may be another. */
const isCry = ({ said, reading }: Spoken): boolean =>
  criesBelow(said) && reading.matters.every(({ urgency }) => urgency !== 'emergency')

async function settleByAct(deps: DeskDeps, stores: DeskStores, spoken: Spoken, now: Date): Promise<Settled> {
  const { reading, setting, message } = spoken
  const quiet = setting.room?.shadow === true
  const act = async (): Promise<Settled | null> => {
    switch (reading.act) {
      case 'join':
        return isAbuse(spoken.said) ? null : join(deps, stores, spoken, now)
      case 'supplement':
        if (isAbuse(spoken.said)) return null
        // Who has nothing of their own open may know where a neighbour's fire is.
        return (await supplement(deps, stores, spoken, now)) ?? sayWhereItIs(deps, stores, spoken, now)
      case 'progress':
        return tellProgress(deps, stores, spoken, now)
      case 'withdraw':
        return withdraw(deps, stores, spoken, now)
      case 'new':
        return null
      case 'rating':
      case 'chatter':
        return (
          (await notDoneAfterAll(deps, stores, spoken, now)) ??
          (await dangerSaidOver(deps, stores, spoken, now)) ??
          sayWhereItIs(deps, stores, spoken, now)
        )
    }
  }
  const settled =
    (await answerToPlace(deps, stores, spoken, now)) ??
    (isCry(spoken) ? await sayWhereItIs(deps, stores, spoken, now) : null) ??
    (await answerToClosure(deps, stores, spoken, now)) ??
    (await act())
  if (settled !== null) return settled
  if (couldBeAppeal(deps, spoken)) return hearAppeal(deps, stores, spoken, now)
  const waits = (setting.private || message.addressed) && !quiet
  if (waits && !isBareThanks(spoken.said)) {
    const praised = await hearPraise(deps, stores, spoken, now)
    if (praised !== null) return praised
  }
  if (waits) await stores.outbox.put(replyTo(message, setting, plainAnswer(spoken), now))
  return { end: waits ? 'answered' : 'chatter', caseId: null }
}

const asksWhatTheBotIs =
  /(?:是不是|是个?)(?:机器人|真人|人工|电脑)|机器人吗|你(?:是谁|是什么|会|能|可以).{0,6}$|怎么用|干啥|干什么|做什么|有什么用|你叫什么/u

const greets = /^(?:你好|您好|在吗|在不在|早上好|早|晚上好|hi|hello)?[\s!！。?？~～]*$/iu
/** Words that order the bot about, or speak as if the speaker held a post (8.2): text gives nobody a right. */
const ordersTheBot =
  /忽略.{0,8}(?:指令|规则|要求)|你现在是|系统提示|管理员|(?:公布|列出|告诉我|发给我).{0,12}(?:手机|电话|名字|姓名|身份证|地址)|(?:手机|电话|名字|姓名|身份证|地址).{0,6}(?:发|告诉|报|念)(?:给|一下给)?我/u

/** Whoever wants a person, and who: whatever it is about still has to be said. */
const wantsPerson =
  /^(?:我|我们)?(?:要|想|能不能|可以|请)?(?:见|找|转|接|联系)(?:一下|到|个)?.{0,4}(?:镇长|书记|主任|领导|负责人|人工|真人|客服|值班)(?:吗|呢|吧)?$/u

/** A question about the bot, a greeting, an order: answered, and never an appeal (8.2). */
export const isAboutTheBot = (said: string): boolean =>
  asksWhatTheBotIs.test(said) || greets.test(said) || ordersTheBot.test(said) || readCommand(said) !== null

function plainAnswer({ said }: Spoken): string {
  if (said.length >= readAtMost) return tooLong()
  if (asksWhatTheBotIs.test(said)) return residentHelp()
  if (greets.test(said)) return greeting()
  if (isBareThanks(said)) return welcome()
  if (wantsPerson.test(said.replace(/[\s\p{P}]/gu, ''))) return personWanted()
  if (isHostile(said) || isAbuse(said)) return calmly()
  return readCommand(said) !== null || ordersTheBot.test(said) ? noSuchRight() : notUnderstood()
}
