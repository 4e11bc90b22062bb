import type { CaseRecord } from '../cases/case.ts'
import { ended } from '../cases/case.ts'
import { sentenceWithout, takenFrom, wordsAfterRecall } from '../cases/recalled-words.ts'
import { withoutBotMention } from '../chat/mention.ts'
import { sentShown, wordsShown } from '../feedback/shown.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { redactText } from '../intake/redact.ts'
import { addSeconds } from '../kernel/clock.ts'
import { commandRecalled } from '../wording/desk.ts'
import { recalledAfterFiling } from '../wording/residents.ts'
import { heardFromVoice } from '../wording/voice.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { replyTo } from './replies.ts'
import type { Setting } from './speaker.ts'
import { readAtMost } from './spoken.ts'

/**
 * 6.9: recalled words are dropped before filing, also while they wait for more; after it the speaker is asked in private
 * whether the matter is taken back too. Either way the words go from every place they were copied to, and are not repeated.
 * The recall message carries the id of what was recalled in its text; only the speaker's own message is touched.
 */
export async function hearRecall(deps: DeskDeps, message: KeptMessage, setting: Setting): Promise<void> {
  const attachment = await deps.unitOfWork.run(async (stores) => {
    const recalled = await stores.messages.byPlatformId(message.text)
    const own =
      recalled !== null &&
      recalled.contactId === message.contactId &&
      recalled.conversationKey === message.conversationKey
    if (own) await takeBack(deps, stores, message, setting, recalled)
    await stores.messages.settle([message.seq], 'recall', null, null)
    return own && recalled.kind !== 'text' ? recalled.platformId : null
  })
  if (attachment !== null) await deps.dropAttachment(attachment)
}

async function takeBack(
  deps: DeskDeps,
  stores: DeskStores,
  message: KeptMessage,
  setting: Setting,
  recalled: KeptMessage,
): Promise<void> {
  if (recalled.state !== 'done') await stores.messages.settle([recalled.seq], 'recalled', null, null)
  await stores.messages.erase(recalled.platformId)
  const told = recalled.caseId === null ? null : await stores.cases.byId(recalled.caseId)
  const touched = await casesTouched(stores, setting, recalled, told)
  await dropWords(deps, stores, setting, recalled, touched)
  if (recalled.end?.startsWith('command:') === true) {
    await stores.outbox.put(
      replyTo(message, setting, commandRecalled(), deps.clock.now(), { privately: true }),
    )
    return
  }
  if (told === null || ended.has(told.state) || !stillTheirs(told, setting)) return
  const more = { purpose: 'recalled', caseId: told.id, privately: true }
  await stores.outbox.put(
    replyTo(message, setting, recalledAfterFiling({ number: told.number }), deps.clock.now(), more),
  )
}

const stillTheirs = (record: CaseRecord, setting: Setting): boolean =>
  record.reporters.some((one) => one.key === setting.speaker.key && !one.withdrawn)

/** One message may have opened two cases, and names only the first: all of the speaker's since then are looked at. */
async function casesTouched(
  stores: DeskStores,
  setting: Setting,
  recalled: KeptMessage,
  told: CaseRecord | null,
): Promise<readonly CaseRecord[]> {
  const since = addSeconds(recalled.heardAt, -1)
  const own = await stores.cases.find({ reporter: setting.speaker.key, receivedSince: since, most: 20 })
  return told === null ? own : [told, ...own.filter((one) => one.id !== told.id)]
}

/** The ways in which these words were written down: as said, without private parts, and as notices show them. */
function phrasesOf(text: string, names: readonly string[]): readonly string[] {
  const said = withoutBotMention(text, names).trim().slice(0, readAtMost)
  const redacted = redactText(said)
  const shown = sentShown(redacted).replaceAll(/^“|”$/gu, '')
  const phrases = [...new Set([text.trim(), said, redacted, shown])].filter((phrase) => phrase !== '')
  return [...phrases, ...phrases.map((phrase) => `${heardFromVoice}${phrase}`)]
}

/** What opened a case stands first in it; a message that joined or added has its words in its event alone. */
const opens: ReadonlySet<string> = new Set(['filed', 'triage'])

async function dropWords(
  deps: DeskDeps,
  stores: DeskStores,
  setting: Setting,
  recalled: KeptMessage,
  touched: readonly CaseRecord[],
): Promise<void> {
  const { bot } = deps.ground().directory.data
  const phrases = phrasesOf(recalled.text, [bot.name, ...bot.aliases])
  const { conversationKey, contactId, platformId, heardAt, text } = recalled
  const spoken = { conversationKey, contactId, person: setting.speaker.code, platformId, since: heardAt }
  await stores.copiedWords.atDesk(spoken, (words) => takenFrom(words, phrases))
  if (phrases.length === 0) return
  const gone: string[] = [...phrases]
  for (const { id } of touched) {
    const record = await stores.cases.lock(id)
    if (record === null) continue
    const opened = opens.has(recalled.end ?? '') && record.id === recalled.caseId
    const words = wordsAfterRecall(record, phrases, opened)
    if (words === record.words) continue
    gone.push(wordsShown(record))
    await stores.copiedWords.inCase(record.id, words)
  }
  const ids = touched.map((one) => one.id)
  const rewrite = (text: string): string => sentenceWithout(text, gone)
  await stores.copiedWords.inEvents(ids, setting.speaker.key, phrases)
  await stores.copiedWords.inNotices(ids, rewrite)
  await stores.copiedWords.inMessages({ conversationKey, contactId, text, since: heardAt }, rewrite)
}
