import { addSeconds } from '../kernel/clock.ts'
import { Outage, reasonOf } from '../kernel/errors.ts'
import { conversationKey } from '../chat/conversation.ts'
import type { InboundMessage } from '../chat/inbound.ts'
import { withoutBotMention } from '../chat/mention.ts'
import type { KeptMessage } from '../intake/ports.ts'
import type { Heard, Reading } from '../intake/reading.ts'
import { type Hurry, makeHurry } from './hurry.ts'
import { hearLogin } from './login.ts'
import { hearWordless } from './wordless.ts'
import { caseLeanedOn, standsAlone } from './joining.ts'
import { hearWish, whatMayBeKept } from './left-out.ts'
import { hearMisplaced } from './misplaced.ts'
import { hearPicture } from './picture.ts'
import type { DeskDeps } from './ports.ts'
import { hearRecall } from './recall.ts'
import { hearRoomCommand } from './rooms/commands.ts'
import { hearQuarrel } from './quarrel.ts'
import { hearResident, isAboutTheBot, knownWithoutReading } from './residents.ts'
import { contextLines, type Setting, settingOf } from './speaker.ts'
import { runCommand } from './staff.ts'
import { hearAwaitedPhoto, hearStaff } from './staff-talk.ts'
import { readAtMost } from './spoken.ts'
import { withTrail } from './trail.ts'
import { hearVisitVoice } from './town/visit.ts'
import { hearUnbound } from './unbound-room.ts'
import { addsToOwnMatter, hearSpokenCommand, withHeardWords, withoutCall } from './voice.ts'

/** How many lines above a message the reader sees, and how old they may be. */
const linesAbove = 6
const hoursAbove = 2

const longestWaitMs = 5_000
/** After an outage what is unsettled is looked at again this soon. */
const lookAgainMs = 1_000

export interface Desk extends Pick<Hurry, 'announced'> {
  /** The chat's door: keeps the message, then acts on it. Resolves when it is settled or held; never rejects. */
  hear(message: InboundMessage): Promise<void>
  /** Takes up what a crash or the end of a wait has left unsettled, in order of hearing. */
  takeUp(): Promise<void>
}

/**
 * The chat door. A message is stored under its platform id first (a second arrival ends there), then read outside
 * any transaction, then settled in one transaction with all that follows from it.
 */
