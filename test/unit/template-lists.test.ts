import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { type Offered, sheetOfLists, withLists } from '../../src/api/v1/template-lists.ts'
import type { Fault } from '../../src/grid/faults.ts'
import { readSheets } from '../../src/grid/set-up/rows.ts'
import { readSheetsOf, templateWorkbook } from '../../src/api/v1/workbook.ts'

const made = async (offered: Offered) => {
  const workbook = withLists(await templateWorkbook(sheetOfLists(offered)), offered)
  const files = unzipSync(workbook)
  const xml = (name: string): string => strFromU8(files[`xl/${name}.xml`]!)
  const lists = (nth: number): Readonly<Record<string, string>> =>
    Object.fromEntries(
      [
        ...xml(`worksheets/sheet${String(nth)}`).matchAll(
          /<dataValidation type="list"[^>]*sqref="([A-Z])4:[^"]*"><formula1>([^<]*)<\/formula1>/gu,
        ),
      ].map(([, column = '', formula = '']) => [column, formula]),
    )
  return { workbook, xml, lists, names: (await readSheetsOf(workbook)).map(({ name }) => name) }
}

const grids = Array.from({ length: 120 }, (_one, n) => `第${String(n + 1)}网格`)

describe('the lists of the set-up template', () => {
  it('stand in the column’s rule where they fit, and nothing else is in the workbook', async () => {
    const { lists, names, xml } = await made({ 人员: { 正副: ['正', '副'], 部门: ['A&B', '说"甲"'] } })
    expect(lists(1)).toEqual({ E: '"A&amp;B,说""甲"""', F: '"正,副"' })
    expect(names).toEqual(['人员', '楼栋', '群'])
    expect(xml('workbook')).not.toContain('hidden')
  })

  it('stand in a hidden sheet where they are longer than a rule takes, each once, and no column goes without', async () => {
    const areas = ['镇', ...grids]
    const { workbook, lists, xml, names } = await made({
      人员: { 区域: areas, 正副: ['正', '副'] },
      楼栋: { 网格: [...grids, ...grids.slice(0, 5)], 类型: ['小区'] },
      群: { 区域: areas, 部门: ['一部,二部'] },
    })
    expect(lists(1)).toEqual({ D: "'选项'!$A$1:$A$121", F: '"正,副"' })
    expect(lists(2)).toEqual({ B: "'选项'!$B$1:$B$120", C: '"小区"' })
    expect(lists(3)).toEqual({ C: "'选项'!$A$1:$A$121", D: "'选项'!$C$1:$C$1" })
    expect(names).toEqual(['人员', '楼栋', '群', '选项'])
    expect(xml('workbook')).toMatch(/<sheet [^>]*name="选项" state="hidden"/u)
    expect(xml('workbook').match(/hidden/gu)).toHaveLength(1)
    const [people, , , held] = await readSheetsOf(workbook)
    expect(people?.rows[0]?.[0]).toBe('姓名*')
    expect(held?.rows.map(([first]) => first)).toEqual(areas)
    expect(held?.rows.map((row) => row[1]).filter((one) => one !== '')).toEqual(grids)
    expect(held?.rows[0]?.[2]).toBe('一部,二部')
    const faults: Fault[] = []
    expect(readSheets(await readSheetsOf(workbook), faults)).toEqual({ 人员: [], 楼栋: [], 群: [] })
    expect(faults).toEqual([])
  })
})
