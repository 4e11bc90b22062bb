import { describe, expect, it } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import { readSheetsOf } from '../../src/api/v1/workbook.ts'
import { faultSaid } from '../../src/grid/faults.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { defaultRulebook } from '../../src/grid/rulebook.ts'
import { columns, type SheetName } from '../../src/grid/set-up/columns.ts'
import type { RawSheet } from '../../src/grid/set-up/rows.ts'
import { readSetUp } from '../../src/grid/set-up/set-up.ts'
import { smallTown } from '../support/small-town.ts'

const current = { town: smallTown(), rules: defaultRulebook, revision: 1 }
const sheet = (name: SheetName, ...rows: string[][]): RawSheet => ({
  name,
  rows: [columns[name].map(({ title, needed }) => (needed ? `${title}*` : title)), ...rows],
})
const read = (sheets: RawSheet[], fresh = false) => {
  const found = readSetUp(sheets, current, fresh)
  return { ...found, said: found.faults.map(faultSaid) }
}
const whole = [
  sheet(
    '楼栋',
    ['例：幸福社区', '第一网格', '小区', '翠湖苑'],
    ['幸福社区', '第一网格', '小区', '翠湖苑', '1-6', '翠湖', '300'],
    ['幸福社区', '第二网格', '小区', '翠湖苑', '7-12'],
  ),
  sheet(
    '人员',
    ['张三', '13800010001', '网格责任人', '第一网格', '', '副'],
    ['李四', '138 0001 0002', '网格长', '幸福社区第一网格'],
    ['张三', '13800010001', '网格责任人', '第二网格'],
    ['王五', '', '社区责任人', '幸福社区'],
    ['赵六', '', '中心主任', 'QH'],
    ['钱七', '', '部门负责人', 'QH', 'yingji办'],
  ),
  sheet('群', ['翠湖苑邻里群', '居民群', '第一网格、第二网格'], ['中心群', '工作群', 'QH', '', '否']),
]

describe('Three sheets', () => {
  it('make areas, people, posts in order, places and rooms', () => {
    const { said, town } = read(whole, true)
    expect(said).toEqual([])
    const directory = makeDirectory(town)
    const grids = town.areas.filter(({ level }) => level === 'grid')
    expect(grids.map(({ name, households }) => [name, households])).toEqual([
      ['第一网格', 300],
      ['第二网格', null],
    ])
    const holders = directory.holders('grid_lead', grids[0]!.code)
    expect(holders.map(({ person }) => directory.nameOf(person))).toEqual(['李四', '张三'])
    expect(town.people).toHaveLength(5)
    expect(town.rooms.map(({ name, shadow, areas }) => [name, shadow, areas.length])).toEqual([
      ['翠湖苑邻里群', true, 2],
      ['中心群', false, 1],
    ])
    const place = { estate: '翠湖苑', building: '8', unit: null, room: null, spot: null }
    expect(directory.locate(place, { room: null, home: null })).toMatchObject({ grid: grids[1]!.code })
  })

  it('read a second time change nothing, and leave what they do not name', () => {
    const first = read(whole)
    const again = readSetUp(whole, { ...current, town: first.town }, false)
    expect(again.faults).toEqual([])
    const codes = (town: typeof first.town) => [
      town.people.map(({ code }) => code).toSorted(),
      town.areas.map(({ code }) => code).toSorted(),
      town.rooms.map(({ code }) => code).toSorted(),
    ]
    expect(codes(again.town)).toEqual(codes(first.town))
    expect(first.town.people.length).toBe(current.town.people.length + 5)
    expect(first.town.places.filter(({ grid }) => grid === 'G11')).toHaveLength(1)
  })

  it.each<[string, RawSheet[], string]>([
    ['a phone', [sheet('人员', ['张三', '打不通', '督查', 'QH'])], '人员第2行：手机号：“打不通”不是电话号码'],
    ['a post', [sheet('人员', ['张三', '', '村长', 'QH'])], '人员第2行：岗位：没有“村长”这个岗位'],
    ['an area', [sheet('人员', ['张三', '', '督查', '天边'])], '人员第2行：区域：没有“天边”这个区域'],
    ['a blank', [sheet('人员', ['', '', '督查', 'QH'])], '人员第2行：姓名：没有填'],
    [
      'a department',
      [sheet('人员', ['张三', '', '部门负责人', 'QH', '气象局'])],
      '人员第2行：部门：没有“气象局”这个部门',
    ],
    [
      'buildings',
      [sheet('楼栋', ['C1', 'G11', '小区', '翠湖苑', '从东到西'])],
      '楼栋第2行：楼栋：“从东到西”看不懂，请写成 1-6、单号、A-D',
    ],
    ['a kind of room', [sheet('群', ['邻里群', '聊天群', 'G11'])], '群第2行：类型：要写居民群或工作群'],
    [
      'a column',
      [{ name: '人员', rows: [['姓名', '岗位', '区域', '生肖']] }],
      '人员：没有“生肖”这一列，请用模板里的列名',
    ],
    ['no sheet at all', [{ name: 'Sheet1', rows: [] }], '工作簿：没有名为人员、楼栋、群的表，请用模板'],
  ])('name the fault of %s by row and column', (_what, sheets, sentence) => {
    expect(read(sheets).said).toContain(sentence)
  })

  it('refuse a date where a phone belongs, and take landlines however they are written', async () => {
    const titles = ['姓名', '手机号', '岗位', '区域'].map((value) => ({ value }))
    const day = { value: new Date('2026-11-23T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' }
    const rest = ['督查', 'QH'].map((value) => ({ value }))
    const book = await writeWorkbook([
      { sheet: '人员', data: [titles, [{ value: '张三' }, day, ...rest]] },
    ]).toBuffer()
    const found = read([...(await readSheetsOf(book))])
    expect(found.said).toEqual([
      '人员第2行：手机号：“2026-11-23”是日期，不是电话号码，请把这一格设成文本再写',
    ])
    expect(read([sheet('人员', ['张三', '2026-1-3', '督查', 'QH'])]).said).toHaveLength(1)
    const landlines = ['66123456', '6612-3456', '0513-6612 3456', '2026-1123', '20261123', '021-6612-3456']
    for (const phone of landlines)
      expect(read([sheet('人员', ['张三', phone, '督查', 'QH'])]).said).toEqual([])
  })

  it('refuse a town without a director, which nobody could mend, and only tell of other vacancies', () => {
    const people = (...posts: string[]) => sheet('人员', ...posts.map((post) => ['赵六', '', post, 'QH']))
    expect(read([people('督查', '值班人员')], true).said).toEqual([
      '人员：QH没有中心主任，请至少写一位：镇的设置只有主任能改',
    ])
    const led = read([people('中心主任')], true)
    expect(led.said).toEqual([])
    expect(led.warnings.map(faultSaid)).toContain('人员：QH没有督查')
    // A sheet that does not speak of the director leaves the one there is.
    expect(read([people('督查')]).said).toEqual([])
  })

  it('refuse a post on the wrong level and an overlap with both rows and owners', () => {
    expect(read([sheet('人员', ['张三', '', '网格责任人', 'C1'])]).said).toEqual([
      '人员第2行：网格责任人不能设在C1，要设在网格',
    ])
    const twice = [
      ['幸福社区', '第一网格', '小区', '翠湖苑', '1-6'],
      ['幸福社区', '第二网格', '小区', '翠湖苑', '6-9'],
    ]
    expect(read([sheet('楼栋', ...twice)]).said).toEqual([
      '楼栋第3行：翠湖苑6号楼同时归第一网格（楼栋第2行）和第二网格（第3行）',
    ])
  })
})
