import { describe, expect, it } from 'vitest'
import { makeLimits } from '../../src/api/v1/limits.ts'
import { RequestFault } from '../../src/api/problems.ts'

/** How many of so many requests are let in. */
function letIn(limits: ReturnType<typeof makeLimits>, name: string, tries: number): number {
  let passed = 0
  for (let one = 0; one < tries; one += 1)
    try {
      limits.take('login', name)
      passed += 1
    } catch (error) {
      if (!(error instanceof RequestFault) || error.retryAfterSeconds === null) throw error
      expect(error.retryAfterSeconds).toBeGreaterThan(0)
    }
  return passed
}

describe('the limits of the door', () => {
  it('let so many log-ins a minute through for an address, and as many again only as time goes by', () => {
    let now = 0
    const limits = makeLimits(() => now)
    expect(letIn(limits, '10.0.0.1', 100)).toBe(60)
    expect(letIn(limits, '10.0.0.2', 1)).toBe(1)
    now += 10_000
    expect(letIn(limits, '10.0.0.1', 100)).toBe(10)
    now += 600_000
    expect(letIn(limits, '10.0.0.1', 100)).toBe(60)
  })
})
