import { z } from 'zod'
import { type Measure, measureNames } from '../../../ledger/measures.ts'

const share = z.object({ count: z.int(), of: z.int(), rate: z.number().nullable() })

const counts = Object.fromEntries(measureNames.map((name) => [name, z.int()])) as Record<Measure, z.ZodInt>

/** The figures of 9.2, with what they are made of. */
export const figures = z.object({
  measures: z.object(counts),
  ...{ response: share, resolution: share, satisfaction: share, onTime: share, onTimeAssessed: share },
  ...{ rework: share, extension: share, reopening: share },
  averageWorkHours: z.number().nullable(),
  averageWholeHours: z.number().nullable(),
  late: z.object({
    ...{ all: z.int(), objective: z.int(), responsible: z.int(), confirmed: z.int(), unexplained: z.int() },
  }),
})

/** A line of a statistic; `key` is null for what belongs to none. `rounds`: found by staff, counted apart (2.7). */
export const figureLine = z.object({
  key: z.string().nullable(),
  name: z.string(),
  figures,
  rounds: figures,
})

export const period = z.object({ from: z.iso.date(), to: z.iso.date().describe('不含这一天') })
