import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { instant } from '../../src/kernel/clock.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { endpointsOf, makeEndpointGate } from '../../src/model-endpoints.ts'
import type { Approval } from '../../src/rights/approvals.ts'
import { isOutside, type ModelEndpoint } from '../../src/rights/model-endpoints.ts'
import { readSettings } from '../../src/settings.ts'

const now = instant('2026-11-23T09:00:00+08:00')
const reading: ModelEndpoint = { use: 'reading', address: 'https://models.example/v1', model: 'm' }
const approval: Approval = {
  ...{ id: 'a', kind: 'model_endpoint', facts: { ...reading }, purpose: '辅助识读', askedBy: 'tianye' },
  ...{ askedAt: now, until: instant('2026-12-23T09:00:00+08:00'), state: 'approved', decidedBy: 'tianye' },
  ...{ decidedAt: now, words: null, usedAt: null, version: 2 },
}

/** Approvals as a list that a test may change. */
const gateOver = (approvals: Approval[], endpoints: readonly ModelEndpoint[] = [reading], at = () => now) =>
  makeEndpointGate(
    endpoints,
    {
      standing: async (kind, facts, when) =>
        approvals.find(
          (one) =>
            one.kind === kind &&
            one.state === 'approved' &&
            one.until > when &&
            isDeepStrictEqual(one.facts, facts),
        ) ?? null,
    },
    { now: at },
    silentLog,
  )

describe('A model outside the house (9.7)', () => {
  it('is used with the approval of exactly this address and model, and from its end on no more', async () => {
    const approvals: Approval[] = []
    let at = now
    const gate = gateOver(approvals, [reading], () => at)
    expect([await gate.mayUse('reading'), gate.isShut('reading')]).toEqual([false, true])
    approvals.push({ ...approval, facts: { ...reading, model: 'another' } })
    expect(await gate.mayUse('reading')).toBe(false)
    approvals.push(approval)
    expect([await gate.mayUse('reading'), gate.isShut('reading')]).toEqual([true, false])
    expect(await gate.mayUse('voices')).toBe(false)
    at = approval.until
    expect(await gate.mayUse('reading')).toBe(false)
    at = now
    approvals.splice(1, 1, { ...approval, state: 'revoked' })
    expect(await gate.mayUse('reading')).toBe(false)
  })

  it('is not used where nobody can say whether it may be', async () => {
    const broken = { standing: () => Promise.reject(new Error('the database is away')) }
    expect(await makeEndpointGate([reading], broken, { now: () => now }, silentLog).mayUse('reading')).toBe(
      false,
    )
  })

  it.each(['http://127.0.0.1:11434/v1', 'http://[::1]/v1', 'http://10.1.2.3/v1', 'http://llm.internal/v1'])(
    'is none at %s, which needs no approval',
    async (address) => {
      const own = { ...reading, address }
      expect([isOutside(own), await gateOver([], [own]).mayUse('reading')]).toEqual([false, true])
    },
  )

  it('is what the settings name, without anybody’s log-in', () => {
    const of = (environment: Record<string, string>) => endpointsOf(readSettings(environment))
    expect(of({})).toEqual([])
    expect(of({ OPENAI_API_KEY: 'k', OPENAI_MODEL: 'm', LINLI_READER: 'llm' })).toEqual([
      { use: 'reading', address: 'https://api.openai.com/v1', model: 'm' },
    ])
    const voices = {
      LINLI_TRANSCRIBE_MODEL: 'ears',
      LINLI_TRANSCRIBE_URL: 'https://u:p@hear.example/v1/?k=1',
    }
    expect(of(voices)).toEqual([{ use: 'voices', address: 'https://hear.example/v1', model: 'ears' }])
  })
})