export function makeDesk(deps: DeskDeps): Desk {
  const failures = new Map<string, number>()
  const hurry = makeHurry()
  /** Messages that are being settled just now: a look at what is unsettled passes them over. */
  const inHand = new Set<string>()

  const settleAlone = (message: KeptMessage, end: string): Promise<void> =>
    deps.stores.messages.settle([message.seq], end, null, null)

  async function settleFailed(message: KeptMessage, error: unknown): Promise<void> {
    const times = (failures.get(message.seq) ?? 0) + 1
    failures.set(message.seq, times)
    deps.log.error({ message: message.seq, times, err: error }, 'a message could not be settled')
    if (error instanceof Outage || times < 3) {
      lookAgain()
      return
    }
    failures.delete(message.seq)
    await settleAlone(message, `defect:${reasonOf(error).slice(0, 200)}`)
  }

  let looking: NodeJS.Timeout | null = null
  function lookAgain(): void {
    looking ??= setTimeout(() => {
      looking = null
      takeUp().catch(() => {
        lookAgain()
      })
    }, lookAgainMs)
    looking.unref()
  }

  async function consider(message: KeptMessage): Promise<void> {
    if (inHand.has(message.seq)) return
    inHand.add(message.seq)
    try {
      await settle(message)
      failures.delete(message.seq)
    } catch (error) {
      await settleFailed(message, error).catch((again: unknown) => {
        deps.log.error({ message: message.seq, err: again }, 'a failed message waits for the next look')
        lookAgain()
      })
    } finally {
      inHand.delete(message.seq)
      deps.poke()
    }
  }

  /** A voice is listened to, a picture read beside the talk: nobody's cry for help waits until a machine has answered. */
  function considerInTurn(message: KeptMessage): Promise<void> {
    const aside =
      (message.kind === 'voice' && deps.wordsOfVoice !== null) ||
      (message.kind === 'image' && deps.wordsOfPicture !== null)
    const considered = consider(message)
    return aside ? Promise.resolve() : considered
  }

  async function settle(message: KeptMessage): Promise<void> {
    const { directory } = deps.ground()
    const setting = await settingOf(message, deps.stores.seats, directory)
    const trailed = withTrail(deps, message, setting)
    if (message.kind === 'recall') return hearRecall(deps, message, setting)
    const names = [directory.data.bot.name, ...directory.data.bot.aliases]
    const spoken = message.kind === 'voice'
    const text = (spoken ? withoutCall : withoutBotMention)(message.text, names).trim()
    if (await hearLogin(trailed, message, setting, text)) return
    const aboutRoom = await hearRoomCommand(trailed, message, setting, text)
    if (aboutRoom !== null) return aboutRoom === 'reread' ? takeUp() : undefined
    if (!setting.private && setting.room === null) return hearUnbound(deps, message)
    if (setting.room?.shadow === true) deps.log.debug({ message: message.seq }, 'room in shadow mode')
    if ((message.kind !== 'text' && !spoken) || text === '') {
      if (await hearAwaitedPhoto(trailed, message, setting, runCommand)) return
      if (await hearVisitVoice(trailed, message, setting)) return
      if (await hearPicture(trailed, message, setting)) return
      const heard = await withHeardWords(deps, message)
      if (heard === null) return
      return heard.text === message.text ? hearWordless(deps, message, setting, text) : settle(heard)
    }
    if (await addsToOwnMatter(trailed, message, setting, text))
      return hearWordless(deps, message, setting, text)
    if (await hearSpokenCommand(trailed, message, setting, text)) return
    if (await hearStaff(trailed, message, setting, text, runCommand)) return
    if (await hearMisplaced(trailed, message, setting, text)) return
    if (await hearWish(deps, message, setting, text)) return
    if (await hearQuarrel(deps, message, setting, text)) return
    await hearWords(message, setting, text)
  }

  async function hearWords(message: KeptMessage, setting: Setting, text: string): Promise<void> {
    const waiting = await deps.stores.messages.held(message.conversationKey, message.contactId)
    const parts = [...waiting.filter((one) => one.seq !== message.seq), message].toSorted((a, b) =>
      Number(BigInt(a.seq) - BigInt(b.seq)),
    )
    const said = parts
      .map((part) => (part.seq === message.seq ? text : part.text))
      .join('\n')
      .slice(0, readAtMost)
    if (parts.length === 1 && (await knownWithoutReading(deps, message, setting, said))) return
    const heard = await heardWith([parts[0] ?? message, ...parts.slice(1)], setting, said, message.addressed)
    const reading = await understood(heard, message, setting)
    if (await held(message, parts, reading)) return
    await hearResident(deps, { message, parts, setting, said, reading })
  }

  /** Words that seem to lean on what stood above are read once more by themselves: they may be a matter of their own. */
  async function understood(heard: Heard, message: KeptMessage, setting: Setting): Promise<Reading> {
    const reading = asTurnedToBot(
      await deps.reader().read(heard, hurry.signal(message.conversationKey)),
      heard,
      message,
      setting,
    )
    if (heard.context.length === 0 || ['new', 'chatter'].includes(reading.act)) return reading
    const spoken = { message, setting, reading, said: heard.text }
    const leanedOn = await caseLeanedOn(deps, spoken, deps.clock.now())
    const alone = deps.reader().readNow({ ...heard, context: [] })
    // 臭得不行 below somebody's closure notice sounds like a rating, and in a room none is read from free words.
    if (reading.act === 'rating' && !setting.private) return alone.act === 'new' ? alone : reading
    const own = leanedOn === null ? alone.act === 'new' : standsAlone(alone, heard.text, leanedOn)
    return own ? alone : reading
  }

  /** 8.2: what is said to the bot and could be an appeal is read as one, for a person to look at; never filed alone. */
  function asTurnedToBot(reading: Reading, heard: Heard, message: KeptMessage, setting: Setting): Reading {
    const { zones } = deps.ground().rulebook
    const turned = setting.private || message.addressed
    const doubtful = reading.act === 'chatter' && reading.score >= zones.ignore / 3
    if (!turned || !doubtful || isAboutTheBot(heard.text)) return reading
    const openly = deps.reader().readNow({ ...heard, text: `反映 ${heard.text}`, context: [] })
    return openly.act === 'new' ? { ...openly, score: zones.ignore, zone: 'triage' } : reading
  }

  async function heardWith(
    parts: readonly [KeptMessage, ...KeptMessage[]],
    setting: Setting,
    text: string,
    addressed: boolean,
  ): Promise<Heard> {
    const { directory } = deps.ground()
    const [first] = parts
    const since = addSeconds(first.heardAt, -hoursAbove * 3_600)
    const above = await deps.stores.messages.above(first.conversationKey, first.seq, since, linesAbove)
    const lines = await contextLines(above, setting, directory.data.bot.name, deps.stores.seats, directory)
    const quoted = first.quote === null ? [] : [{ speaker: 'resident' as const, ...first.quote }]
    return {
      text,
      room: setting.private ? 'private' : setting.room?.kind === 'staff' ? 'grid' : 'community',
      speaker: setting.speaker.role,
      name: setting.private ? '我' : setting.speaker.name,
      context: [...lines, ...quoted],
      addressed: setting.private || addressed,
      sources: [...above, ...parts].map(({ platformId }) => platformId),
    }
  }

  /** 8.4: waits only where the reader expects more, at most `stitchSeconds` from the first part, and only once. */
  async function held(
    message: KeptMessage,
    parts: readonly KeptMessage[],
    reading: Reading,
  ): Promise<boolean> {
    const { hearing } = deps.ground().rulebook
    const first = parts[0] ?? message
    const until = addSeconds(first.heardAt, hearing.stitchSeconds)
    const patient =
      reading.expectsMore && parts.length < hearing.partsMax && parts.every((part) => part.end !== 'waited')
    if (!patient || until <= deps.clock.now()) return false
    await deps.unitOfWork.run(async (stores) => {
      await stores.messages.hold(message.seq, reading)
      await stores.timers.set({
        key: `stitch:${message.conversationKey}:${message.contactId}`,
        kind: 'stitch',
        runAt: until,
        hold: true,
        caseId: null,
        facts: { conversationKey: message.conversationKey, contactId: message.contactId },
      })
    })
    return true
  }

  /** While the database is away the message waits here, and with it those behind it in its conversation: none is lost. */
  async function keepPatiently(keep: () => Promise<KeptMessage | null>): Promise<KeptMessage | null> {
    for (let wait = 100; ; wait = Math.min(wait * 2, longestWaitMs)) {
      try {
        return await keep()
      } catch (error) {
        if (!(error instanceof Outage)) throw error
        deps.log.warn({ waitMs: wait }, 'the database is away, a message waits')
        await new Promise((resolve) => setTimeout(resolve, wait))
      }
    }
  }

  async function hear(message: InboundMessage): Promise<void> {
    if (message.kind === 'system') {
      deps.log.debug({ id: message.id }, 'a system text is passed over')
      return
    }
    try {
      const now = deps.clock.now()
      const named = message.kind === 'recall' ? { ...message, text: message.recalledId ?? '' } : message
      const kept = await keepPatiently(async () =>
        deps.stores.messages.keep(await whatMayBeKept(deps, named, deps.ground().directory), now),
      )
      if (kept === null) return
      if (message.self) {
        await hearOwn(kept)
        return
      }
      if (message.attachment !== null && kept.kind === message.kind)
        await deps.keepAttachment(message.id, message.attachment)
      await considerInTurn(kept)
    } catch (error) {
      deps.log.error({ id: message.id, err: error }, 'a message could not be kept')
    }
  }

  /** Our own words come back: proof that an uncertain notice went out, and context for what follows. */
  async function hearOwn(kept: KeptMessage): Promise<void> {
    await deps.stores.outbox.confirm(kept.conversationKey, kept.text, kept.platformId, deps.clock.now())
    await settleAlone(kept, 'own')
  }

  async function takeUp(): Promise<void> {
    for (const message of await deps.stores.messages.unsettled()) {
      const now = await deps.stores.messages.byPlatformId(message.platformId)
      if (now?.state === 'new') await (now.self ? hearOwn(now) : considerInTurn(now))
    }
  }

  return {
    hear: (message) =>
      hear(message).finally(() => {
        hurry.settled(conversationKey(message.conversation), message.id)
      }),
    takeUp,
    announced: hurry.announced,
  }
}
