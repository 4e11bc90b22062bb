import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import { stageClocks } from '../../src/deadlines/stage-clocks.ts'
import { addHours, instant } from '../../src/kernel/clock.ts'
import { aCase } from '../support/a-case.ts'
import { away, on } from '../support/routing-ask.ts'

const local = (wall: string): Date => instant(`2026-${wall.replace(' ', 'T')}+08:00`)
const shown = (at: Date): string => addHours(at, 8).toISOString().slice(5, 16).replace('T', ' ')

const smallCase = (wanted: Partial<CaseRecord>): CaseRecord =>
  aCase({
    ...{ area: 'G11', grid: 'G11', category: '0201' },
    handler: { person: 'community_lead-C1', post: 'community_lead', area: 'C1', dept: null },
    verifier: { person: 'grid_lead-G11', post: 'grid_lead', area: 'G11', dept: null },
    ...wanted,
  })

/** "11-23 09:40 triage: director-QH" for each plan; nobody named is the duty officer, or the reporters. */
const plans = (record: CaseRecord, ground = on(), now = local('11-23 09:00')): readonly string[] =>
  stageClocks(record, ground, now).map(
    ({ at, stage, to, takesOver }) =>
      `${shown(at)} ${stage}: ${to.map(({ person }) => person).join(' ')}${takesOver ? ' takes over' : ''}`,
  )

