import type { KeptMessage } from '../intake/ports.ts'
import { newId } from '../kernel/ids.ts'
import type { AuditFacts } from '../rights/audit.ts'
import { eraseAsk, erasedNow, tracesShown, privatelyPlease, staffStays } from '../wording/person-traces.ts'
import type { DeskDeps } from './ports.ts'
import { replyTo } from './replies.ts'
import type { Setting } from './speaker.ts'

type Wish = 'show' | 'ask_erase' | 'erase'

const bare = (said: string): string => said.replaceAll(/[\s\p{P}～]/gu, '')
const show =
  /^(?:看看?|查看?|查询)?(?:你们?)?(?:都)?(?:记了|存了|保存了)?我的(?:个人)?(?:信息|资料|数据)(?:有哪些)?$|^你们?(?:都)?(?:记了|存了|保存了)我(?:的)?(?:什么|哪些)(?:信息|资料|数据)?$/u
const ask = /^(?:请)?(?:删除|删掉|清除|注销)我的(?:个人)?(?:信息|资料|数据|账号)$/u
const sure = /^确认删除我的(?:个人)?(?:信息|资料|数据|账号)$/u

/** 我的信息, 删除我的信息, 确认删除我的信息, and nothing else. */
export function readTraceWish(said: string): Wish | null {
  const words = bare(said)
  if (sure.test(words)) return 'erase'
  if (ask.test(words)) return 'ask_erase'
  return show.test(words) ? 'show' : null
}

/**
 * A resident's own data, shown and erased at their own word, in private: what is kept in few words; asked for once more
 * before it goes; then the person goes and the cases stay, nothing more is said to them, and what they say from then on
 * is left out (8.8). Staff's words are official and stay. True when the message is settled.
 */
export async function hearTraceWish(
  deps: DeskDeps,
  message: KeptMessage,
  setting: Setting,
  text: string,
): Promise<boolean> {
  const wish = readTraceWish(text)
  if (wish === null) return false
  const now = deps.clock.now()
  const { speaker } = setting
  const pseudonym = `erased:${newId()}`
  const subject = { key: speaker.key, contactId: speaker.contactId }
  const done = await deps.unitOfWork.run(async (stores) => {
    const settle = (end: string): Promise<void> => stores.messages.settle([message.seq], end, null, null)
    const say = async (words: string): Promise<void> => {
      if (setting.room?.shadow !== true)
        await stores.outbox.put({
          ...replyTo(message, setting, words, now, { purpose: 'own_traces', privately: true }),
          // By the talk itself: who has been erased is known by no other name.
          ...(setting.private ? { to: { conversation: setting.conversationKey } } : {}),
        })
    }
    // Who it was is not said: the audit is for ever, and the person may go.
    const noted = (action: 'private.shown' | 'private.erased', after: AuditFacts | null): Promise<void> =>
      stores.audit.add({
        ...{ at: now, who: 'resident', action, door: 'chat', address: 'chat', before: null, after },
        ...{ subject: action === 'private.erased' ? pseudonym : null, requestId: `message:${message.seq}` },
      })
    await settle(`own_traces:${wish}`)
    if (wish === 'show') await say(tracesShown(await stores.personTraces.of(subject)))
    else if (speaker.staff) await say(staffStays())
    else if (wish === 'ask_erase') await say(eraseAsk())
    else if (!setting.private) await say(privatelyPlease())
    else {
      const erased = await stores.personTraces.erase(subject, pseudonym, now)
      await stores.leftOut.leaveOut(speaker.contactId, message.senderName, now)
      const { files, ...counted } = erased
      await noted('private.erased', { ...counted, files: files.length })
      await say(erasedNow(erased.cases))
      return erased.files
    }
    if (wish === 'show') await noted('private.shown', null)
    return []
  })
  if (wish === 'erase') await deps.refreshTown()
  for (const id of done) await deps.dropAttachment(id)
  return true
}
