import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import { colourAt } from '../../src/deadlines/colour.ts'
import { digestBefore, digestFrom, pressing, weeklyBefore, weeklyFrom } from '../../src/deadlines/digest.ts'
import { authorityNotice, digestNotices, undeliveredNotices } from '../../src/feedback/digest.ts'
import { unansweredNotices } from '../../src/feedback/staff-notices.ts'
import { weeklyNotice } from '../../src/feedback/weekly.ts'
import { addHours, addMilliseconds, instant } from '../../src/kernel/clock.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'

const ground = await exampleGround()
const local = (wall: string): Date => instant(`2026-${wall.replace(' ', 'T')}:00+08:00`)
const shown = (at: Date): string => addHours(at, 8).toISOString().slice(5, 16).replace('T', ' ')
const morning = local('11-24 08:30')
const nobodyTold = (): boolean => false

const three = { n: 3, unit: 'work_day' } as const
const dueOn = (wall: string, wanted: Partial<CaseRecord> = {}): CaseRecord =>
  aCase({ id: `case-${wall}`, number: `QH20261120-${wall.slice(3, 5)}99`, dueAt: local(wall), ...wanted })

describe('The hours of the town', () => {
  it.each([
    ['the same morning', '11-24 08:30', '11-24 08:30'],
    ['the next morning once it is over', '11-24 08:31', '11-25 08:30'],
    ['Monday behind a weekend', '11-27 12:00', '11-30 08:30'],
    ['the make-up Saturday before the National Day', '09-18 09:00', '09-20 08:30'],
    ['the first working day behind the holidays', '09-30 09:00', '10-08 08:30'],
  ])('bring the digest %s', (_, from, to) => {
    expect(shown(digestFrom(local(from), ground))).toBe(to)
  })

  it.each([
    ['on Friday at five', '11-23 09:00', '11-27 17:00'],
    ['a week later once it is over', '11-27 17:01', '12-04 17:00'],
    ['on the last working day before a Friday off', '09-28 09:00', '09-30 17:00'],
  ])('bring the week’s figures %s', (_, from, to) => {
    expect(shown(weeklyFrom(local(from), ground))).toBe(to)
  })

  it('leave no gap and no overlap between one week and the next', () => {
    for (let at = local('01-05 09:00'); at < local('12-20 09:00');) {
      const next = weeklyFrom(at, ground)
      const after = weeklyFrom(addMilliseconds(next, 1), ground)
      expect(weeklyBefore(after, ground)).toEqual(next)
      at = addMilliseconds(next, 1)
    }
  })

  it('lie at or after what was asked, on a working day, and the digest before lies before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 365 * 24 * 60 }), (minutes) => {
        const at = addMilliseconds(local('01-01 00:00'), minutes * 60_000)
        const next = digestFrom(at, ground)
        expect(next >= at).toBe(true)
        expect(digestBefore(at, ground) < at).toBe(true)
        expect(digestFrom(addMilliseconds(digestBefore(next, ground), 1), ground)).toEqual(next)
      }),
    )
  })
})