describe('the stage clocks (4.4)', () => {
  it.each([
    ['11-23 09:10', '11-23 09:40', '11-23 10:10'],
    ['11-23 20:50', '11-24 08:20', '11-24 08:50'],
    ['11-23 20:15', '11-23 20:45', '11-24 08:15'],
    ['11-22 23:00', '11-23 08:30', '11-23 09:00'],
    // Every day, also on Sunday and in the noon break.
    ['11-22 12:10', '11-22 12:40', '11-22 13:10'],
  ])(
    'call the duty officer again for what waits in triage since %s at %s, and the director at %s',
    (at, first, second) => {
      const record = smallCase({ state: 'triage', receivedAt: local(at) })
      expect(plans(record, on(), local(at))).toEqual([`${first} triage: `, `${second} triage: director-QH`])
    },
  )

  it.each([
    ['11-23 09:10', '11-23 11:10', '11-23 15:10'],
    ['11-23 16:30', '11-24 09:30', '11-24 11:30'],
    ['11-24 03:12', '11-24 10:30', '11-24 14:30'],
  ])(
    'remind the handler of what was dispatched at %s at %s, and tell the deputy at %s',
    (at, first, second) => {
      const record = smallCase({ state: 'dispatched', dispatchedAt: local(at) })
      expect(plans(record, on(), local(at))).toEqual([
        `${first} accept: community_lead-C1`,
        `${second} accept: community_lead-C1-2`,
      ])
    },
  )

  describe('of a reporter who has heard nobody (2.1 contact)', () => {
    const accepted = (wanted: Partial<CaseRecord>): CaseRecord =>
      smallCase({
        ...{ state: 'in_progress', acceptedAt: local('11-23 10:00'), dueAt: local('11-26 17:30') },
        ...wanted,
      })

    it('remind the handler after a working day, and once more the next morning', () => {
      expect(plans(accepted({}), on(), local('11-23 10:00'))).toEqual([
        '11-24 17:30 contact: community_lead-C1',
        '11-25 08:30 contact: community_lead-C1',
      ])
    })

    it.each([
      ['somebody has', { contactedAt: local('11-23 11:00') }],
      ['the answer itself is due by then', { dueAt: local('11-24 17:30') }],
      ['the reporter is not to be approached', { confidential: true }],
      ['staff reported it', { source: 'staff' }],
    ] as const)('say nothing where %s', (_what, wanted) => {
      expect(plans(accepted(wanted), on(), local('11-23 10:00'))).toEqual([])
    })

    it('say nothing again that was said, when the case comes back', () => {
      expect(plans(accepted({}), on(), local('11-25 15:00'))).toEqual([])
    })
  })

  it('tell the duty officer where there is no deputy', () => {
    const record = smallCase({ state: 'dispatched', dispatchedAt: local('11-23 09:10') })
    expect(plans(record, on(['community_lead-C1-2']))[1]).toBe('11-23 15:10 accept: ')
    expect(plans(record, on([away('community_lead-C1-2', 'grid_lead-G12')]))[1]).toBe(
      '11-23 15:10 accept: grid_lead-G12',
    )
    expect(plans({ ...record, about: ['community_lead-C1-2'] })[1]).toBe('11-23 15:10 accept: ')
  })

  it('find a department’s deputy in the department of the handler, not of the leaf', () => {
    const handler = { person: 'lead-jiwei', post: 'department_lead', area: 'QH', dept: 'jiwei' } as const
    const record = smallCase({ state: 'dispatched', handler, category: '0801' })
    expect(plans(record)[1]).toBe('11-23 15:10 accept: lead-jiwei-2')
  })

  it('remind the verifier after a working day, and have the next one take it after another', () => {
    const record = smallCase({ state: 'resolved', resolvedAt: local('11-27 10:00') })
    expect(plans(record)).toEqual([
      '11-30 17:30 verify: grid_lead-G11',
      '12-01 17:30 verify: grid_lead-G11-2 takes over',
    ])
    const secret = {
      ...record,
      confidential: true,
      verifier: { person: 'township_lead-QH', post: 'township_lead', area: 'QH', dept: null },
    } as const
    expect(plans(secret)[1]).toBe('12-01 17:30 verify: township_lead-QH-2 takes over')
  })

  it('never make the handler the next verifier, and leave it to the duty officer where nobody is left', () => {
    const record = smallCase({ state: 'resolved', resolvedAt: local('11-23 10:00') })
    const alone = on([
      'grid_lead-G11-2',
      'community_lead-C1-2',
      'township_lead-QH',
      'township_lead-QH-2',
      'director-QH',
      'director-QH-2',
    ])
    expect(plans(record, alone)[1]).toBe('11-25 17:30 verify: ')
    expect(plans({ ...record, verifier: null })[0]).toBe('11-24 17:30 verify: ')
  })

  it('call the duty officer after a working day without closing, then the director', () => {
    const record = smallCase({ state: 'verified', verifiedAt: local('11-23 10:00') })
    expect(plans(record)).toEqual(['11-24 17:30 close: ', '11-25 17:30 close: director-QH'])
    expect(plans(record, on(['director-QH']))[1]).toBe('11-25 17:30 close: director-QH-2')
  })

  it('remind of the rating after a working day and end it after three natural days', () => {
    const record = smallCase({ state: 'closed', closedAt: local('11-23 10:00') })
    expect(plans(record)).toEqual(['11-24 17:30 rate_reminder: ', '11-26 10:00 rate_end: '])
    // Over National Day the reminder would come after the end.
    expect(plans({ ...record, closedAt: local('10-01 10:00') }, on(), local('10-01 10:00'))).toEqual([
      '10-04 10:00 rate_end: ',
    ])
  })

  it('wait for no rating of praise, nor where everybody has rated or withdrawn', () => {
    const record = smallCase({ state: 'closed', closedAt: local('11-23 10:00') })
    expect(plans({ ...record, kind: 'praise' })).toEqual([])
    const [reporter] = record.reporters
    if (reporter === undefined) throw new RangeError('a case has a reporter')
    expect(
      plans({
        ...record,
        reporters: [
          { ...reporter, rating: 'basic' },
          { ...reporter, withdrawn: true },
        ],
      }),
    ).toEqual([])
    expect(plans({ ...record, reporters: [{ ...reporter, rating: 'basic' }, reporter] })).toHaveLength(2)
  })

  it('call the duty officer for a filed case that found nobody, and anew for one that came back', () => {
    const record = smallCase({ state: 'filed', handler: null, filedAt: local('11-23 09:10') })
    expect(plans(record)).toEqual(['11-23 09:40 filed: ', '11-23 10:10 filed: director-QH'])
    expect(plans({ ...record, returns: 1 }, on(), local('11-23 09:20'))).toEqual([
      '11-23 09:50 filed: ',
      '11-23 10:20 filed: director-QH',
    ])
  })

  it('wait five minutes at any hour where an emergency lies with the duty officer', () => {
    const record = smallCase({ state: 'triage', urgency: 'emergency', receivedAt: local('11-24 03:12') })
    expect(plans(record, on(), local('11-24 03:12'))).toEqual([
      '11-24 03:17 triage: ',
      '11-24 03:22 triage: director-QH',
    ])
  })

  it('begin anew for a case that comes back to a stage whose clock has run out', () => {
    const record = smallCase({ state: 'triage', receivedAt: local('11-20 09:00') })
    expect(plans(record, on(), local('11-23 09:00'))).toEqual([
      '11-23 09:30 triage: ',
      '11-23 10:00 triage: director-QH',
    ])
  })

  it.each(['in_progress', 'county', 'long_term', 'dismissed', 'refused', 'merged', 'withdrawn'] as const)(
    'do not run for a case that is %s',
    (state) => {
      expect(plans(smallCase({ state }))).toEqual([])
    },
  )

  it('tell apart by their keys what they set', () => {
    const record = smallCase({ state: 'verified', verifiedAt: local('11-23 10:00') })
    expect(stageClocks(record, on(), local('11-23 10:00')).map(({ key }) => key)).toEqual([
      'close1',
      'close2',
    ])
  })
})
