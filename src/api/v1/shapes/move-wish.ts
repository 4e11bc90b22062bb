import { z } from 'zod'
import { askKinds } from '../../../cases/ask.ts'
import { outcomes } from '../../../cases/case.ts'
import { refusalGrounds } from '../../../cases/lifecycle-carries.ts'
import { instant } from '../../../kernel/clock.ts'
import { filedAs } from './filed-as.ts'
import { code, words } from './people.ts'

const moment = z.iso.datetime({ offset: true }).transform((said) => instant(said))

const part = { task: words(200).optional(), dueAt: moment.optional() }

/** What a move may bring along; which of it the move needs, the lifecycle table says. */
export const moveWish = filedAs.extend({
  text: words(1_000).optional().describe('办理结果、原因、计划、内容'),
  outcome: z.enum(outcomes).optional().describe('办结：实际解决、部分解决、解释说明'),
  ground: z.enum(refusalGrounds).optional().describe('不予受理的理由'),
  handler: code.optional().describe('派遣、转办：给谁（人员代码）'),
  dept: code.optional().describe('派遣、转办：给哪个部门'),
  days: z.int().min(1).max(60).optional().describe('延期几个工作日'),
  until: moment.optional().describe('挂账：下次办理的时间'),
  into: code.optional().describe('并入哪一件'),
  class: z.enum(['objective', 'responsible']).optional(),
  assistants: z
    .array(z.union([z.strictObject({ person: code, ...part }), z.strictObject({ dept: code, ...part })]))
    .min(1)
    .max(20)
    .optional()
    .describe('会商：谁协办，各自的任务和时限'),
  lead: z
    .union([z.strictObject({ person: code }), z.strictObject({ dept: code })])
    .optional()
    .describe('会商：谁牵头；不写就是现在的经办人'),
  what: z.enum(askKinds).optional().describe('答复哪一个请求'),
  photos: z.array(code).min(1).max(20).optional().describe('办结：附上的照片（先上传，再写编号）'),
  answer: code.optional().describe('咨询件办结：用哪一条审定过的答复'),
  agreesTo: z.enum(['file', 'dismiss', 'refuse', 'close']).optional(),
})
