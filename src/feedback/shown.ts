import { LRUCache } from 'lru-cache'
import type { CaseRecord } from '../cases/case.ts'
import { buildingTitle, plainWriting, readBuilding } from '../grid/building-name.ts'
import type { Ground } from '../grid/ground.ts'
import { postTitle } from '../grid/naming.ts'
import type { Assignment } from '../routing/decision.ts'
import { asSaid } from '../wording/as-said.ts'
import { maskText } from '../wording/mask.ts'
import { spokenTime } from '../worktime/spoken.ts'
import { dayOf } from '../worktime/zone.ts'

/** Words that only say inside which flat it is; a resident reads of the house and no further (6.3). */
const insideFlat =
  /(?:(?:我|他|她|人|邻居)?家(?:里|中)?)?(?:厨房|客厅|卧室|卫生间|浴室|阳台|次卧|主卧|书房|屋里|房间(?:里)?|家里|家中)/gu
const flatNumber = /(?:\d{3,4}|[一二三四五六七八九十]{1,3}楼?[东西]?)(?:室|户|房)/gu

/** A village group stays as it was said (四组); everything else takes the form of notices (3号楼, B座). */
function buildingRead(building: string): string {
  const read = readBuilding(plainWriting(building))
  if (read === null || (read.family === 'group' && building.endsWith(read.word))) return building
  return buildingTitle(read)
}

/** Lists show the same few buildings and places over and over: so many answers are kept. */
function keeping(most: number, of: (text: string) => string): (text: string) => string {
  const answers = new LRUCache<string, string>({ max: most })
  return (text) => {
    const known = answers.get(text)
    if (known !== undefined) return known
    const answer = of(text)
    answers.set(text, answer)
    return answer
  }
}

const buildingShown = keeping(2_000, buildingRead)
/** A place without private parts. */
const placeMasked = keeping(5_000, (place) => maskText(place))

/** `word` once, whether or not the figure brought it along: 2 and 2单元 are both 2单元. */
const withWord = (figure: string, word: string): string =>
  figure.endsWith(word) ? figure : `${figure}${word}`

/** Puts a further part behind what stands already, without saying twice what both say (2单元 + 单元门 → 2单元门). */
function joinedTo(said: string, part: string): string {
  if (part === '' || said.endsWith(part)) return said
  if (said !== '' && part.startsWith(said)) return part
  for (let shared = Math.min(said.length, part.length - 1); shared >= 2; shared -= 1)
    if (said.endsWith(part.slice(0, shared))) return said + part.slice(shared)
  return said + part
}

/** For staff: the place with the flat. For residents: without it (6.3). */
export function placeShown(record: Pick<CaseRecord, 'place'>, audience: 'staff' | 'residents'): string {
  const { estate, building, unit, room, spot, also = [] } = record.place
  const residents = audience === 'residents'
  const spotShown = residents ? (spot ?? '').replace(flatNumber, '').replace(insideFlat, '') : (spot ?? '')
  const parts = [
    estate ?? '',
    building === null ? '' : [building, ...also].map(buildingShown).join('、'),
    unit === null ? '' : withWord(unit, '单元'),
    room === null || residents ? '' : withWord(room, '室'),
    spotShown,
  ]
  const shown = parts.reduce(joinedTo, '')
  return residents ? placeMasked(shown) : shown
}

export const matterShown = (record: Pick<CaseRecord, 'category'>, ground: Ground): string =>
  ground.directory.leaf(record.category)?.name ?? '事项'

/** e.g. 社区责任人 陈岚 → title and name apart; a department's people go by the department. */
export const titleOf = (assignment: Assignment, ground: Ground): string =>
  assignment.dept === null
    ? postTitle(ground.directory, assignment)
    : ground.directory.departmentName(assignment.dept)

export const nameOf = (assignment: Assignment, ground: Ground): string =>
  ground.directory.nameOf(assignment.person)

/** The due time as people say it; '' where there is none. */
export const dueShown = (record: Pick<CaseRecord, 'dueAt'>, ground: Ground, now: Date): string =>
  record.dueAt === null ? '' : spokenTime(record.dueAt, now, ground.calendar)

/**
 * The number as staff may type it back (10.1): the running number alone on the day of the case, else the full number.
 * `now` is when it is read, in the town's zone.
 */
export function refOf(
  record: Pick<CaseRecord, 'number'>,
  ground: Pick<Ground, 'calendar'>,
  now: Date,
): string {
  const [, day, running] = /(\d{8})-(\d+)$/u.exec(record.number) ?? []
  const today = dayOf(now, ground.calendar.zone).replaceAll('-', '')
  return day === today && running !== undefined ? String(Number(running)) : record.number
}

const markers: Readonly<Record<string, string>> = {
  image: '一张图片',
  picture: '一张图片',
  voice: '一条语音',
  audio: '一条语音',
  video: '一段视频',
  file: '一个文件',
  location: '一个位置',
}
const marker = /\[(image|picture|voice|audio|video|file|location)\]/gu

/** What a resident sent, as a sentence about it: the words in quotation marks; a message without words by its kind. */
export function sentShown(words: string): string {
  const kinds = [...words.matchAll(marker)].map((found) => markers[found[1] ?? ''] ?? '')
  const text = asSaid(words.replace(marker, ' ').replace(leading, ''))
  const sent = kinds.length === 0 ? '' : `发来${kinds.join('、')}`
  if (text === '') return sent
  return sent === '' ? `“${text}”` : `“${text}”，并${sent}`
}

/** What is left in front where the name of the bot was taken away, or a message begins in the middle. */
const leading = /^[\s,，、。.;；:：]+/u

/** Residents' words for staff: redacted already, one line that fits a screen, without the marks of messages. */
export const wordsShown = (record: Pick<CaseRecord, 'words'>): string =>
  asSaid(
    record.words.replace(marker, (_, kind: string) => `（${markers[kind] ?? '附件'}）`).replace(leading, ''),
  )
