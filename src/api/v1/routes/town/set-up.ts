import { z } from 'zod'
import { faultSaid, spotSaid } from '../../../../grid/faults.ts'
import type { Ground } from '../../../../grid/ground.ts'
import type { TownInForce } from '../../../../grid/ports.ts'
import { postTitles } from '../../../../grid/naming.ts'
import { readSetUp } from '../../../../grid/set-up/set-up.ts'
import { refusalOf } from '../../../../grid/town-change.ts'
import { centre, directorAlone, overseers } from '../../../../rights/town-policy.ts'
import { audited } from '../../audited.ts'
import { contentVersion } from '../../content-version.ts'
import type { ApiParts, ApiStores } from '../../ports.ts'
import { type ApiRoute, type Request, route, type UploadedFile } from '../../route.ts'
import { townChanged } from '../../shapes/town.ts'
import { Refusal } from '../../../../kernel/errors.ts'
import { type Offered, sheetOfLists, withLists } from '../../template-lists.ts'
import { mostWorkbookBytes, templateWorkbook } from '../../workbook.ts'
import { carryOut, letGo, requireSeen } from './changing.ts'
import { current } from './rules-parts.ts'

const chapter = '开张'
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const named = z.object({ code: z.string(), name: z.string() })
/** What is still to be done after a set-up. */
const open = z.object({
  unboundRooms: z.array(named),
  shadowRooms: z.array(named),
  unclaimed: z.array(named),
  vacancies: z.array(z.string()),
  says: z.string(),
})

const partsOfTown = ({ town }: Pick<TownInForce, 'town'>): unknown => [
  ...[town.areas, town.people, town.posts, town.places, town.rooms],
]

async function openOf(
  { directory }: Ground,
  stores: Pick<ApiStores, 'seats'>,
): Promise<z.input<typeof open>> {
  const bound = new Set((await stores.seats.bindings()).map(({ code }) => code))
  const tied = await stores.seats.tied()
  const name = (one: { code: string; name: string }) => ({ code: one.code, name: one.name })
  const { rooms, people, areas } = directory.data
  const unboundRooms = rooms.filter(({ code }) => !bound.has(code)).map(name)
  const unclaimed = people
    .filter(({ code }) => !tied.has(code) && directory.holdings(code).length > 0)
    .map(name)
  const led = { grid: 'grid_lead', community: 'community_lead', township: 'director' } as const
  const vacancies = areas
    .filter(({ level, code }) => level !== 'county' && directory.holders(led[level], code).length === 0)
    .map((area) => area.name)
  const says = [
    ...(unboundRooms.length > 0 ? [`${String(unboundRooms.length)}个群未绑定`] : []),
    ...(unclaimed.length > 0 ? [`${String(unclaimed.length)}人未认领`] : []),
    ...(vacancies.length > 0 ? [`${String(vacancies.length)}个区域没有责任人`] : []),
  ].join('，')
  const shadowRooms = rooms.filter(({ shadow }) => shadow).map(name)
  return { unboundRooms, shadowRooms, unclaimed, vacancies, says: says === '' ? '都办好了' : says }
}

/** What is still open: "3个群未绑定，7人未认领". */
export const readOpenRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readOpen', method: 'get', path: '/set-up', chapter, says: '还有什么没办好' },
    ...{ who: { posts: overseers }, answer: open },
    async look() {
      const version = contentVersion(partsOfTown(await current(stores)))
      return { body: await openOf(ground(), stores), version }
    },
  })

/** What may be chosen in the workbook: the posts there are, and what the town has already. */
function offeredIn({ directory }: Ground): Offered {
  const { areas, departments } = directory.data
  const named = (...levels: readonly string[]): readonly string[] =>
    areas.filter(({ level }) => levels.includes(level)).map(({ name }) => name)
  const dept = departments.map(({ name }) => name)
  const { county_desk: _outside, ...titles } = postTitles
  const all = named('township', 'community', 'grid')
  return {
    人员: { 岗位: Object.values(titles), 区域: all, 部门: dept, 正副: ['正', '副'] },
    楼栋: { '村(社区)': named('community'), 网格: named('grid'), 类型: ['小区', '道路', '地标'] },
    群: { 类型: ['居民群', '工作群'], 区域: all, 部门: dept, 静默旁听: ['是', '否'] },
  }
}

/** The empty workbook with the sheets 人员, 楼栋 and 群, and lists to choose from. */
export const readTemplateRoute = ({ ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readTemplate', method: 'get', path: '/set-up/template', chapter, says: '下载三张表的模板' },
    ...{ who: { posts: centre }, answer: null, sends: xlsx },
    async look() {
      const offered = offeredIn(ground())
      const content = withLists(await templateWorkbook(sheetOfLists(offered)), offered)
      return { body: null, file: { name: '开张三张表.xlsx', content } }
    },
  })

