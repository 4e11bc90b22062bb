import { describe, expect, it } from 'vitest'
import type { CaseEvent } from '../../src/cases/event.ts'
import { secondNotices, secondOf } from '../../src/feedback/second-notices.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { instant } from '../../src/kernel/clock.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'
import { anEvent, now, seat } from '../support/feedback-ask.ts'

const example = await exampleGround()
/** The example town with these people on leave. */
const without = (...people: readonly string[]) => ({
  ...example,
  directory: makeDirectory({
    ...example.directory.data,
    absences: people.map((person) => ({
      ...{ person, delegate: null },
      ...{ from: instant('2026-11-01T00:00:00Z'), to: instant('2026-12-31T00:00:00Z') },
    })),
  }),
})

const gas = aCase({ urgency: 'emergency', category: '0803', state: 'verified' })
const agreed = (facts: CaseEvent['facts'], by = 'luona', record = gas) =>
  anEvent(record, { move: 'agree', actor: { by, post: 'duty_officer' }, facts })
const closing = { agreesTo: 'close', waits: 'second' }
const dismissing = { agreesTo: 'dismiss', waits: 'second' }

describe('The second person of an emergency (3.8)', () => {
  it.each<
    [string, CaseEvent['facts'], string, Parameters<typeof aCase>[0], readonly string[], string | null]
  >([
    ['of a closing is the director', closing, 'luona', {}, [], 'tianye'],
    ['is the duty officer where the director was first', closing, 'tianye', {}, [], 'luona'],
    ['is the director’s deputy where the director is away', closing, 'luona', {}, ['tianye'], 'gaofeng'],
    ['is never recused (3.5)', closing, 'luona', { about: ['tianye', 'gaofeng'] }, [], 'hanbing'],
    [
      'is the handler only where nobody else is left',
      closing,
      'luona',
      { handler: seat('tianye', 'director') },
      [],
      'gaofeng',
    ],
    [
      'is the handler where nobody else is left',
      closing,
      'luona',
      { handler: seat('tianye', 'director') },
      ['gaofeng', 'hanbing', 'dengkai'],
      'tianye',
    ],
    ['of a dismissal is another duty officer, who may do it', dismissing, 'luona', {}, [], 'hanbing'],
    ['and else the director', dismissing, 'luona', {}, ['hanbing'], 'tianye'],
    [
      'away is asked where everybody is',
      closing,
      'luona',
      {},
      ['tianye', 'gaofeng', 'hanbing', 'dengkai'],
      'tianye',
    ],
    [
      'is nobody where all are recused',
      closing,
      'luona',
      { about: ['tianye', 'gaofeng', 'hanbing', 'dengkai'] },
      [],
      null,
    ],
    [
      'is the director where authority lacks (2.3)',
      { agreesTo: 'refuse', waits: 'director' },
      'luona',
      {},
      [],
      'tianye',
    ],
    [
      'is the duty officer once more',
      { agreesTo: 'refuse', waits: 'duty_officer' },
      'tianye',
      {},
      [],
      'luona',
    ],
  ])('%s', (_what, facts, by, wanted, away, person) => {
    const record = aCase({ ...gas, ...wanted })
    expect(secondOf(agreed(facts, by, record), record, without(...away), now)?.person ?? null).toBe(person)
  })

  it.each<[string, CaseEvent['facts'], Parameters<typeof aCase>[0], readonly string[]]>([
    ['a closing', closing, {}, ['罗娜要结案', '两个人定', '请田野看一下', '“同意 1”', '“不同意 1 原因”']],
    ['a dismissal', dismissing, { state: 'triage' }, ['不是诉求', '可以就回“不同意 1”', '不行回“同意 1”']],
    [
      'a refusal, with its ground',
      { agreesTo: 'refuse', waits: 'director', ground: 'outside' },
      { state: 'triage', urgency: 'normal' },
      ['罗娜要不予受理', '要主任定', '“不予受理 1 不属职责”', '不行回“同意 1”'],
    ],
    [
      'a filing',
      { agreesTo: 'file', waits: 'director' },
      { state: 'triage' },
      ['要立案', '“同意 1”', '“不同意 1”'],
    ],
  ])('is asked at once about %s, with the words to say', (_what, facts, wanted, parts) => {
    const record = aCase({ ...gas, ...wanted })
    const told = secondNotices(agreed(facts, 'luona', record), record, example, now)
    expect(told).toHaveLength(1)
    for (const part of parts) expect(told[0]?.text).toContain(part)
    expect(told[0]).toMatchObject({ to: { room: 'centre' }, expects: { states: [record.state] } })
  })

  it('at any hour, privately where the case is confidential, and nobody where nobody is left', () => {
    const night = instant('2026-11-24T03:12:00+08:00')
    const [told] = secondNotices(agreed(closing), gas, example, night)
    expect([told?.runAt, told?.held]).toEqual([night, 'never'])
    const sealed = { ...gas, confidential: true }
    expect(secondNotices(agreed(closing), sealed, example, now).map(({ to }) => to)).toEqual([
      { private: 'tianye' },
    ])
    const about = { ...gas, about: ['tianye', 'gaofeng', 'hanbing', 'dengkai'] }
    expect(secondNotices(agreed(closing), about, example, now)).toEqual([])
  })
})
