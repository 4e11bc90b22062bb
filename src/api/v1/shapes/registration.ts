import { z } from 'zod'
import { natures } from '../../../grid/town.ts'
import { kinds, urgencies } from '../../../intake/reading.ts'
import { instant } from '../../../kernel/clock.ts'
import { caseLine, seat, timeOrNull } from './case-line.ts'
import { code, words } from './people.ts'

const slot = words(60).nullable().optional()

/** 来访来电: as whoever heard it writes it down; what is left out is read from the words. */
export const registration = z.strictObject({
  source: z.enum(['visit', 'phone', 'outside']).describe('来访、来电、外部系统'),
  words: words(2_000).describe('原话'),
  reporter: z
    .strictObject({
      name: words(40),
      phone: z
        .string()
        .regex(/^\+?[\d -]{5,20}$/u, '要写成电话号码')
        .transform((said) => said.replaceAll(/[ -]/gu, ''))
        .optional()
        .describe('只给办理和回访的人看，打开会记入审计'),
      resident: code.optional().describe('系统里的居民代码；绑了聊天账号的会在聊天里收到回音'),
      remark: words(200).optional(),
    })
    .nullable()
    .default(null)
    .describe('不留姓名的不写'),
  place: z
    .strictObject({ estate: slot, building: slot, unit: slot, room: slot, spot: slot })
    .transform(({ estate = null, building = null, unit = null, room = null, spot = null }) => ({
      ...{ estate, building, unit, room, spot },
    }))
    .optional(),
  category: code.optional().describe('类别代码；不写由系统判断'),
  kind: z.enum(kinds).optional(),
  nature: z.enum(natures).optional(),
  urgency: z.enum(urgencies).optional(),
  confidential: z.boolean().optional(),
  occurred: words(100).optional().describe('什么时候发生的，原话'),
  outside: z
    .strictObject({
      from: words(40).describe('哪个系统，如 12345'),
      number: words(100),
      dueAt: z.iso
        .datetime({ offset: true })
        .transform((said) => instant(said).toISOString())
        .nullable()
        .default(null)
        .describe('对方要求的时限；比本地时限早的以它为准'),
    })
    .optional(),
  to: z.enum(['triage', 'filed']).default('filed').describe('直接立案，或先放进待研判'),
})

/** 受理 facts: enough to tell whoever sits there, and to print. */
export const acceptance = z.object({
  number: z.string(),
  case: caseLine,
  goesTo: z.enum(['triage', 'handler', 'county']),
  handler: seat.nullable(),
  dueAt: timeOrNull,
  reason: z.string(),
  sentence: z.string().describe('可以念给来访、来电的人听'),
  conduct: z.string().nullable().describe('紧急事项：现在怎么做'),
})
