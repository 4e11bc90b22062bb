import { z } from 'zod'

const share = z.number().min(0).max(1)

/** From which share on something is green, yellow, orange; below is red. */
const thresholds = (green: number, yellow: number, orange: number) =>
  z
    .strictObject({
      green: share.default(green),
      yellow: share.default(yellow),
      orange: share.default(orange),
    })
    .refine((said) => said.green >= said.yellow && said.yellow >= said.orange, {
      message: 'green must not lie below yellow, nor yellow below orange',
    })
    .prefault({})

/**
 * 9.3: the month's colour of a person, grid, community or department is the worst of its rates; with fewer cases than
 * `leastCases` behind a rate that rate gives none. 9.6: the share of closed cases that the supervisor looks at.
 */
export const assessmentSchema = z
  .strictObject({
    leastCases: z.int().positive().default(3),
    response: thresholds(0.95, 0.9, 0.8),
    resolution: thresholds(0.8, 0.7, 0.6),
    satisfaction: thresholds(0.95, 0.9, 0.8),
    onTime: thresholds(0.95, 0.9, 0.8),
    sampleShare: share.default(0.05),
  })
  .prefault({})
