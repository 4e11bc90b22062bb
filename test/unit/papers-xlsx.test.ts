import { buffer } from 'node:stream/consumers'
import { unzipSync } from 'fflate'
import readSheet from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { caseColumns, privateColumns } from '../../src/api/papers/case-columns.ts'
import { pagesAcross } from '../../src/api/papers/xlsx-parts.ts'
import { type Cell, rowPieces, workbook } from '../../src/api/papers/xlsx.ts'
import { local } from '../support/closed-cases.ts'

const columns = [
  { head: '编号', width: 12 },
  { head: '内容', width: 40 },
]
async function* oneByOne(rows: AsyncIterable<readonly Cell[]>) {
  for await (const row of rows) yield [row]
}
const sheet = (rows: AsyncIterable<readonly Cell[]>, name = '清河镇台账') =>
  workbook(name, columns, rowPieces({ batches: oneByOne(rows), zone: 'Asia/Shanghai' }))
async function* only(...rows: readonly (readonly Cell[])[]) {
  await Promise.resolve()
  yield* rows
}
/** What a reader of others makes of it. */
const read = async (rows: AsyncIterable<readonly Cell[]>) => {
  const [first] = await readSheet(await buffer(sheet(rows)))
  return first?.data
}

describe('A workbook', () => {
  it('keeps every text a text, whatever it looks like', async () => {
    const texts = ['=1+1', '+8613812345678', '-5', '@SUM(A1)', '0012', '_x0041_', '<b>&"\'', '一行\n两行']
    const rows = await read(only(...texts.map((text) => [text, text])))
    expect(rows).toEqual([['编号', '内容'], ...texts.map((text) => [text, text])])
  })

  it.each(['=1+1', '+1', '-1', '@A1', '\t=1', '\r1', '＝SUM(A1)', '＋1', '－1', '＠A1', ' =1', '\n=1'])(
    'marks %j as a text that stays one when somebody edits it',
    async (text) => {
      const parts = unzipSync(await buffer(sheet(only([text, `楼道${text}`]))))
      const xml = new TextDecoder().decode(parts['xl/worksheets/sheet1.xml'])
      expect(xml).toMatch(/<c r="A2" t="inlineStr" s="3">/u)
      expect(xml).toMatch(/<c r="B2" t="inlineStr"><is>/u)
      expect(xml).not.toContain('<f')
    },
  )

  it('is printed on A4 lying down, on as many pages side by side as keep it legible, the head and first column on each', async () => {
    const parts = async (widths: readonly number[]) => {
      const wide = widths.map((width, index) => ({ head: `第${String(index)}列`, width }))
      const rows = only(wide.map(() => '一'))
      const files = unzipSync(
        await buffer(workbook("一's", wide, rowPieces({ batches: oneByOne(rows), zone: 'Asia/Shanghai' }))),
      )
      const text = (name: string) => new TextDecoder().decode(files[name])
      return {
        end: text('xl/worksheets/sheet1.xml').split('</sheetData>')[1],
        titles: /Print_Titles"[^>]*>([^<]*)</u.exec(text('xl/workbook.xml'))?.[1],
      }
    }
    const narrow = await parts([18, 40, 60, 62])
    expect(narrow.titles).toBe("'一 s'!$1:$1")
    expect(narrow.end).toContain('<pageSetup paperSize="9" fitToWidth="1" fitToHeight="0"')
    expect(narrow.end).toContain('orientation="landscape"')
    expect(narrow.end).toContain('<printOptions gridLines="1"/>')
    const over = await parts([18, 40, 60, 63])
    expect(over.titles).toBe("'一 s'!$A:$A,'一 s'!$1:$1")
    expect(over.end).toContain('fitToWidth="2" fitToHeight="0" pageOrder="overThenDown"')
    // The first column stands on each page and takes its room there.
    const pages = (...widths: readonly number[]) => pagesAcross(widths.map((width) => ({ width })))
    expect([pages(18, 162, 162), pages(18, 162, 162, 1), pages(18, 400, 20)]).toEqual([2, 3, 3])
    expect([pages(), pages(400)]).toEqual([1, 1])
    expect(pagesAcross(caseColumns)).toBe(3)
    expect(pagesAcross([...caseColumns, ...privateColumns])).toBe(4)
  })

  it('drops what no sheet may hold, and cuts what is too long', async () => {
    const rows = await read(only(['a\0b\u0007c\uD800', '长'.repeat(40_000)]))
    expect(rows?.[1]?.[0]).toBe('abc\uFFFD')
    expect(String(rows?.[1]?.[1])).toHaveLength(32_000)
  })

  it('shows moments by the wall clock of the town (4.6), numbers as numbers, nothing as nothing', async () => {
    const rows = await read(only([local('2026-11-23 09:10'), 7], [null, '']))
    // The reader takes the wall clock of the sheet for UTC.
    expect(rows?.[1]).toEqual([new Date('2026-11-23T09:10:00Z'), 7])
    expect(
      rows
        ?.slice(2)
        .flat()
        .every((cell) => cell === null),
    ).toBe(true)
  })

  it('takes rows only as fast as somebody reads, and no more once nobody does', async () => {
    let taken = 0
    const { promise, resolve: ended } = Promise.withResolvers<number>()
    const stream = sheet(
      (async function* () {
        try {
          for (; ; taken += 1) {
            await Promise.resolve()
            yield [taken, `${String(Math.random())}${'字'.repeat(50)}`]
          }
        } finally {
          ended(taken)
        }
      })(),
    )
    let bytes = 0
    for await (const piece of stream) {
      bytes += (piece as Buffer).length
      if (bytes > 300_000) break
    }
    expect(await promise).toBeLessThan(50_000)
  })

  it('fails where the rows fail, so that nobody takes a part for the whole', async () => {
    const broken = (async function* () {
      await Promise.resolve()
      yield ['1', '一']
      throw new Error('the database is away')
    })()
    await expect(buffer(sheet(broken))).rejects.toThrow('the database is away')
  })
})
