import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dutySheetPage, morningPage } from '../../src/api/papers/day-pages.ts'
import { instant } from '../../src/kernel/clock.ts'
import { figureTotal } from '../../src/ledger/figures.ts'
import { aCase } from '../support/a-case.ts'
import { desk, openBrowser, visit } from '../support/chromium.ts'
import { exampleGround } from '../support/example-town.ts'

const ground = await exampleGround()
const now = instant('2026-11-24T08:00:00+08:00')

/** A day of a township with some 1,700 open cases, each of them long to say. */
const cases = Array.from({ length: 60 }, (_, n) =>
  aCase({
    number: `QH20261123-${String(n).padStart(4, '0')}`,
    place: {
      ...{ estate: '清河镇老机械厂家属宿舍北区', building: '12', unit: '2', room: '502' },
      spot: '单元门口往东五十米的健身器材旁边靠近配电房',
    },
  }),
)
const why = ['突发', '群众不满意重办', '超期两天以上', '有请求待中心定', '申请延期待批']
const day = {
  since: instant('2026-11-23T08:00:00+08:00'),
  counts: {
    ...{ received: 143, closed: 120, receivedBefore: 130, closedBefore: 99 },
    ...{ open: 1_712, triage: 137, overdue: 212, dueToday: 188 },
  },
  ...{ kept: 9, received: cases, triage: cases, overdue: cases, dueToday: cases },
  watch: cases.map((record) => ({ record, why })),
}
const colours = (['red', 'orange', 'yellow', 'green'] as const).flatMap((colour) =>
  Array.from({ length: 8 }, (_, n) => ({ community: `第${String(n)}社区居民委员会`, colour })),
)
const extras = {
  month: { month: '2026-11', total: figureTotal([]), before: figureTotal([]), colours },
  spots: Array.from({ length: 40 }, (_, n) => `锦绣社区 路灯楼道灯${String(n)}，4件`),
  instructions: cases.map(({ number }) => [
    ...[number, '请综合执法队牵头，本周内拿出方案。'.repeat(20), '魏宁', '11月25日 17:30', '落实中'],
  ]),
}

describe('The handover sheet and the morning page of a township with very much to do', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  it.each([
    ['值班交接单', dutySheetPage(day, '罗娜', ground, now), ['另有 134 件', '另有 209 件', '1712']],
    ['领导晨报', morningPage(day, extras, ground, now), ['另有 57 件', '另有 36 个', '红：第0社区']],
  ])('are one sheet of A4 each: %s', async (_name, content, says) => {
    const { page, complaints } = await visit(browser, desk)
    await page.setContent(content)
    for (const one of says) expect(await page.textContent('main')).toContain(one)
    const pdf = await page.pdf({ preferCSSPageSize: true })
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/gu)).toHaveLength(1)
    expect(complaints).toEqual([])
    await page.close()
  })
})
