/** What the director hears of rules that were to come into force at a time of their own. */

export const rulesInForce = (facts: { revision: number }): string =>
  `【规则生效】您定的新规则现在开始生效（第${String(facts.revision)}版），已经派出的件期限不变。`

export const rulesFailed = (facts: { why: string }): string =>
  `【规则没有生效】您定的新规则和现在的设置对不上：${facts.why}请改好再发一次，现行规则不变。`