describe('The digest (5.1 half, 5.5)', () => {
  it.each([
    ['overdue', local('11-23 17:30')],
    ['today', local('11-24 17:30')],
    ['rest', local('11-27 17:30')],
  ])('calls %s a case that is due then', (why, dueAt) => {
    expect(pressing(aCase({ dueAt }), ground, morning)).toBe(why)
  })

  it('names half of the time gone on one morning only, that of the day on which it goes', () => {
    const record = aCase({ dispatchedAt: local('11-23 09:00'), dueAt: local('11-26 17:30'), limit: three })
    const said = ['11-24', '11-25', '11-26'].map((day) => pressing(record, ground, local(`${day} 08:30`)))
    expect(said).toEqual(['rest', 'half', 'today'])
  })

  it('says of what is half gone by the evening that it will be today, not that it is', () => {
    const limit = { n: 1, unit: 'work_day' } as const
    const record = aCase({ dispatchedAt: local('11-24 08:21'), dueAt: local('11-25 17:30'), limit })
    expect(colourAt(record, ground, morning)).toBe('green')
    expect(colourAt(record, ground, local('11-24 17:30'))).toBe('yellow')
    const [, line] = digestNotices([record], nobodyTold, ground, morning)[0]?.text.split('\n') ?? []
    expect(line).toMatch(/^今天时间过半：/u)
  })

  it('is nothing where no deadline runs', () => {
    expect(pressing(aCase({ state: 'resolved' }), ground, morning)).toBeNull()
    expect(pressing(aCase({ state: 'in_progress', limit: null }), ground, morning)).toBeNull()
  })

  it('says to each handler what is late first, then what is due today, then half, then how many more', () => {
    const records = [
      dueOn('11-27 17:30'),
      dueOn('11-26 17:30', { dispatchedAt: local('11-23 08:30'), limit: three, id: 'half' }),
      dueOn('11-24 17:30'),
      dueOn('11-23 17:30'),
    ]
    const [notice, ...more] = digestNotices(records, nobodyTold, ground, local('11-24 08:30'))
    expect(more).toEqual([])
    expect(notice).toMatchObject({ to: { room: 'jx-staff' }, mentions: ['chenlan'], gather: 'morning' })
    expect(notice?.text.split('\n').map((line) => line.slice(0, 4))).toEqual([
      ...['【今天要', '超期：Q', '今天到期', '今天时间', '另有1件'],
    ])
    expect(notice?.text).toContain('还剩9小时')
  })

  it('is not sent where nothing presses', () => {
    expect(digestNotices([dueOn('11-27 17:30')], nobodyTold, ground, morning)).toEqual([])
  })

  it('leaves out what another notice of the morning tells the same person', () => {
    const records = [dueOn('11-24 17:30'), dueOn('11-23 17:30')]
    const [notice] = digestNotices(records, (record) => record.dueAt! < morning, ground, morning)
    expect(notice?.text).not.toContain('超期')
    expect(notice?.text).toContain('今天到期')
  })

  it('says confidential cases and violence in private only', () => {
    for (const secret of [{ confidential: true }, { category: '0902' }]) {
      const notices = digestNotices([dueOn('11-24 17:30', secret)], nobodyTold, ground, morning)
      expect(notices.map(({ to }) => to)).toEqual([{ private: 'chenlan' }])
    }
  })

  it('has the same key for the same day, so that a second one is none', () => {
    const keys = ['11-24 08:30', '11-24 09:40'].map(
      (at) => digestNotices([dueOn('11-24 17:30')], nobodyTold, ground, local(at))[0]?.dedupeKey,
    )
    expect(keys[0]).toBe(keys[1])
  })

  it('lists to the director what was done on standing authority, not what is about the director (2.3)', () => {
    const done = [
      { move: 'file', number: 'N1', about: [] },
      { move: 'file', number: 'N2', about: [] },
      { move: 'refuse', number: 'N3', about: [] },
      { move: 'close', number: 'N4', about: ['tianye'] },
    ] as const
    const notice = authorityNotice(done, ground, morning)
    expect(notice).toMatchObject({ to: { room: 'centre' }, mentions: ['tianye'] })
    expect(notice?.text).toContain('立案2件，不予受理1件（N3）')
    expect(notice?.text).not.toContain('结案')
    expect(authorityNotice([], ground, morning)).toBeNull()
  })
})

describe('The week in public (6.7)', () => {
  const week = { received: 5, solved: 2, partly: 0, explained: 1, open: 3, rated: 3, content: 2 }
  const span = { from: local('11-20 17:00'), to: local('11-27 17:00') }
  const textOf = (wanted: Partial<typeof week>): string | undefined =>
    weeklyNotice('cuihu-a', { ...week, ...wanted }, span, ground, span.to)?.text

  it('says explained beside solved and counts only who has rated', () => {
    expect(textOf({})).toContain('新收到5件；解决2件，解释说明1件；还在办3件')
    expect(textOf({})).toContain('3件有评价，其中2件满意或基本满意')
    expect(textOf({})).toContain('11月20日到11月27日')
  })

  it('says nothing of ratings so few that they point at somebody', () => {
    expect(textOf({ rated: 2, content: 1 })).not.toContain('满意')
  })

  it('is nothing for a room with nothing to say', () => {
    expect(textOf({ received: 0, solved: 0, explained: 0 })).toBeUndefined()
  })
})

describe('What got lost and what nobody answers', () => {
  it('is told to the duty officer with numbers alone, and not to one whom it is about', () => {
    const now = local('11-23 09:10')
    const lost = [
      { records: [aCase()] },
      { records: [aCase({ number: 'N2', about: ['luona'] })] },
      { records: [] },
    ]
    const notices = undeliveredNotices('hour', lost, ground, now)
    expect(notices.find(({ mentions }) => mentions.includes('luona'))?.text).toMatch(
      /有2条[^]*QH20261123-0001/u,
    )
    const others = notices.filter(({ mentions }) => !mentions.includes('luona'))
    expect(others.map(({ text }) => text)).toEqual([expect.stringContaining('N2')])
    for (const { text } of notices) expect(text).not.toContain('楼道')
  })

  it('names nobody the emergency is about, and goes to the duty officer where nobody is left', () => {
    const record = aCase({ urgency: 'emergency', about: ['chenlan', 'zhangwei'] })
    const to = [record.handler!, record.verifier!]
    const notices = unansweredNotices({ id: 'c' }, record, to, 5, ground, local('11-23 09:15'))
    expect(notices.flatMap(({ mentions }) => mentions)).toEqual(['luona'])
    const [mixed] = unansweredNotices({ id: 'c' }, { ...record, about: ['zhangwei'] }, to, 5, ground, morning)
    expect([...(mixed?.mentions ?? []), JSON.stringify(mixed?.to)].join(' ')).not.toContain('zhangwei')
    expect(JSON.stringify(mixed)).toContain('chenlan')
  })
})
