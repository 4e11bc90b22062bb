import { z } from 'zod'
import { outcomes, states } from '../../../cases/case.ts'
import { caseSorts } from '../../../cases/lists.ts'
import { colours } from '../../../deadlines/ladder.ts'
import { natures } from '../../../grid/town.ts'
import { kinds, ratings, urgencies } from '../../../intake/reading.ts'
import { code, words } from './people.ts'

const moment = z.iso.datetime({ offset: true })
const yesOrNo = z.enum(['true', 'false'])

/** Where cases come from, as `source` of a case says. */
export const sources = ['chat', 'visit', 'phone', 'outside', 'staff'] as const

const list = <Inner extends z.ZodType<unknown, string>>(inner: Inner) =>
  words(400)
    .transform((said) => said.split(',').map((one) => one.trim()))
    .pipe(z.array(inner).min(1).max(40))

/** The filters of the case list as a query; one that is not here is refused by its name. */
export const caseFilters = z.strictObject({
  state: list(z.enum(states)).optional().describe('一个或几个状态，用逗号隔开'),
  category: list(z.string().regex(/^\d{2}(?:\d{2})?$/u, '要写成两位大类或四位类别代码'))
    .optional()
    .describe('类别代码，或两位的大类；可几个'),
  kind: z.enum(kinds).optional(),
  nature: z.enum(natures).optional().describe('事项性质（3.1 的行）'),
  urgency: z.enum(urgencies).optional(),
  area: code.optional().describe('地区代码，含其下所有地区'),
  community: code.optional().describe('村(社区)代码，含其下网格；与 area 相同'),
  grid: code.optional(),
  handler: code.optional().describe('经办人代码，me 是自己'),
  verifier: code.optional().describe('核实人代码，me 是自己'),
  assistant: code.optional().describe('协办人代码，me 是自己'),
  dept: code.optional().describe('经办部门'),
  source: z.enum(sources).optional().describe('来源：群聊、来访、来电、外部系统、工作人员'),
  colour: z.enum(colours).optional().describe('时限颜色（5.1）；按颜色翻页时一页可能不满'),
  overdue: yesOrNo.optional().describe('true：只看没办完又超期的'),
  confidential: yesOrNo.optional(),
  rework: yesOrNo.optional().describe('true：退回重做过的'),
  outcome: z.enum(outcomes).optional(),
  rating: z.enum(ratings).optional(),
  room: code.optional().describe('来自哪个群'),
  number: words(40).optional().describe('编号，或编号的开头'),
  outsideNumber: words(100).optional().describe('外部系统的编号'),
  receivedFrom: moment.optional().describe('登记时间从'),
  receivedTo: moment.optional().describe('登记时间到（不含）'),
  dueFrom: moment.optional().describe('时限从'),
  dueTo: moment.optional().describe('时限到（不含）'),
  closedFrom: moment.optional().describe('结案时间从'),
  closedTo: moment.optional().describe('结案时间到（不含）'),
  q: words(100).optional().describe('编号、标题、内容、地点里的字；几个词用空格隔开，都要有'),
})

export const caseOrder = z.strictObject({
  sort: z.enum(caseSorts).default('received'),
  order: z.enum(['asc', 'desc']).default('desc'),
})

export const pageOf = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: words(400).optional().describe('上一页给出的 next'),
})
