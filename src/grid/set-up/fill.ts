import type { Fault } from '../faults.ts'
import { parseBuildings } from '../building-range.ts'
import { postTitles } from '../naming.ts'
import { freeCode } from '../town-edits.ts'
import { type Area, type Post, type PostName, type Room, postsByLevel } from '../town.ts'
import { areasNamed, type SetUp, spotOfRow } from './joining.ts'
import { cellFault, type SheetRow } from './rows.ts'

const parts = (said: string): readonly string[] =>
  said
    .split(/[、,，;；]+/u)
    .map((one) => one.trim())
    .filter((one) => one !== '')

const codesOf = (placed: readonly { entry: { code: string } }[]): readonly string[] =>
  placed.map(({ entry }) => entry.code)

/** A community or grid of that name under its parent; made where there is none. */
function areaFor(
  joined: SetUp,
  name: string,
  level: 'community' | 'grid',
  parent: Area,
  row: SheetRow,
): Area {
  const found = joined.areas.find(
    ({ entry }) => entry.level === level && entry.parent === parent.code && entry.name === name,
  )
  if (found !== undefined) return found.entry
  const known = joined.fresh
    ? joined.current.town.areas.find(
        (one) => one.level === level && one.name === name && one.parent === parent.code,
      )
    : undefined
  const code =
    known?.code ??
    freeCode(
      [...codesOf(joined.areas), ...joined.current.town.areas.map((one) => one.code)],
      `${parent.code}-`,
    )
  const entry: Area = known ?? { code, level, name, parent: parent.code, households: null }
  joined.areas.push({ entry, spot: spotOfRow(row) })
  return entry
}

const placeKinds: Readonly<Record<string, 'estate' | 'road' | 'landmark'>> = {
  小区: 'estate',
  道路: 'road',
  地标: 'landmark',
}

/** 楼栋: areas as they are named, and what each named grid owns in the place of what it owned before. */
export function fillPlaces(joined: SetUp, rows: readonly SheetRow[], faults: Fault[]): void {
  const township = joined.areas.find(({ entry }) => entry.level === 'township')?.entry
  if (township === undefined) return
  const emptied = new Set<string>()
  for (const row of rows) {
    const kind = placeKinds[row.cell('类型')]
    if (kind === undefined && row.cell('类型') !== '')
      faults.push(cellFault(row, '类型', '要写小区、道路或地标'))
    const buildings = row.cell('楼栋')
    const range = buildings === '' ? null : parseBuildings(buildings)
    if (range !== null && 'fault' in range)
      faults.push(cellFault(row, '楼栋', `“${buildings}”看不懂，请写成 1-6、单号、A-D`))
    const households = row.cell('网格户数')
    if (households !== '' && !/^\d{1,6}$/u.test(households))
      faults.push(cellFault(row, '网格户数', '要写数字'))
    const [community, grid, name] = [row.cell('村(社区)'), row.cell('网格'), row.cell('名称')]
    if (kind === undefined || community === '' || grid === '' || name === '') continue
    const area = areaFor(joined, grid, 'grid', areaFor(joined, community, 'community', township, row), row)
    if (!emptied.has(area.code)) joined.places = joined.places.filter(({ entry }) => entry.grid !== area.code)
    emptied.add(area.code)
    if (/^\d{1,6}$/u.test(households))
      joined.areas = joined.areas.map((one) =>
        one.entry.code === area.code
          ? { ...one, entry: { ...one.entry, households: Number(households) } }
          : one,
      )
    const none = { estate: null, road: null, landmark: null }
    joined.places.push({
      entry: {
        ...{ grid: area.code, ...none, [kind]: name, aliases: parts(row.cell('别名')) },
        buildings: buildings === '' ? null : buildings,
      },
      spot: spotOfRow(row),
    })
  }
}

/** The one area a cell names; a fault where it names none or several. */
function areaMeant(joined: SetUp, row: SheetRow, said: string, faults: Fault[]): Area | null {
  const [one, ...others] = areasNamed(said, joined)
  if (one !== undefined && others.length === 0) return one
  const several = `“${said}”有几个，请连村(社区)一起写，如 幸福社区第一网格`
  faults.push(cellFault(row, '区域', one === undefined ? `没有“${said}”这个区域` : several))
  return null
}

const otherTitles: Readonly<Record<string, PostName>> = {
  网格长: 'grid_lead',
  单元网格责任人: 'grid_lead',
  协管员: 'grid_helper',
  指导员: 'grid_adviser',
  网格员: 'grid_member',
  村责任人: 'community_lead',
  '村(社区)责任人': 'community_lead',
  村调处室: 'community_mediator',
  主任: 'director',
}

const postMeant = (said: string): PostName | null =>
  otherTitles[said] ??
  Object.values(postsByLevel)
    .flat()
    .find((post) => postTitles[post] === said || post === said) ??
  null

/**
 * A cell that the sheet keeps as a date (2026-11-23) would be eight figures of a telephone once its dashes are gone. A
 * landline without area code stands in eight figures or as 6612-3456.
 */
const isDate = (said: string): boolean => /^\d{4}-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])$/u.test(said)