const fault = z.object({
  sheet: z.string(),
  row: z.int().nullable(),
  column: z.string().nullable(),
  says: z.string(),
})
const counts = z.object({ areas: z.int(), people: z.int(), posts: z.int(), places: z.int(), rooms: z.int() })
const query = z.strictObject({
  fresh: z
    .enum(['true', 'false'])
    .default('false')
    .describe('true：表里没有写的人员、楼栋、群都去掉，从头设'),
})
const takesFile = { mediaTypes: [xlsx, 'application/octet-stream'], mostBytes: mostWorkbookBytes }

type Uploaded = Request & { upload?: UploadedFile | null; query: z.output<typeof query> }

/** The sheets that came, beside the town that stands. */
async function readUpload(
  { upload, query: { fresh } }: Uploaded,
  { readSheets }: ApiParts,
): Promise<(found: TownInForce) => ReturnType<typeof readSetUp>> {
  if (upload == null) throw new Refusal('invalid', '没有收到文件。')
  const sheets = await readSheets(upload.bytes)
  return (found) => readSetUp(sheets, found, fresh === 'true')
}

const countsOf = ({ town }: Pick<TownInForce, 'town'>): z.input<typeof counts> => ({
  ...{ areas: town.areas.length, people: town.people.length, posts: town.posts.length },
  ...{ places: town.places.length, rooms: town.rooms.length },
})

/** A dry look at a filled workbook: every fault by sheet, row and column. Changes nothing. */
export const checkSetUpRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{
      name: 'checkSetUp',
      method: 'post',
      path: '/set-up/check',
      chapter,
      says: '先看填好的三张表对不对，不生效',
    },
    who: { posts: centre },
    ...{ query, takesFile, neverKept: true },
    answer: z.object({
      faults: z.array(fault),
      warnings: z.array(z.string()),
      before: counts,
      after: counts.nullable(),
    }),
    async look(asked) {
      const uploaded = await readUpload(asked, parts)
      const found = await current(parts.stores)
      const read = uploaded(found)
      return {
        body: {
          faults: read.faults.map((one) => ({
            sheet: spotSaid({ file: one.file, line: null }),
            ...{ row: one.line, column: one.field ?? null, says: faultSaid(one) },
          })),
          warnings: read.warnings.map(faultSaid),
          before: countsOf(found),
          after: read.faults.length > 0 ? null : countsOf(read),
        },
      }
    },
  })

/**
 * The chat rooms of rooms that are no longer in the town are free again, as when one is taken out by hand: else a room
 * that is given the same code later would speak in a chat room that nobody bound it to. The audit keeps which it was.
 */
async function freeChatRooms(
  { town }: Pick<TownInForce, 'town'>,
  asked: Request,
  stores: ApiStores,
): Promise<void> {
  const codes = new Set(town.rooms.map(({ code }) => code))
  for (const { code, roomId } of await stores.seats.bindings()) {
    if (codes.has(code)) continue
    await stores.seats.unbind(roomId)
    await audited(stores.audit, asked, 'town.room_unbound', { subject: code, before: { roomId } })
  }
}

/** Whoever is no longer in the town has left it, as one who is taken out by hand. */
async function letGoAll(
  before: Pick<TownInForce, 'town'>,
  { town }: Pick<TownInForce, 'town'>,
  asked: Request,
  stores: ApiStores,
): Promise<void> {
  const codes = new Set(town.people.map(({ code }) => code))
  for (const { code, name } of before.town.people.filter((one) => !codes.has(one.code))) {
    await letGo(code, stores, asked.now)
    await audited(stores.audit, asked, 'town.person_removed', { subject: code, before: { name } })
  }
}

/** Puts a filled workbook in force, as a whole or not at all; what is still open stands in the answer. */
export const putSetUpRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'putSetUp', method: 'put', path: '/set-up', chapter, says: '三张表生效' },
    who: { posts: directorAlone },
    ...{ query, takesFile, needsVersion: true },
    answer: townChanged.extend({ before: counts, after: counts }),
    async change(asked, stores) {
      // Before the town is held: reading may take its time.
      const uploaded = await readUpload(asked, parts)
      await stores.town.hold()
      const found = await current(stores)
      requireSeen(partsOfTown(found), asked)
      const read = uploaded(found)
      if (read.faults.length > 0) throw refusalOf(read.faults)
      const [before, after] = [countsOf(found), countsOf(read)]
      const answer = await carryOut(parts, asked, stores, {
        ...{ action: 'town.set_up', subject: 'town', before, after, edit: () => ({ town: read.town }) },
      })
      await freeChatRooms(read, asked, stores)
      await letGoAll(found, read, asked, stores)
      return { ...answer, body: { ...answer.body, before, after } }
    },
  })
