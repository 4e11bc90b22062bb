import { describe, expect, it } from 'vitest'
import type { SaidLeave } from '../../src/grid/attendance.ts'
import { makePresence, nothingSaid, withTakeover } from '../../src/grid/attendance.ts'
import type { Directory } from '../../src/grid/directory.ts'
import { dutyAt, handoverOutstanding, nextChange } from '../../src/grid/duty.ts'
import { exampleGround } from '../support/example-town.ts'

const { directory } = await exampleGround()
const at = (text: string): Date => new Date(`2026-11-${text}+08:00`)
const leave = (person: string, from: string, to: string, more: Partial<SaidLeave> = {}): SaidLeave => ({
  ...{ person, from: at(from), to: at(to), delegate: null, back: false },
  ...more,
})
const withSaid = (said: Partial<typeof nothingSaid>): Directory => ({
  ...directory,
  ...makePresence(directory, { ...nothingSaid, ...said }),
})

describe('Leave said in the chat (3.4)', () => {
  const planned = {
    ...directory,
    data: { ...directory.data, absences: [leave('sunli', '23T00:00', '26T00:00', { delegate: 'liuyang' })] },
  }
  const present = (...said: SaidLeave[]) => makePresence(planned, { ...nothingSaid, leave: said })

  it('comes on top of what the town’s file plans, and the last word wins', () => {
    const later = present(leave('sunli', '24T00:00', '27T00:00', { delegate: 'zhangwei' }))
    expect(later.absence('sunli', at('23T12:00'))).toEqual({ delegate: 'liuyang' })
    expect(later.absence('sunli', at('24T12:00'))).toEqual({ delegate: 'zhangwei' })
    expect(later.absence('sunli', at('27T00:00'))).toBeNull()
  })

  it('ends with 销假, that of the file too, and may begin anew', () => {
    const back = leave('sunli', '24T09:00', '26T00:00', { back: true })
    const again = leave('sunli', '25T00:00', '25T12:00')
    const [ended, anew] = [present(back), present(back, again)]
    expect(ended.absence('sunli', at('24T08:59'))).not.toBeNull()
    expect(ended.absence('sunli', at('24T09:00'))).toBeNull()
    expect(anew.absence('sunli', at('25T06:00'))).toEqual({ delegate: null })
    expect(ended.leave('sunli').map(({ from, to }) => [from, to])).toEqual([[at('23T00:00'), at('24T09:00')]])
    expect(anew.leave('sunli')).toHaveLength(2)
  })

  it('of one delegate that goes on is one leave', () => {
    const two = present(leave('sunli', '26T00:00', '28T00:00', { delegate: 'liuyang' }))
    expect(two.leave('sunli').map(({ to }) => to)).toEqual([at('28T00:00')])
  })
})

describe('The duty log (1.6)', () => {
  const taken = (...takeovers: [string, string][]) =>
    withSaid({ takeovers: takeovers.map(([person, when]) => ({ person, at: at(when) })) })
  const onDuty = (town: Directory, when: string) => town.dutyOfficers(at(when))[0]?.person

  it('keeps the previous officer on duty until the next one has said it', () => {
    const town = taken(['luona', '23T09:00'], ['hanbing', '24T09:30'])
    expect(onDuty(town, '23T08:30')).toBe('luona')
    expect(onDuty(town, '24T09:29')).toBe('luona')
    expect(onDuty(town, '24T09:30')).toBe('hanbing')
    expect(onDuty(town, '29T12:00')).toBe('hanbing')
  })

  it('binds nobody before the first 接班', () => {
    expect(onDuty(taken(['luona', '25T09:00']), '24T09:00')).toBe('hanbing')
    const roster = taken()
    expect(handoverOutstanding(roster, dutyAt(roster, at('24T09:00')), at('24T09:00'))).toBe(false)
  })

  it('gives way where its officer is on leave', () => {
    const town = withSaid({
      takeovers: [{ person: 'luona', at: at('23T09:00') }],
      leave: [leave('luona', '24T08:00', '25T00:00')],
    })
    expect(onDuty(town, '24T12:00')).toBe('hanbing')
    expect(onDuty(town, '25T12:00')).toBe('luona')
  })

  it('knows whose handover is outstanding, and whose is next', () => {
    const town = taken(['luona', '23T09:00'])
    const late = dutyAt(town, at('24T08:10'))
    expect(late.expected).toMatchObject({ officer: { person: 'hanbing' }, gap: false })
    expect(handoverOutstanding(town, late, at('24T08:10'))).toBe(true)
    const early = dutyAt(town, at('23T12:00'))
    expect(handoverOutstanding(town, early, at('23T12:00'))).toBe(false)
    expect(early.next).toEqual({ at: at('24T08:00'), person: 'hanbing' })
    expect(nextChange(town, 'hanbing', at('24T08:00'))).toEqual({ at: at('25T08:00'), person: 'luona' })
    expect(nextChange(town, 'luona', at('25T08:00'))).toBeNull()
    expect(dutyAt(town, new Date('2026-12-05T00:00:00Z')).expected).toMatchObject({
      officer: { person: 'luona' },
      gap: true,
    })
  })

  it('takes the coming shift early as a handover, and the director’s word in the middle of one too', () => {
    const outstanding = (town: Directory, when: string) =>
      handoverOutstanding(town, dutyAt(town, at(when)), at(when))
    const early = taken(['luona', '23T08:00'], ['hanbing', '24T07:50'])
    expect(onDuty(early, '24T07:55')).toBe('hanbing')
    expect(['24T07:55', '24T08:00', '24T20:00'].map((when) => outstanding(early, when))).toEqual([
      ...[false, false, false],
    ])
    const word = taken(['hanbing', '24T08:00'], ['luona', '24T12:00'])
    expect(outstanding(word, '24T12:00')).toBe(false)
    const before = taken(['hanbing', '24T07:50'], ['luona', '24T07:55'])
    expect(['24T07:55', '24T08:00'].map((when) => outstanding(before, when))).toEqual([false, true])
  })

  it('knows a word that is just being said as if it were written already', () => {
    const [before, now] = [taken(['luona', '23T08:00']), at('24T07:50')]
    const behind = withTakeover(before, { person: 'hanbing', at: now })
    expect([onDuty(behind, '24T07:49'), onDuty(behind, '24T07:50')]).toEqual(['luona', 'hanbing'])
    expect(behind.takenOver(now)).toEqual({ person: 'hanbing', at: now })
    expect(dutyAt(behind, now)).toEqual(dutyAt(taken(['luona', '23T08:00'], ['hanbing', '24T07:50']), now))
  })
})