/** The person a row means: by phone, else the only one of that name; somebody new where there is none. */
function personMeant(joined: SetUp, row: SheetRow, faults: Fault[]): string | null {
  const [name, phone] = [row.cell('姓名'), row.cell('手机号').replaceAll(/[\s-]/gu, '')]
  if (isDate(row.cell('手机号'))) {
    faults.push(
      cellFault(row, '手机号', `“${row.cell('手机号')}”是日期，不是电话号码，请把这一格设成文本再写`),
    )
    return null
  }
  if (phone !== '' && !/^\+?\d{5,20}$/u.test(phone)) {
    faults.push(cellFault(row, '手机号', `“${row.cell('手机号')}”不是电话号码`))
    return null
  }
  if (name === '') return null
  const number = phone === '' ? null : phone
  const all = [
    ...joined.people.map(({ entry }) => entry),
    ...(joined.fresh ? joined.current.town.people : []),
  ]
  const byPhone =
    number === null ? undefined : all.find((one) => one.phone?.replaceAll(/[\s-]/gu, '') === number)
  if (byPhone !== undefined && byPhone.name !== name)
    faults.push(cellFault(row, '手机号', `这个号码已经是${byPhone.name}的`))
  const named = [...new Map(all.filter((one) => one.name === name).map((one) => [one.code, one])).values()]
  const fits = named.filter((one) => number === null || one.phone === null)
  if (byPhone === undefined && number === null && named.length > 1)
    faults.push(cellFault(row, '姓名', `有${String(named.length)}个${name}，请写上手机号`))
  const known = byPhone ?? (fits.length === 1 ? fits[0] : undefined)
  const { town } = joined.current
  const taken = [...all, ...town.people, ...town.residents, ...town.organisations].map(({ code }) => code)
  const entry = { code: known?.code ?? freeCode(taken, 'p', 4), name, phone: number ?? known?.phone ?? null }
  joined.people = joined.people.filter((one) => one.entry.code !== entry.code)
  joined.people.push({ entry, spot: spotOfRow(row) })
  return entry.code
}

function deptMeant(joined: SetUp, row: SheetRow, faults: Fault[]): string | null {
  const said = row.cell('部门')
  if (said === '') return null
  const found = joined.current.town.departments.find(({ code, name }) => code === said || name === said)
  if (found === undefined) faults.push(cellFault(row, '部门', `没有“${said}”这个部门`))
  return found?.code ?? null
}

/** 人员: who they are and what they hold; a post that is named has from now on exactly the people named, 正 before 副. */
export function fillPeople(joined: SetUp, rows: readonly SheetRow[], faults: Fault[]): void {
  const named = new Map<
    string,
    { post: Omit<Post, 'holders'>; row: SheetRow; first: string[]; then: string[] }
  >()
  for (const row of rows) {
    const person = personMeant(joined, row, faults)
    const title = row.cell('岗位')
    const post = postMeant(title)
    if (post === null && title !== '') faults.push(cellFault(row, '岗位', `没有“${title}”这个岗位`))
    const area = row.cell('区域') === '' ? null : areaMeant(joined, row, row.cell('区域'), faults)
    const dept = deptMeant(joined, row, faults)
    const rank = row.cell('正副')
    if (rank !== '' && rank !== '正' && rank !== '副') faults.push(cellFault(row, '正副', '写正或副'))
    const range = row.cell('负责楼栋')
    if (person === null || post === null || area === null) continue
    const buildings = range === '' ? null : { estate: null, buildings: range }
    const key = `${post} ${area.code} ${dept ?? ''} ${range}`
    const known = named.get(key) ?? {
      post: { area: area.code, post, dept, buildings },
      row,
      first: [],
      then: [],
    }
    ;(rank === '副' ? known.then : known.first).push(person)
    named.set(key, known)
  }
  const all = [...named.values()]
  joined.posts = joined.posts.filter(
    ({ entry }) =>
      !all.some(
        ({ post }) => post.area === entry.area && post.post === entry.post && post.dept === entry.dept,
      ),
  )
  for (const { post, row, first, then } of all)
    joined.posts.push({ entry: { ...post, holders: [...first, ...then] }, spot: spotOfRow(row) })
}

const roomKinds: Readonly<Record<string, Room['kind']>> = { 居民群: 'residents', 工作群: 'staff' }

/** 群: known by their name; a new one begins in shadow mode unless the sheet says otherwise (8.8). */
export function fillRooms(joined: SetUp, rows: readonly SheetRow[], faults: Fault[]): void {
  for (const row of rows) {
    const name = row.cell('群名')
    const kind = roomKinds[row.cell('类型')]
    if (kind === undefined && row.cell('类型') !== '')
      faults.push(cellFault(row, '类型', '要写居民群或工作群'))
    const areas = parts(row.cell('区域')).map((said) => areaMeant(joined, row, said, faults))
    const dept = deptMeant(joined, row, faults)
    const quiet = row.cell('静默旁听')
    if (!['', '是', '否'].includes(quiet)) faults.push(cellFault(row, '静默旁听', '写是或否'))
    if (joined.rooms.some(({ entry, spot }) => entry.name === name && spot.file === '群'))
      faults.push(cellFault(row, '群名', `“${name}”写了两次`))
    if (name === '' || kind === undefined || areas.includes(null)) continue
    const known = joined.current.town.rooms.find((one) => one.name === name)
    const codes = areas.flatMap((one) => (one === null ? [] : [one.code]))
    const taken = [...codesOf(joined.rooms), ...joined.current.town.rooms.map((one) => one.code)]
    const code = known?.code ?? freeCode(taken, `${dept ?? codes[0] ?? ''}-${kind}-`, 1)
    const shadow = quiet === '' ? (known?.shadow ?? true) : quiet === '是'
    joined.rooms = joined.rooms.filter(({ entry }) => entry.code !== code)
    joined.rooms.push({ entry: { code, name, kind, areas: codes, dept, shadow }, spot: spotOfRow(row) })
  }
}
