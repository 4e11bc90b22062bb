import { type FiledAs, corrected } from '../cases/filing-as.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { Door } from '../cases/event.ts'
import { receiveCase } from '../cases/receive.ts'
import { withoutBotMention } from '../chat/mention.ts'
import type { Ground } from '../grid/ground.ts'
import { pointedOutEnd } from '../intake/corrections.ts'
import type { KeptMessage } from '../intake/ports.ts'
import type { Matter, Reader, Reading } from '../intake/reading.ts'
import { addHours } from '../kernel/clock.ts'
import { Refusal } from '../kernel/errors.ts'
import { recusedFrom } from '../routing/recusal.ts'
import { nothingQuoted, passedOverGone, pointedOutReply, roomNotBound } from '../wording/pointed-out.ts'
import { aboutWhom } from './about-whom.ts'
import { botAtChat } from './acting.ts'
import { appealOf } from './appeals.ts'
import { askWhetherSame, knownCase } from './known-case.ts'
import { asMayBeKept } from './filed-as.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { replyTo } from './replies.ts'
import { type Setting, settingOf } from './speaker.ts'
import { readAtMost, type Spoken } from './spoken.ts'

type Stores = Pick<DeskStores, 'cases' | 'events' | 'messages' | 'seats' | 'passedOver' | 'corrections'>

export interface PointedOut {
  /** Our running number of the message. */
  seq: string
  /** Who says that it is an appeal; holds a post. */
  person: string
  door: Door
  /** What they say it is; what they leave out the bot proposes. */
  as: FiledAs
  now: Date
}

export interface PointingDeps {
  ground(): Ground
  reader(): Pick<Reader, 'readNow'>
}

/** 8.1: raw messages live so long, and nothing older is looked at. */
export const rawSince = (now: Date, { rulebook }: Ground): Date =>
  addHours(now, -24 * rulebook.rawMessageDays)

/** The leaf of what fits nowhere; the duty officer says what it is. */
const otherLeaf = '9999'

/** What the reader makes of words when it is told that they are an appeal. */
function matterIn(
  said: string,
  heard: { setting: Setting },
  reader: Pick<Reader, 'readNow'>,
  ground: Ground,
): Matter {
  const { setting } = heard
  const read = (text: string): Reading =>
    reader.readNow({
      ...{ text, context: [], name: setting.speaker.name, speaker: setting.speaker.role },
      room: setting.private ? 'private' : setting.room?.kind === 'staff' ? 'grid' : 'community',
    })
  const [found] = [...read(said).matters, ...read(`反映 ${said}`).matters]
  if (found !== undefined) return found
  const { leaves } = ground.directory.data
  const leaf = leaves.find(({ code }) => code === otherLeaf) ?? leaves.at(-1)
  return {
    ...{ kind: 'help', category: leaf?.code ?? otherLeaf, nature: leaf?.nature ?? 'community_matter' },
    place: { estate: null, building: null, unit: null, room: null, spot: null },
    ...{ occurred: null, urgency: 'normal', confidential: false, certainty: 0, evidence: {} },
    title: leaf?.name ?? '',
  }
}

/**
 * "This was one": what the reader passed over waits in triage from now on, with its source and its original words, and its
 * speaker is the reporter. It is received by the duty officer, or by the bot on the word of whoever else points at it
 * (2.1). Whom it is about neither finds nor points at it (3.5). Refused where it is gone, or was dealt with.
 */
