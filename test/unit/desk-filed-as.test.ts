import { beforeAll, describe, expect, it } from 'vitest'
import { fileCaseAs } from '../../src/cases/filing-as.ts'
import type { CaseRecord } from '../../src/cases/case.ts'
import { undoAct } from '../../src/cases/orders.ts'
import { readCommand } from '../../src/desk/command.ts'
import { decisionOf } from '../../src/desk/decisions.ts'
import { filedAsSaid, saysHowToFile } from '../../src/desk/filed-as.ts'
import type { Ground } from '../../src/grid/ground.ts'
import { instant } from '../../src/kernel/clock.ts'
import { exampleGround } from '../support/example-town.ts'
import { base } from '../support/lifecycle-ask.ts'

const now = instant('2026-11-23T10:00:00+08:00')
const waiting = (more: Partial<CaseRecord> = {}): CaseRecord =>
  base({ id: 'c', number: 'QH20261123-0007', version: 1, state: 'triage', category: '0201', ...more })

describe('同意 with what the reader got wrong', () => {
  let ground: Ground
  beforeAll(async () => {
    ground = await exampleGround()
  })

  it.each([
    ['类别 下水道堵塞', { category: '0203' }],
    ['类别0203', { category: '0203' }],
    ['类别：下水道', { category: '0203' }],
    ['改类别为 电梯', { category: '0204' }],
    ['类型 投诉', { kind: 'complaint' }],
    ['性质 部门', { nature: 'department_matter' }],
    ['性质 居民之间', { nature: 'resident_dispute' }],
    ['性质 驻地单位', { nature: 'organisation_dispute' }],
    ['地点 3号楼2单元', { place: { estate: null, building: '3', unit: '2', room: null, spot: null } }],
    ['类别 路灯 性质 村社区，类型 求助', { category: '0201', nature: 'community_matter', kind: 'help' }],
  ])('%s', (rest, said) => {
    expect(saysHowToFile(rest)).toBe(true)
    expect(filedAsSaid(rest, ground)).toEqual(said)
  })

  it.each([
    ['类别 飞碟', '没有“飞碟”这个类别，请写'],
    ['类别 着火', '没有“着火”这个类别，是不是：'],
    ['类别 噪音', '请写代码：0401 邻居噪音、0501 施工噪声扬尘、0502 广场舞商业噪声'],
    ['类别 物业', '请写代码：0301'],
    ['类别', '类别改成什么'],
    ['类型 好的', '类型请写'],
    ['性质 重要', '性质请写'],
  ])('%s is refused in one line', (rest, line) => {
    expect(() => filedAsSaid(`${rest} `, ground)).toThrow(line)
  })

  it.each(['好的', '类似的已经办过', '地点不清楚也先立', ''])('"%s" says nothing of it', (rest) => {
    expect(saysHowToFile(rest)).toBe(false)
  })

  it('is the filing, whatever else the case waits for, and nothing once it is filed', () => {
    const command = readCommand('同意 7 类别 路灯')!
    expect(command).toMatchObject({ name: 'agree', numbers: ['7'], rest: '类别 路灯' })
    const ask = { what: 'merge', by: 'bot', at: now.toISOString(), into: 'QH20261123-0003' } as const
    expect(decisionOf(command, waiting({ asks: [ask] })).what).toBe('filing')
    expect(() => decisionOf(command, waiting({ state: 'verified' }))).toThrow('不在办理中，不能再改类别')
  })

  it('brings nature, haste and secrecy of the other leaf along, and lowers neither danger nor secrecy', () => {
    const filed = (record: CaseRecord, category: string) => fileCaseAs(record, { category }, ground)
    expect(filed(waiting(), '0206').stands).toEqual({
      ...{ category: '0206', nature: 'department_matter', urgency: 'urgent', title: '停水停电停气供暖' },
    })
    expect(filed(waiting({ category: '0206', urgency: 'urgent' }), '0201').stands).toMatchObject({
      urgency: 'normal',
    })
    expect(filed(waiting({ category: '0206', urgency: 'emergency' }), '0201').stands).not.toHaveProperty(
      'urgency',
    )
    expect(filed(waiting({ kind: 'complaint' }), '1503').stands).toMatchObject({ confidential: true })
    expect(filed(waiting({ category: '1503', confidential: true }), '0201').stands).not.toHaveProperty(
      'confidential',
    )
  })

  it('stands in the event by codes, the place by its name alone', () => {
    const place = { estate: null, building: '9', unit: null, room: '301', spot: null }
    const order = fileCaseAs(waiting(), { category: '0203', kind: 'help', place }, ground)
    expect(order.facts).toMatchObject({ category: '0203', categoryBefore: '0201' })
    expect(order.facts['corrected']).toContain('place')
    expect(JSON.stringify(order.facts)).not.toContain('301')
    expect(order.change(waiting(), now)).toMatchObject({ category: '0203', place, filedAt: now })
  })

  it('says nothing where nothing is different', () => {
    expect(fileCaseAs(waiting(), {}, ground).facts).toEqual({})
    expect(fileCaseAs(waiting(), { category: '0201' }, ground).facts).toEqual({})
  })

  it('is taken back whole', () => {
    const before = waiting()
    const place = { estate: null, building: '9', unit: null, room: null, spot: null }
    const order = fileCaseAs(before, { category: '0203', place }, ground)
    const after = { ...before, ...order.change(before, now) }
    const back = undoAct({ id: 'e', move: 'file', facts: order.facts }, before).change(after, now)
    expect(back).toMatchObject({ category: '0201', place: before.place })
  })
})
