import type { Directory } from '../../grid/directory.ts'
import { areaTitle } from '../../grid/naming.ts'
import type { Ground } from '../../grid/ground.ts'
import { normalise } from '../../intake/normalise.ts'
import { chooseAddress, findAddresses } from '../../intake/place.ts'
import type { KeptMessage } from '../../intake/ports.ts'
import { redactText } from '../../intake/redact.ts'
import { addMinutes } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/errors.ts'
import { visitKept, visitNeedsPlace, visitVoiceKept } from '../../wording/ledger-lines.ts'
import { wordsTooLong } from '../../wording/staff-talk.ts'
import { startOfDay } from '../../worktime/zone.ts'
import type { DeskDeps, DeskStores } from '../ports.ts'
import { replyTo } from '../replies.ts'
import type { Setting } from '../speaker.ts'
import type { TownAnswer } from './answer.ts'
import { ownSeat } from './own-area.ts'

const wordsAtMost = 1_000

/** The grid or community that the words name; null where they name none that the town knows for sure. */
function areaNamed(words: string, directory: Directory): string | null {
  const plain = normalise(words)
  const named = directory
    .gazetteer()
    .filter(({ kind, name }) => kind !== 'community' && plain.text.includes(normalise(name).text))
    .toSorted((a, b) => b.name.length - a.name.length)[0]
  if (named === undefined) return null
  const address = chooseAddress(findAddresses(plain), plain.text)
  const place = {
    estate: named.canonical,
    building: address?.building ?? null,
    unit: address?.unit ?? null,
    room: null,
    spot: null,
  }
  const found = directory.locate(place, { room: null, home: named.canonical })
  if (found.found === 'grid') return found.grid
  return found.found === 'community' ? found.community : null
}

/** "锦绣第一网格", and how often it was visited today. */
async function kept(area: string, stores: Pick<DeskStores, 'visits'>, ground: Ground, now: Date) {
  const today = await stores.visits.count(area, startOfDay(now, ground.calendar.zone))
  return visitKept({ area: areaTitle(ground.directory, area), today })
}

/** A visit written down at the pages (9.6): in the grid that is named, else in the one the place lies in, else one's own. */
export async function visitWritten(
  stores: Pick<DeskStores, 'visits'>,
  visited: { person: string; place: string; words: string; area: string | null; now: Date },
  { directory }: Ground,
): Promise<{ id: string; area: string }> {
  const { person, place, words, now } = visited
  if (visited.area !== null && directory.area(visited.area) === null)
    throw new Refusal('invalid', `没有“${visited.area}”这个地区。`)
  const area = visited.area ?? areaOf(`${place} ${words}`, person, directory)
  const written = { person, area, place: redactText(place), words: redactText(words), voices: [], at: now }
  return { id: await stores.visits.add(written), area }
}

const areaOf = (words: string, person: string, directory: Directory): string =>
  areaNamed(words, directory) ?? ownSeat(person, directory)?.area ?? directory.township().code

/**
 * 走访 place text (9.6): one line more in the log of the grid that the place lies in, else of the speaker's own. Without
 * words the bot waits some minutes for a voice message.
 */
export const visit: TownAnswer = async (deps, stores, { command, message, setting, now }) => {
  const ground = deps.ground()
  const person = setting.speaker.code ?? ''
  const said = [...command.numbers, command.rest].join(' ').trim()
  if (said.length > wordsAtMost) throw new Refusal('invalid', wordsTooLong())
  if (said.replaceAll(/[\s\p{P}]/gu, '') === '') {
    const until = addMinutes(now, ground.rulebook.staffTalk.visitVoiceMinutes)
    const { conversationKey, contactId } = message
    await stores.questions.ask({ conversationKey, contactId, kind: 'visit', facts: {}, until })
    return visitNeedsPlace(ground.rulebook.staffTalk.visitVoiceMinutes)
  }
  const words = redactText(said)
  const [place = ''] = words.split(/[\s,，。;；]/u, 1)
  const area = areaOf(said, person, ground.directory)
  await stores.visits.add({ person, area, place, words, voices: [], at: now })
  return kept(area, stores, ground, now)
}

/** A voice behind 走访, or quoting it: it belongs to that visit (9.6). True when the message is settled. */
export async function hearVisitVoice(
  deps: DeskDeps,
  message: KeptMessage,
  setting: Setting,
): Promise<boolean> {
  const person = setting.speaker.code
  if (message.kind !== 'voice' || !setting.speaker.staff || person === null) return false
  if (!setting.private && setting.room?.kind !== 'staff') return false
  const ground = deps.ground()
  const now = deps.clock.now()
  const since = addMinutes(now, -ground.rulebook.staffTalk.visitVoiceMinutes)
  return deps.unitOfWork.run(async (stores) => {
    const awaited = await stores.questions.open(message.conversationKey, message.contactId, now)
    const known = await stores.visits.latest(person, since)
    if (awaited?.kind !== 'visit' && known === null) return false
    if (awaited?.kind === 'visit') {
      const area = areaOf('', person, ground.directory)
      await stores.visits.add({ person, area, place: '', words: '', voices: [message.platformId], at: now })
      await stores.questions.drop(message.conversationKey, message.contactId, 'visit')
      await stores.outbox.put(replyTo(message, setting, await kept(area, stores, ground, now), now))
    } else if (known !== null) {
      await stores.visits.addVoice(known.id, message.platformId)
      await stores.outbox.put(replyTo(message, setting, visitVoiceKept(), now))
    }
    await stores.messages.settle([message.seq], 'visit', null, null)
    return true
  })
}
