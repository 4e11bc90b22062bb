import { conversationKey, inPrivate } from '../chat/conversation.ts'
import type { CaseRecord } from '../cases/case.ts'
import { closedInPrivate } from '../feedback/closure.ts'
import { matterShown, placeShown } from '../feedback/shown.ts'
import type { Ground } from '../grid/ground.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { isBareRating, readRating } from '../intake/rating.ts'
import { type Rating, ratings } from '../intake/reading.ts'
import { addHours } from '../kernel/clock.ts'
import { whichRated } from '../wording/residents.ts'
import { numbersIn } from './command.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { replyTo } from './replies.ts'
import type { Setting } from './speaker.ts'

const questionKind = 'which_closed'

/** All of several: 都满意, 两件都不满意, 都是. */
const allOfThem =
  /^(?:[两二三四五几]件|这几件|全部)?(?:全?都|全部)(?:很|挺|非常|比较|基本|不太?)?(?:满意|好评|[1-5一二三四五]分)/u
/** 楼道灯那件, 是垃圾的: an answer to which one, and no new matter. */
const pointsAt = /^.{1,12}(?:那件|那个|这件|那事|的)(?:事)?[。.!！]?$/u
const ratingWords = /非常|很|挺|比较|基本|还算|不太|不|满意|好评|谢谢|感谢|[一二三四五1-5](?:分|星)/gu

/** A case number, whole or in part: no rating in figures. */
const numberSaid = /[a-z]{1,6}\d{8}-\d{4,}|(?<!\d)\d{4}(?!\d)|(?<!\d)\d{1,3}号/giu

type Numbered = Pick<CaseRecord, 'number'>

const only = <One>(found: readonly One[]): One | null => (found.length === 1 ? (found[0] ?? null) : null)

/** Which of these is called by its number, by the last four figures, or as 3号; null where it is not one. */
export function numberedIn<One extends Numbered>(said: string, among: readonly One[]): One | null {
  const plain = said.normalize('NFKC').toUpperCase()
  const full = among.filter(({ number }) => plain.includes(number))
  if (full.length > 0) return only(full)
  const figures = [...plain.matchAll(/(?<![\d-])(\d{4})(?!\d)|(?<![\d-])(\d{1,3})号(?!楼|院)/gu)]
  const running = figures.map(([, four, short]) => Number(four ?? short))
  return only(among.filter(({ number }) => running.includes(Number(number.split('-').at(-1)))))
}

/** Which of these the words are about: two letters running of the matter of one alone. */
export function aboutIn<One>(
  said: string,
  among: readonly One[],
  matterOf: (one: One) => string,
): One | null {
  const letters = [...said.normalize('NFKC').replace(ratingWords, ' ')]
  const pairs = letters
    .map((letter, at) => letter + (letters[at + 1] ?? ''))
    .filter((two) => /^\p{Script=Han}{2}$/u.test(two))
  return only(among.filter((one) => pairs.some((two) => matterOf(one).includes(two))))
}

const matterOf =
  (ground: Ground) =>
  (one: CaseRecord): string =>
    `${matterShown(one, ground)} ${one.title} ${placeShown(one, 'residents')}`

/** In a room only what was closed in that room is meant, where anything was; in private everything may be. */
const closedHere = (among: readonly CaseRecord[], { speaker, room, private: alone }: Setting) => {
  if (alone || room === null) return among
  const here = among.filter(
    (one) =>
      !closedInPrivate(one) &&
      one.reporters.some(({ key, room: where }) => key === speaker.key && where === room.code),
  )
  return here.length > 0 ? here : among
}

export interface Judged {
  cases: readonly CaseRecord[]
  rating: Rating
}

/** Begins with a rating: 基本满意，就是慢了点. */
export const ratingInFront =
  /^我?(?:对.{1,6})?(?:很|非常|挺|十分|比较|基本上?|还算|不太|很不|非常不|不是很|不)?满意/u
const figureAlone = /^[1-5一二三四五](?:分|星)?[。.!！]?$/u
const isRating = (value: unknown): value is Rating => ratings.some((one) => one === value)

const privateKey = (setting: Setting): string => conversationKey(inPrivate(setting.speaker.contactId))

/** The rating that waits for the speaker to say which case it is for; null where nothing was asked. */
async function waiting(stores: DeskStores, setting: Setting, now: Date): Promise<Rating | null> {
  if (!setting.private) return null
  const question = await stores.questions.open(privateKey(setting), setting.speaker.contactId, now)
  const rating = question?.kind === questionKind ? question.facts['rating'] : null
  return isRating(rating) ? rating : null
}

/**
 * 6.4: what a message can only be a rating of, among the speaker's unrated closed cases. One that is quoted or named, or
 * the only one; of several the bot asks in private which is meant ('asked') and never guesses. Null: it is no rating.
 */
export async function judgedIn(
  deps: DeskDeps,
  stores: DeskStores,
  heard: { message: KeptMessage; setting: Setting; said: string },
  unrated: readonly CaseRecord[],
  now: Date,
): Promise<Judged | 'asked' | null> {
  const { message, setting, said } = heard
  if (unrated.length === 0) return null
  const ground = deps.ground()
  const earlier = await waiting(stores, setting, now)
  const same = said.trim().startsWith('都是')
  const judged = readRating(said.normalize('NFKC').replace(numberSaid, ' '))
  const rating = (same ? null : judged) ?? earlier
  const all = unrated.length > 1 && (same ? earlier !== null : allOfThem.test(said.trim()))
  if (rating === null) return null
  const quoted = message.quote === null ? [] : numbersIn(message.quote.text)
  const own = unrated.find((one) => quoted.includes(one.number))
  if (own !== undefined) return judged === null ? null : { cases: [own], rating }
  const clear = isBareRating(said) || ratingInFront.test(said) || figureAlone.test(said.trim())
  if (!clear && earlier === null && !all) return null
  const among = closedHere(unrated, setting)
  const pointed = clear || pointsAt.test(said.trim())
  const named = numberedIn(said, unrated) ?? (pointed ? aboutIn(said, unrated, matterOf(ground)) : null)
  const meant = all ? among : named !== null ? [named] : clear && among.length === 1 ? among : []
  if (meant.length > 0) {
    if (earlier !== null)
      await stores.questions.drop(privateKey(setting), setting.speaker.contactId, questionKind)
    return { cases: meant, rating }
  }
  if (!clear) return null
  await askWhich(deps, stores, heard, among, rating, now)
  return 'asked'
}

/** Asked in private, never guessed; the rating waits for the answer. */
export async function askWhich(
  deps: DeskDeps,
  stores: DeskStores,
  { message, setting }: { message: KeptMessage; setting: Setting },
  among: readonly CaseRecord[],
  rating: Rating,
  now: Date,
): Promise<void> {
  const ground = deps.ground()
  const lines = among.slice(0, 5).map((one) => `${one.number} ${matterShown(one, ground)}`)
  await stores.outbox.put(replyTo(message, setting, whichRated(lines), now, { privately: true }))
  await stores.questions.ask({
    conversationKey: privateKey(setting),
    contactId: setting.speaker.contactId,
    kind: questionKind,
    facts: { rating },
    until: addHours(now, 24 * ground.rulebook.stages.rateNaturalDays),
  })
}