export async function takeUpPassedOver(
  { ground: groundNow, reader }: PointingDeps,
  stores: Stores,
  { seq, person, door, as, now }: PointedOut,
): Promise<CaseRecord> {
  const ground = groundNow()
  const { directory } = ground
  const message = await stores.passedOver.take(seq, rawSince(now, ground))
  if (message === null || isAbout(person, message, ground)) throw new Refusal('not_found', passedOverGone())
  const setting = await settingOf(message, stores.seats, directory)
  if (!setting.private && setting.room === null) throw new Refusal('wrong_state', roomNotBound())
  const names = [directory.data.bot.name, ...directory.data.bot.aliases]
  const said = withoutBotMention(message.text, names).trim().slice(0, readAtMost)
  const read = matterIn(said, { setting }, reader(), ground)
  const matter: Matter = { ...read, ...corrected(read, asMayBeKept(as, ground), ground) }
  const spoken: Spoken = { message, parts: [message], setting, said, reading: nothingRead }
  const appeal = { ...appealOf(spoken, matter, ground, now), addressed: false }
  const pointedOut = { by: person, filedAs: as.category !== undefined }
  const onDuty = directory.holdings(person).some(({ post }) => post === 'duty_officer')
  const mover = onDuty
    ? { actor: { by: person, post: 'duty_officer' as const }, door }
    : { ...botAtChat, door }
  const { same, maybe } = await knownCase(stores, spoken, matter, ground, now)
  const like = same ?? maybe
  const { record } = await receiveCase(stores, { ...appeal, pointedOut }, 'triage', mover, ground, now)
  if (like !== null && like.id !== message.caseId && setting.room?.shadow !== true)
    await askWhetherSame(stores, record, like, ground, now)
  if (message.caseId !== null) await stores.corrections.takeBack(message.caseId, 'dismiss')
  await stores.messages.settle([message.seq], pointedOutEnd, null, record.id)
  return record
}

const nothingRead: Reading = {
  ...{ act: 'new', score: 1, zone: 'triage', matters: [], pii: [], expectsMore: false, rating: null },
}

/** 3.5: whether these words are about somebody, or about an organisation they belong to. */
export const isAbout = (person: string, { text }: Pick<KeptMessage, 'text'>, ground: Ground): boolean =>
  recusedFrom(aboutWhom(text, ground), ground.directory).has(person)

const saysItIsOne =
  /^(?:这|这条|这个|这句|上面)?(?:是|也是|算|应该是|应该算)(?:一?[条件个])?诉求(?:的)?[\s。.!！]*$/u

/** So many lines above are compared with a quote: a chat says what was quoted, never which message it was. */
const comparedAtMost = 400

async function quotedIn(
  { stores }: Pick<DeskDeps, 'stores'>,
  message: KeptMessage,
  since: Date,
): Promise<KeptMessage | null> {
  const { quote, conversationKey } = message
  if (quote === null || quote.text.trim() === '') return null
  const lines = await stores.passedOver.page({
    ...{ since, conversation: conversationKey, before: message.seq, most: comparedAtMost },
  })
  const said = lines.filter(({ text }) => text.trim() === quote.text.trim())
  return said.find(({ senderName }) => senderName === quote.name) ?? said[0] ?? null
}

/**
 * 是诉求, said by somebody with a post below a quoted line, in whatever room: it is taken up as though it had been read so.
 * The room hears nothing of it, whoever said it is answered privately. True when the message is settled.
 */
export async function hearPointedOut(
  deps: DeskDeps,
  message: KeptMessage,
  setting: Setting,
  text: string,
): Promise<boolean> {
  const person = setting.speaker.staff ? setting.speaker.code : null
  if (person === null || message.quote === null || !saysItIsOne.test(text)) return false
  const now = deps.clock.now()
  const quoted = await quotedIn(deps, message, rawSince(now, deps.ground()))
  const settle = (line: string, end: string, make: ((stores: DeskStores) => Promise<CaseRecord>) | null) =>
    deps.unitOfWork.run(async (stores) => {
      const record = make === null ? null : await make(stores)
      const said = record === null ? line : pointedOutReply(record.number)
      await stores.outbox.put(
        replyTo(message, setting, said, now, { privately: true, caseId: record?.id ?? null }),
      )
      await stores.messages.settle([message.seq], end, null, null)
    })
  try {
    await settle(
      nothingQuoted(),
      'command:pointed_out',
      quoted === null
        ? null
        : (stores) => takeUpPassedOver(deps, stores, { seq: quoted.seq, person, door: 'chat', as: {}, now }),
    )
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await settle(error.message, `refused:${error.code}`, null)
  }
  return true
}
