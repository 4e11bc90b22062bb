import { describe, expect, it } from 'vitest'
import { mergePlaces, placeAfter, saysWhereToGo } from '../../src/cases/place-told.ts'
import { namesNoMore, saidAt } from '../../src/desk/told-place.ts'
import { joinCase, supplementCase } from '../../src/cases/orders.ts'
import { receiptNotice } from '../../src/feedback/receipts.ts'
import { supplementNotices, unansweredNotices } from '../../src/feedback/staff-notices.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'
import { anEvent, night, now, seat, someReporter } from '../support/feedback-ask.ts'
import { said } from '../support/routing-ask.ts'

const ground = await exampleGround()
const nowhere = said({})
const emergency = { urgency: 'emergency', category: '0805', nature: 'department_matter' } as const

describe('Where somebody who hurries there must go (3.8)', () => {
  it.each([
    ['a house', { building: '3' }, true],
    ['a spot of the town', { spot: '菜场门口' }, true],
    ['an estate alone', { estate: '翠湖花园' }, false],
    ['the stairs of some house', { spot: '楼道' }, false],
    ['home', { spot: '家里' }, false],
    ['a floor', { spot: '五楼' }, false],
    ['nothing', {}, false],
  ])('%s says it or does not', (_what, place, says) => {
    expect(saysWhereToGo(said(place))).toBe(says)
  })

  it('is asked last in the answer to the cry, and only where nobody said it', () => {
    const asked = (place: ReturnType<typeof said>, asks: boolean) => {
      const record = aCase({ ...emergency, words: '着火了', place })
      return receiptNotice(anEvent(record), record, ground, night, asks)?.text
    }
    expect(asked(nowhere, true)).toMatch(/^马上打119.*几号楼？[^？]*$/su)
    expect(asked(nowhere, false)).not.toContain('几号楼？')
  })
})

describe('A further word of where it is', () => {
  const burning = (wanted = {}) => aCase({ ...emergency, state: 'dispatched', place: nowhere, ...wanted })

  it('goes into an emergency that somebody works at already, and into no other case', () => {
    const told = said({ building: '3', spot: '东边' })
    expect(placeAfter(burning(), told, '3号楼东边')).toEqual(told)
    expect(placeAfter(burning({ urgency: 'normal' }), told, '3号楼东边')).toBeNull()
    expect(placeAfter(burning({ urgency: 'normal', state: 'filed' }), told, '3号楼东边')).toEqual(told)
  })

  it('fills what was open and leaves what was said, unless the words take that back', () => {
    const record = burning({ place: said({ estate: '翠湖花园', building: '3' }) })
    expect(placeAfter(record, said({ building: '3' }), '3号楼')).toBeNull()
    expect(placeAfter(record, said({ building: '5', unit: '2' }), '5号楼2单元也看得到')).toMatchObject({
      building: '3',
    })
    expect(placeAfter(record, said({ building: '5' }), '说错了，是5号楼')).toEqual(
      said({ estate: '翠湖花园', building: '5' }),
    )
  })

  it('puts a spot in the place of one that every house has', () => {
    const record = burning({ place: said({ spot: '楼道' }) })
    expect(placeAfter(record, said({ spot: '菜场门口' }), '菜场门口')).toMatchObject({ spot: '菜场门口' })
  })

  it('keeps the buildings beside it', () => {
    expect(mergePlaces(nowhere, { ...said({ building: '3' }), also: ['5'] }).also).toEqual(['5'])
  })

  const setting = {
    ...{ private: false, addressed: false },
    speaker: { key: 'xiaozhou', code: 'xiaozhou', contactId: 'c', name: '小周', staff: false },
    room: ground.directory.room('cuihu-a'),
  } as unknown as Parameters<typeof saidAt>[3]['setting']
  const order = (record: ReturnType<typeof aCase>, makes = supplementCase('3号楼东边', {})) =>
    saidAt(makes, record, said({ building: '3' }), { said: '3号楼东边', setting }, ground, now)

  it('brings an emergency of no known grid its grid, and the grid’s people among those told', () => {
    const record = burning({ grid: null, area: 'QH', handler: seat('yaolei', 'department_lead'), room: null })
    const placed = order(record)
    expect(placed.facts).toMatchObject({ placed: true })
    expect(placed.change(record, now)).toMatchObject({
      grid: 'QH-JX-01',
      informed: [{ person: 'zhangwei' }, { person: 'chenlan' }],
    })
  })

  it('of a joiner counts in an emergency alone', () => {
    const joins = joinCase(someReporter('xiaozhou'), '我家也是')
    expect(order(burning(), joins).facts).toMatchObject({ placed: true })
    expect(order(burning({ urgency: 'normal', state: 'triage' }), joins).facts).not.toHaveProperty('placed')
  })

  it.each([
    ['菜场门口！', true],
    ['在菜场门口这边', true],
    ['菜场门口今天有团购鸡蛋便宜得很', false],
    ['菜场门口吗？', false],
  ])('“%s” names a spot and no more: %s', (words, alone) => {
    expect(namesNoMore(said({ spot: '菜场门口' }), words)).toBe(alone)
  })
})

describe('An address that came later', () => {
  const record = aCase({
    ...emergency,
    place: said({ building: '3', spot: '东边' }),
    handler: seat('yaolei', 'department_lead', 'QH', 'yingji'),
    informed: [seat('zhangwei', 'grid_lead', 'QH-JX-01'), seat('chenlan', 'community_lead', 'QH-JX')],
  })

  it('goes to everybody who was alarmed, as an alarm that can be read alone', () => {
    const event = anEvent(record, { move: 'supplement', facts: { placed: true } })
    const told = supplementNotices(event, record, '3号楼东边', ground, night)
    expect(told.map(({ to }) => to)).toEqual([
      { private: 'yaolei' },
      { room: 'jx-staff' },
      { room: 'centre' },
    ])
    for (const { text } of told) expect(text).toMatch(/^【紧急】.*\n补充地址：.*3号楼东边\n.*\n请马上过去/u)
  })

  it('wakes also whoever was alarmed while it waits for the duty officer', () => {
    const waiting = { ...record, state: 'triage', handler: null, informed: [] } as const
    const event = anEvent(waiting, { move: 'supplement', facts: { placed: true } })
    const told = supplementNotices(event, waiting, '3号楼东边', ground, night).map(({ to }) => to)
    expect(told).toContainEqual({ room: 'jx-staff' })
    expect(told).toContainEqual({ private: 'yaolei' })
  })

  it('stands in the alarm that is repeated', () => {
    const told = unansweredNotices({ id: 't' }, record, record.informed, 5, ground, night)
    expect(told[0]?.text).toContain('3号楼东边')
  })
})
