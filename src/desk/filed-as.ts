import { type FiledAs, fileCaseAs } from '../cases/filing-as.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { MoveOrder } from '../cases/orders.ts'
import { underWay } from '../deadlines/standing.ts'
import type { PlaceSaid } from '../grid/directory.ts'
import type { Ground } from '../grid/ground.ts'
import type { Leaf, Nature } from '../grid/town.ts'
import type { Kind } from '../intake/reading.ts'
import { makeCategoriser } from '../intake/category.ts'
import { redactText } from '../intake/redact.ts'
import { Refusal } from '../kernel/errors.ts'
import * as words from '../wording/filed-as.ts'
import type { Command } from './command.ts'
import { placeSaid, saysWhere } from './places.ts'

type Field = keyof FiledAs

const labels: Readonly<Record<string, Field>> = {
  类别: 'category',
  性质: 'nature',
  类型: 'kind',
  地点: 'place',
  位置: 'place',
}
const label = /(?:^|[\s,，、;；。])(?:改)?(类别|性质|类型|地点|位置)(?:改成|改为|应为|应是|是|为)?[\s:：]*/gu

const kindsSaid: Readonly<Record<string, Kind>> = {
  投诉: 'complaint',
  求助: 'help',
  咨询: 'enquiry',
  建议: 'suggestion',
  举报: 'report',
  纠纷: 'dispute',
  表扬: 'praise',
}

/** The natures of 3.1 as staff say them, each by a word that no other has. */
const naturesSaid: readonly (readonly [RegExp, Nature])[] = [
  [/居民|邻里/u, 'resident_dispute'],
  [/驻地|单位|物业|商户/u, 'organisation_dispute'],
  [/服务|审批|办事/u, 'service_request'],
  [/部门/u, 'department_matter'],
  [/县|上级|超出/u, 'county_matter'],
  [/村|社区/u, 'community_matter'],
]

/** 类别 路灯 性质 部门: whether words behind a 同意 say how the case is to be filed. */
export const saysHowToFile = (rest: string): boolean =>
  /^(?:改)?(?:类别|性质|类型|地点|位置)(?:改成|改为|应为|应是|是|为|[\s:：\d])/u.test(rest.trim())

const correctable: ReadonlySet<CaseRecord['state']> = new Set(['filed', ...underWay])

/**
 * 改类别 7 噪音, and 同意 7 类别 噪音 of what is filed already, are one order (2.1 recategorise); what still waits in triage
 * is filed so. Any other command comes back as it is.
 */
export function asCorrection(command: Command, record: Pick<CaseRecord, 'state'>): Command {
  const says = saysHowToFile(command.rest)
  if (command.name === 'agree')
    return says && correctable.has(record.state) ? { ...command, name: 'recategorise' } : command
  if (command.name !== 'recategorise') return command
  const rest = says ? command.rest : `类别 ${command.rest.replace(/^(?:改?成|改?为|应?是|到)\s*/u, '')}`
  return { ...command, name: record.state === 'triage' ? 'agree' : 'recategorise', rest }
}

const shownAtMost = 5

/** Words for one thing count as one: 噪音 is in 施工噪声扬尘, too. */
const alike = (words: string): string => words.replaceAll('噪音', '噪声').replaceAll('煤气', '燃气')

const shownLeaf = ({ code, name }: Leaf): string => `${code} ${name}`

/** What somebody may have meant by a name that no leaf has: as the reader would understand it, else by shared letters. */
function leavesLike(said: string, leaves: readonly Leaf[]): readonly Leaf[] {
  const read = makeCategoriser(leaves)
    .rank(said)
    .map(({ leaf }) => leaves.find(({ code }) => code === leaf))
    .filter((leaf) => leaf !== undefined)
  const shares = leaves.filter(({ name }) =>
    [...said].some((_, at) => at + 2 <= said.length && alike(name).includes(said.slice(at, at + 2))),
  )
  return [...new Set([...read, ...shares])].slice(0, mayBeMeant)
}

const mayBeMeant = 3

function leafSaid(said: string, { directory }: Ground): string {
  const { leaves } = directory.data
  const plain = said.replaceAll(/[\s。.!！]/gu, '')
  const like = alike(plain)
  const named = (fits: (leaf: Leaf) => boolean): readonly Leaf[] => leaves.filter(fits)
  const whole = named(({ code, name }) => code === plain || name === plain)
  const part =
    plain.length < 2 ? [] : named(({ name }) => alike(name).includes(like) || like.includes(alike(name)))
  const found = whole.length > 0 ? whole : part
  const [only] = found
  if (only === undefined) {
    const meant = leavesLike(like, leaves).map(shownLeaf)
    throw new Refusal('not_found', words.noSuchLeaf(plain.slice(0, 20), meant))
  }
  if (found.length > 1)
    throw new Refusal('invalid', words.whichLeaf(found.slice(0, shownAtMost).map(shownLeaf)))
  return only.code
}

function kindSaid(said: string): Kind {
  const kind = kindsSaid[said.replaceAll(/[\s。.!！]/gu, '')]
  if (kind === undefined) throw new Refusal('invalid', words.whichKind(Object.keys(kindsSaid)))
  return kind
}

function natureSaid(said: string): Nature {
  const nature = naturesSaid.find(([pattern]) => pattern.test(said))?.[1]
  if (nature === undefined) throw new Refusal('invalid', words.whichNature())
  return nature
}

/** What no name and no number of a house says is a spot, as it was said. */
function whereSaid(said: string, ground: Ground): PlaceSaid {
  const place = placeSaid(said, ground)
  return saysWhere(place) ? place : { ...place, spot: redactText(said.trim()).slice(0, 40) }
}

/** What words such as 类别 路灯 地点 3号楼 say; a Refusal names what is not understood, and nothing is changed. */
export function filedAsSaid(rest: string, ground: Ground): FiledAs {
  const found = [...rest.matchAll(label)]
  const said: { -readonly [Key in Field]?: FiledAs[Key] } = {}
  for (const [at, match] of found.entries()) {
    const field = labels[match[1] ?? '']
    const value = rest.slice(match.index + match[0].length, found[at + 1]?.index).trim()
    if (value === '' || field === undefined) throw new Refusal('invalid', words.whatInstead(match[1] ?? ''))
    if (field === 'category') said.category = leafSaid(value, ground)
    else if (field === 'nature') said.nature = natureSaid(value)
    else if (field === 'kind') said.kind = kindSaid(value)
    else said.place = whereSaid(value, ground)
  }
  return said
}

/** What somebody says at a desk, as it may be kept; a leaf that the town does not have is refused in one line. */
export function asMayBeKept(as: FiledAs, { directory }: Ground): FiledAs {
  if (as.category !== undefined && directory.leaf(as.category) === null)
    throw new Refusal('invalid', words.noSuchLeaf(as.category, []))
  const { place } = as
  return place?.spot == null ? as : { ...as, place: { ...place, spot: redactText(place.spot) } }
}

export const fileAsAsked = (record: CaseRecord, as: FiledAs, ground: Ground): MoveOrder =>
  fileCaseAs(record, asMayBeKept(as, ground), ground)
