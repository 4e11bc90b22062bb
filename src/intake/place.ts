import { makeTaken } from '../wording/taken.ts'
import { inFigures, numeralClass } from './normalise.ts'
import { quick } from './needs.ts'
import type { Plain } from './normalise.ts'

type Slot = 'building' | 'unit' | 'room'
const order: Readonly<Record<Slot, number>> = { building: 0, unit: 1, room: 2 }

interface Token {
  slot: Slot
  value: string
  from: number
  to: number
}

/** Slots that stand together: one address. */
export interface Address {
  building: string | null
  unit: string | null
  room: string | null
  from: number
  to: number
  /** Said to be the speaker's own (我家602, 我是3栋的). */
  own: boolean
}

const n = `(?:[${numeralClass}]{1,4})`
const name = `(?:\\d{1,3}|[a-h]\\d{0,2}|[零〇一二两三四五六七八九十百]{1,4}|[甲乙丙丁])`
const dash = '\\s?[-－/]\\s?'
const triple = new RegExp(
  `(?<![\\d.a-z/-])(\\d{1,3}|[a-h]\\d{0,2}|[一二三四五六七八九十]{1,3})\\s?[-/.、#]\\s?(\\d{1,2}|[一二三四五六七八九])\\s?[-/.、#]\\s?(\\d{3,4})(?![\\d:-])`,
  'gu',
)
const double = new RegExp(
  `(?<![\\d.a-z:/-])(\\d{1,2}|[a-h]\\d?)${dash}(\\d{3,4})(?![\\d:.元块年月日-])`,
  'gu',
)
const buildingUnit = new RegExp(
  `(?<![\\d.a-z-])(\\d{1,2})${dash}(\\d{1,2})(?=\\s?(?:单元|楼道|${dash}\\d{3}))`,
  'gu',
)
const building = new RegExp(
  `(?<![\\d.a-z零〇一二三四五六七八九十百])(?:(${name})\\s?(?:号楼(?!梯)|号栋|[栋幢](?!楼的)|#\\s?楼?|号院(?!子)|号(?=\\s?${n}\\s?(?:单元|门\\s?\\d))|楼(?=\\s?${n}\\s?单元))|((?:\\d{1,2}|[a-h]))\\s?座)`,
  'gu',
)
const unit = new RegExp(
  `(?<![\\d.a-z])((?:\\d{1,2}|[a-h]|[一二三四五六七八九十]{1,3}|[甲乙丙丁东西南北中]))\\s?(?:单元(?!门禁卡)|门洞|门栋|门(?=\\s?\\d{3}(?!\\d\\d)))`,
  'gu',
)
/** 2门 behind a building is a unit; 2号门 and 东门 are gates. */
const unitDoor = /(?<=(?:号楼|[栋幢座#])\s?)(\d{1,2}|[一二三四五六七八九])门(?![口卫禁岗面诊市铃锁窗牌])/gu
const roomMarked = new RegExp(
  `(?<![\\d.])(\\d{3,4}|[零〇一二三四五六七八九]{3,4})\\s?(?:室|号房|房(?![子价东产租贷管屋])|户(?![口外型]))`,
  'gu',
)
const roomBare =
  /(?<![\d.:a-z¥第-])(\d{3,4}|[零〇一二三四五六七八九]{3,4})(?![\d.:%a-z]|\s?(?:元|块|年|个|人|斤|米|号|路|度|瓦|平|万|多|名|条|点|分|秒|步|公里|天|次|户|毫|万|千|百|十|票|盏|棵|桶|只|家店|辆|部|趟|套|页|班|公交))/gu

const searches = [triple, double, buildingUnit, building, unit, unitDoor, roomMarked, roomBare]
const thinkable = new Map(searches.map((search) => [search, quick(search)]))

/** Every place where the search finds something. */
const all = (search: RegExp, text: string): Iterable<RegExpExecArray> =>
  thinkable.get(search)?.could(text) === false ? [] : text.matchAll(search)

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  const taken = makeTaken(text.length)
  const add = (slot: Slot, said: string, from: number, to: number): void => {
    const value = inFigures(said) ?? said
    if (taken.take(from, to)) tokens.push({ slot, value, from, to })
  }
  const parts = (match: RegExpExecArray, slots: readonly Slot[]): void => {
    // The pieces share the match: its end bounds the last, every earlier one ends where the next begins.
    let at = match.index
    const end = match.index + match[0].length
    slots.forEach((slot, i) => {
      const said = match[i + 1] ?? ''
      const from = text.indexOf(said, at)
      const to = i === slots.length - 1 ? end : from + said.length
      add(slot, said, from, to)
      at = to
    })
  }
  for (const match of all(triple, text)) parts(match, ['building', 'unit', 'room'])
  for (const match of all(buildingUnit, text)) parts(match, ['building', 'unit'])
  for (const match of all(building, text)) {
    if (!isBuilding(text, match)) continue
    for (const one of figuresBeside(text, match.index)) add('building', one.said, one.from, one.to)
    add('building', match[1] ?? match[2] ?? '', match.index, match.index + match[0].length)
  }
  const ends = new Set(tokens.flatMap(({ slot, to }) => (slot === 'building' ? to : [])))
  for (const match of all(double, text)) {
    const inBuilding = ends.has(match.index) || ends.has(match.index - 1)
    parts(match, [inBuilding ? 'unit' : 'building', 'room'])
  }
  for (const match of all(unit, text)) add('unit', match[1] ?? '', match.index, match.index + match[0].length)
  for (const match of all(unitDoor, text))
    add('unit', match[1] ?? '', match.index, match.index + match[0].length)
  for (const match of all(roomMarked, text))
    add('room', match[1] ?? '', match.index, match.index + match[0].length)
  const ofHouses = new Set(tokens.flatMap(({ slot, to }) => (slot === 'room' ? [] : to)))
  for (const match of all(roomBare, text)) {
    const to = match.index + match[0].length
    if (isRoom(text, match[0], match.index, to, ofHouses)) add('room', match[0], match.index, to)
  }
  return tokens.sort((a, b) => a.from - b.from)
}

/** The 3 of "3、9号楼" and "3和9号楼": figures that share the word behind the last; not those of a list ("1、9号楼… 2、…"). */
const sharing = /(?<![\d.:：/a-z月第到至-])((?:\d{1,2}号?\s?[、,，和及与跟]\s?)+)$/u

function figuresBeside(text: string, at: number): readonly { said: string; from: number; to: number }[] {
  const found = sharing.exec(text.slice(Math.max(0, at - 24), at))?.[1]
  if (found === undefined) return []
  const start = at - found.length
  const isList = /^1\s?[、,，]/u.test(found) && /(?:^|[^\d])2\s?[、,，.]/u.test(text.slice(at))
  if (isList) return []
  return [...found.matchAll(/\d{1,2}/gu)].map((one) => ({
    said: one[0],
    from: start + one.index,
    to: start + one.index + one[0].length,
  }))
}

/** 两栋楼 counts, 一栋楼 is any, 这栋 points; none of them names a building. */
function isBuilding(text: string, match: RegExpExecArray): boolean {
  const said = match[1] ?? match[2] ?? ''
  const before = text.slice(Math.max(0, match.index - 1), match.index)
  const after = text.slice(match.index + match[0].length, match.index + match[0].length + 2)
  if (/[这那哪每整几同前后有]/u.test(before)) return false
  if (
    /^[一两]$/u.test(said) &&
    /[栋幢]$/u.test(match[0]) &&
    !/^(?:\s|[,，.]|\d|[一二三四五六七八九]单|单元|的)/u.test(after)
  )
    return false
  if (said === '两') return false
  return !/^[栋幢]/u.test(after)
}

const roomBefore =
  /(?:我家|我们家|俺家|家住|我住|住在|我是|我在|楼上|楼下|隔壁|对门|对面|是|被|找|在|去|的|和|跟|与|、|到|单元|栋|号楼|[,，。\s]|^)\s?$/u
const roomAfter =
  /^\s?(?:家|住|业主|漏|渗|滴|门|的|那|装修|养|老|半夜|天天|每|又|在|把|往|，|,|。|!|！|$|聚|赌|有|一|租|群|隔|没|不|叫|敲|说|反|里|和|跟|、|厨|卫|客|阳|卧)/u

/** A bare figure is a room where it stands behind a building or unit (whose ends are given), or is spoken of like a door. */
function isRoom(text: string, said: string, from: number, to: number, behind: ReadonlySet<number>): boolean {
  const value = inFigures(said) ?? ''
  const door = Number(value.slice(-2))
  const floor = Number(value.slice(0, -2))
  if (
    door < 1 ||
    door > 36 ||
    floor > 60 ||
    /^(?:110|112|114|119|120|122|315|996|20[012]\d|19\d\d)$/u.test(value)
  )
    return false
  for (let gap = 0; gap <= 2; gap += 1)
    if (behind.has(from - gap) && /^[\s的,，]*$/u.test(text.slice(from - gap, from))) return true
  if (!/^\d/u.test(said)) return false
  return roomBefore.test(text.slice(Math.max(0, from - 4), from)) && roomAfter.test(text.slice(to, to + 3))
}

const ownBefore =
  /(?:我|俺|咱|偶|阿拉|本人|自己|鄙人)(?:们)?(?:家|这|住户|业主)?(?:就)?(?:是|在|住|住在|这边|这里|的|这)?(?:[\s,，]?)(?:[^\s,，。!！?？]{0,6}(?:小区|花园|家园|苑|里|村|府|城|湾|庭)的?)?$/u
const ownAfter = /^(?:的?(?:业主|住户|居民|租户)|的?我家)/u

function addressesOf(text: string, tokens: readonly Token[]): Address[] {
  const addresses: Address[] = []
  let last: Token | null = null
  for (const token of tokens) {
    const current = addresses.at(-1)
    const gap = last ? text.slice(last.to, token.from) : ''
    const joins =
      current &&
      last &&
      order[token.slot] > order[last.slot] &&
      gap.length <= 8 &&
      !/[。！？!?;；]/u.test(gap)
    if (current && joins && !/(?:漏|渗|我家|我们家|楼上|楼下|隔壁|对门)/u.test(gap)) {
      current[token.slot] = token.value
      current.to = token.to
    } else {
      const own = ownBefore.test(text.slice(Math.max(0, token.from - 14), token.from))
      const address: Address = { building: null, unit: null, room: null, from: token.from, to: token.to, own }
      address[token.slot] = token.value
      addresses.push(address)
    }
    last = token
  }
  for (const address of addresses) {
    if (ownAfter.test(text.slice(address.to, address.to + 6))) address.own = true
  }
  return addresses
}

/** All addresses of a text in order. */
export function findAddresses(plain: Plain): Address[] {
  return addressesOf(plain.text, tokensOf(plain.text))
}

/**
 * The one address a matter is about: another's before the speaker's own (the flat named as a leak's source),
 * the first of several; what it leaves open is filled from the speaker's own.
 */
export function chooseAddress(addresses: readonly Address[], text: string): Address | null {
  const others = addresses.filter((address) => !address.own)
  const source = others.find((address) => /^[^,，。!！?？]{0,6}(?:漏|渗|滴)/u.test(text.slice(address.to)))
  const chosen = source ?? others[0] ?? addresses[0]
  if (!chosen) return null
  const own = addresses.find((address) => address !== chosen && address.building !== null)
  if (chosen.building !== null || !own) return chosen
  return { ...chosen, building: own.building, unit: chosen.unit ?? (chosen.room === null ? null : own.unit) }
}

/** What may stand between two buildings that are named side by side. */
const beside = /^号?\s?(?:[、,，和及与跟]|还有|以及)\s?$/u

/** The buildings that follow this one in the same breath: "9号楼" in "3号楼和9号楼的下水道都堵了" (3.10). */
export function furtherBuildings(
  addresses: readonly Address[],
  first: Address,
  text: string,
): readonly string[] {
  if (first.building === null || first.unit !== null || first.room !== null) return []
  const further: string[] = []
  let last = first
  for (const address of addresses.filter(({ from }) => from >= first.to)) {
    if (!beside.test(text.slice(last.to, address.from)) || address.building === null) break
    if (address.unit !== null || address.room !== null) break
    if (address.building !== first.building) further.push(address.building)
    last = address
  }
  return further
}
