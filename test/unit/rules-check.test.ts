import { describe, expect, it } from 'vitest'
import { defaultRulebook, rulebookSchema } from '../../src/grid/rulebook.ts'
import { readRuleFiles } from '../../src/grid/rules-change.ts'
import { smallTown } from '../support/small-town.ts'

const proposed = (rules: string) =>
  readRuleFiles({ rules, categories: null }, { town: smallTown(), rules: defaultRulebook, revision: 1 })

describe('Proposed rules', () => {
  it('are refused by line and field where times end before they begin and figures have one nought too many', () => {
    const { faults } = proposed(
      'stages:\n  triageFrom: "22:00"\n  triageTo: "21:00"\nurgentLimitHours: 100000\n',
    )
    expect(faults.map(({ line, field, says }) => [line, field, says])).toEqual([
      [3, 'stages.triageTo', '研判计时22:00到21:00不对，结束要在开始之后'],
      [4, 'urgentLimitHours', 'urgentLimitHours 是100000，最大24'],
    ])
  })

  it('may leave the quiet hours running over midnight, and say what goes out as they end', () => {
    expect(proposed('quietHours: { from: "22:00", to: "07:00", deliverAt: "07:00" }').faults).toEqual([])
  })

  it('that are in force since before stay readable whatever figures they hold', () => {
    expect(rulebookSchema.parse({ urgentLimitHours: 100_000 }).urgentLimitHours).toBe(100_000)
  })
})
