import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import { authorityNotice, digestNotices, undeliveredNotices } from '../../src/feedback/digest.ts'
import { screenLines } from '../../src/feedback/together.ts'
import { weeklyNotice } from '../../src/feedback/weekly.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { aCase } from '../support/a-case.ts'
import { local } from '../support/closed-cases.ts'
import { exampleGround } from '../support/example-town.ts'
import { seat } from '../support/feedback-ask.ts'
import { textsOf, toldOf } from '../support/told.ts'

const ground = await exampleGround()
const morning = local('2026-11-24 08:30')
const directors = ['tianye', 'gaofeng']
const withoutDirector = {
  ...ground,
  directory: makeDirectory({
    ...ground.directory.data,
    posts: ground.directory.data.posts.filter(({ post }) => post !== 'director'),
  }),
}

describe('The digest of a handler (5.5)', () => {
  const dueAt = local('2026-11-24 17:30')
  const digest = (records: readonly CaseRecord[]) =>
    digestNotices(
      records.map((one) => ({ ...one, dueAt: one.dueAt ?? dueAt })),
      () => false,
      ground,
      morning,
    )
  const zhangwei = seat('zhangwei', 'grid_lead', 'QH-JX-01')

  it('is one notice for each handler and place, said as the morning’s, once a day', () => {
    const told = digest([aCase(), aCase({ handler: zhangwei }), aCase({ confidential: true }), aCase()])
    expect(toldOf(told)).toEqual([
      'digest #jx-staff @chenlan',
      'digest #jx-staff @zhangwei',
      'digest chenlan',
    ])
    expect(new Set(told.map(({ dedupeKey }) => dedupeKey)).size).toBe(3)
    for (const one of told) {
      expect(one.dedupeKey).toMatch(/^digest:2026-11-24:cases:/u)
      expect(one).toMatchObject({
        ...{ held: 'quiet_hours', gather: 'morning', priority: 3, caseId: null, runAt: morning, rung: null },
        brief: one.text,
      })
    }
  })

  it('is for nobody where nobody has the case, or it is about the handler', () => {
    expect(digest([aCase({ handler: null }), aCase({ about: ['chenlan'] })])).toEqual([])
  })

  it('names of what is late the earliest first', () => {
    const lateOn = (day: string, number: string) => aCase({ number, dueAt: local(`2026-11-${day} 17:30`) })
    const [told] = digest([lateOn('23', 'N23'), lateOn('19', 'N19'), lateOn('20', 'N20')])
    expect(told?.text.match(/N\d\d/gu)).toEqual(['N19', 'N20', 'N23'])
  })

  it('fits a screen, and counts what it does not name', () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      aCase({ number: `QH20261120-00${String(index + 10)}` }),
    )
    const { screen } = ground.rulebook
    const [told] = digest(many)
    const named = told?.text.match(/今天到期/gu) ?? []
    expect(named).toHaveLength(Math.floor((screen.lines - 2) / 2))
    expect(told?.text).toContain(`另有${String(40 - named.length)}件`)
    expect(screenLines(told?.text ?? '', screen)).toBeLessThanOrEqual(screen.lines + named.length)
    expect(textsOf(digest(many.slice(0, 3))).join()).not.toContain('另有')
  })
})

describe('What was done on standing authority (2.3)', () => {
  const done = (move: 'file' | 'refuse' | 'close', number: string, about: readonly string[] = []) => ({
    ...{ move, number, about },
  })

  it('counts each kind, and is a notice of its own beside the digest', () => {
    const told = authorityNotice(
      [done('close', 'N1'), done('close', 'N2'), done('file', 'N3')],
      ground,
      morning,
    )
    expect(told?.text).toContain('立案1件，结案2件。')
    expect(told?.dedupeKey).toMatch(/^digest:2026-11-24:authority:/u)
    expect(toldOf([told])).toEqual(['digest #centre @tianye'])
  })

  it('is told to nobody where there is no director, or all of it is about the director', () => {
    expect(authorityNotice([done('close', 'N1')], withoutDirector, morning)).toBeNull()
    expect(authorityNotice([done('close', 'N1', ['tianye'])], ground, morning)).toBeNull()
  })
})

describe('What got lost (5.4)', () => {
  it('waits for the morning’s message, once for each officer and hour', () => {
    const lost = [{ records: [aCase()] }, { records: [aCase({ number: 'N2', about: ['hanbing'] })] }]
    const told = undeliveredNotices('lost:9', lost, ground, morning)
    expect(toldOf(told)).toEqual(['undelivered #centre @hanbing', 'undelivered #centre @luona'])
    expect(told.map(({ dedupeKey }) => dedupeKey)).toEqual(['lost:9:hanbing', 'lost:9:luona'])
    for (const one of told)
      expect(one).toMatchObject({ held: 'quiet_hours', gather: 'morning', priority: 2, caseId: null })
  })

  it('is told to nobody where it is about everybody, and in private without a mention', () => {
    const about = ['luona', 'hanbing', ...directors]
    expect(undeliveredNotices('k', [{ records: [aCase({ about })] }], ground, morning)).toEqual([])
    const rooms = ground.directory.data.rooms.filter(({ code }) => code !== 'centre')
    const roomless = { ...ground, directory: makeDirectory({ ...ground.directory.data, rooms }) }
    expect(toldOf(undeliveredNotices('k', [{ records: [] }], roomless, morning))).toEqual([
      'undelivered hanbing',
    ])
  })
})

describe('The week in public (6.7)', () => {
  const nothing = { received: 0, solved: 0, partly: 0, explained: 0, open: 0, rated: 0, content: 0 }
  const span = { from: local('2026-11-20 17:00'), to: local('2026-11-27 17:00') }
  const said = (wanted: Partial<typeof nothing>) =>
    weeklyNotice('cuihu-a', { ...nothing, ...wanted }, span, ground, span.to)

  it.each([
    [{ received: 1 }],
    [{ solved: 1 }],
    [{ partly: 1 }],
    [{ explained: 1 }],
    [{ solved: 1, partly: 1 }],
    [{ solved: 1, explained: 1 }],
    [{ received: 1, solved: 1 }],
    [{ received: 2, solved: 1, partly: 1 }],
  ])('is said where there was %j', (wanted) => {
    expect(said(wanted)).not.toBeNull()
  })

  it('is silent of what only stayed open', () => {
    expect(said({ open: 4 })).toBeNull()
  })

  it('mentions nobody, is said once for room and week, and waits its turn', () => {
    expect(said({ received: 1 })).toMatchObject({
      ...{ dedupeKey: 'weekly:2026-11-27:cuihu-a', to: { room: 'cuihu-a' }, mentions: [], purpose: 'weekly' },
      ...{ held: 'quiet_hours', priority: 3, caseId: null, runAt: span.to, rung: null },
    })
  })
})
