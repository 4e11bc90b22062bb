import { z } from 'zod'
import { natures } from '../../../grid/town.ts'
import { kinds } from '../../../intake/reading.ts'
import { code, words } from './people.ts'

const slot = (most: number) => words(most).nullable().default(null)

/** Where the reader was wrong: what a case is filed as instead. */
export const filedAs = z.strictObject({
  kind: z.enum(kinds).optional().describe('立案时更正：类型'),
  category: code.optional().describe('立案时更正：类别代码'),
  nature: z.enum(natures).optional().describe('立案时更正：性质；不写就随类别'),
  place: z
    .strictObject({ estate: slot(40), building: slot(20), unit: slot(20), room: slot(20), spot: slot(40) })
    .optional()
    .describe('立案时更正：地点，整个换掉'),
})
