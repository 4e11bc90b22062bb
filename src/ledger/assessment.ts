import type { Rulebook } from '../grid/rulebook.ts'
import type { Figures, Share } from './figures.ts'

export const assessedRates = ['response', 'resolution', 'satisfaction', 'onTime'] as const
export type AssessedRate = (typeof assessedRates)[number]

/** From best to worst. */
export const assessmentColours = ['green', 'yellow', 'orange', 'red'] as const
export type AssessmentColour = (typeof assessmentColours)[number]

type Rules = Rulebook['assessment']

export interface Assessment {
  /** The worst of the rates; null where none has enough cases behind it. */
  colour: AssessmentColour | null
  rates: Readonly<Record<AssessedRate, AssessmentColour | null>>
}

const colourOf = (share: Share, rate: AssessedRate, rules: Rules): AssessmentColour | null => {
  if (share.rate === null || share.of < rules.leastCases) return null
  const { rate: reached } = share
  const bounds = rules[rate]
  return (['green', 'yellow', 'orange'] as const).find((colour) => reached >= bounds[colour]) ?? 'red'
}

/**
 * The month's verdict by the thresholds of the rules (9.3): the colour of the worst rate. On time goes by what the director
 * has confirmed as somebody's fault alone (5.2).
 */
export function assess(figures: Figures, rules: Rules): Assessment {
  const rates = {
    response: colourOf(figures.response, 'response', rules),
    resolution: colourOf(figures.resolution, 'resolution', rules),
    satisfaction: colourOf(figures.satisfaction, 'satisfaction', rules),
    onTime: colourOf(figures.onTimeAssessed, 'onTime', rules),
  }
  const worst = assessmentColours.findLast((colour) => assessedRates.some((rate) => rates[rate] === colour))
  return { colour: worst ?? null, rates }
}
