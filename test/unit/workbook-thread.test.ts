import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import { makeWorkbookReader } from '../../src/workbook-thread.ts'

const small = (): Promise<Buffer> =>
  writeWorkbook([{ sheet: '人员', data: [['姓名*'], ['孙九']] }]).toBuffer()

/** A sheet of as many marks as a workbook may hold: allowed, and slow to read. */
async function slow(): Promise<Buffer> {
  const parts = unzipSync(await small())
  const cells = '<c t="inlineStr"><is><t>一</t></is></c>'.repeat(60)
  const rows = `<row>${cells}</row>`.repeat(10_000)
  const sheet = `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`
  return Buffer.from(zipSync({ ...parts, 'xl/worksheets/sheet1.xml': strToU8(sheet) }))
}

describe('Workbooks that somebody sends', () => {
  it('are read beside everything else, each cell as text', async () => {
    const read = makeWorkbookReader()
    expect(await read(await small())).toEqual([{ name: '人员', rows: [['姓名*'], ['孙九']] }])
  })

  it('are refused with a sentence where they are none', async () => {
    const read = makeWorkbookReader()
    await expect(read(Buffer.from('no zip'))).rejects.toMatchObject({ code: 'invalid', message: /模板/u })
    expect(await read(await small())).toHaveLength(1)
  })

  it('hold nobody up while they are read, are cut off in time, and one waits for another', async () => {
    const read = makeWorkbookReader(500)
    const workbook = await slow()
    let turns = 0
    const ticking = setInterval(() => (turns += 1), 10)
    const first = read(workbook).catch((error: unknown) => error)
    await expect(read(workbook)).rejects.toMatchObject({ code: 'too_many_requests' })
    expect(await first).toMatchObject({ code: 'invalid', message: /一时读不完/u })
    clearInterval(ticking)
    // Read in this thread, there would be none at all.
    expect(turns).toBeGreaterThan(2)
    expect(await makeWorkbookReader()(await small())).toHaveLength(1)
  })
})
