import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import { earlierOf } from '../../src/cases/repeats.ts'
import { readCommand } from '../../src/desk/command.ts'
import { orderFor } from '../../src/desk/order-for.ts'
import { base, ground, local, now, officer } from '../support/lifecycle-ask.ts'

const record = base({ id: 'now', state: 'triage', receivedAt: now })
const answered = base({
  id: 'before',
  number: 'XZ20261101-0001',
  state: 'closed',
  verifiedAt: now,
  result: '灯已换',
  receivedAt: local('2026-11-01 09:00'),
})

const refuse = (earlier: readonly CaseRecord[]) => {
  const command = readCommand('不予受理 7 重复')
  if (command === null) throw new Error('no command')
  return orderFor(command, record, { code: officer.by, ground, now, earlier })
}

describe('不予受理 as a repeat', () => {
  it('carries the answer that was verified', () => {
    const [order] = refuse([answered])
    expect(order?.facts).toEqual({ ground: 'repeat', earlier: 'XZ20261101-0001' })
    expect(order?.change(record, now).result).toBe('灯已换')
  })

  it('needs an answer that was verified', () => {
    expect(() => refuse([])).toThrow('不能按重复不予受理')
    expect(() => refuse([{ ...answered, verifiedAt: null }])).toThrow('不能按重复不予受理')
  })

  it('is a 会商 the third time', () => {
    expect(() => refuse([answered, { ...answered, id: 'older' }])).toThrow('请会商')
  })

  it('looks at what the same reporter brought up before, without the case itself', async () => {
    const later = { ...answered, id: 'later', receivedAt: local('2026-11-23 15:30') }
    const cases = { find: () => Promise.resolve([later, record, answered]) }
    expect((await earlierOf(record, cases)).map(({ id }) => id)).toEqual(['before'])
  })
})
