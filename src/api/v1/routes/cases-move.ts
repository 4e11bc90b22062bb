import { z } from 'zod'
import { askKinds } from '../../../cases/ask.ts'
import { outcomes } from '../../../cases/case.ts'
import { type Move, moves } from '../../../cases/event.ts'
import { refusalGrounds } from '../../../cases/lifecycle-carries.ts'
import { instant } from '../../../kernel/clock.ts'
import { audited } from '../audited.ts'
import type { ApiParts, ApiStores, MoveWish } from '../ports.ts'
import { type Answer, type ApiRoute, personAsking, type Request, route } from '../route.ts'
import { caseWhole } from '../shapes/case-whole.ts'
import { filedAs } from '../shapes/filed-as.ts'
import { code, words } from '../shapes/people.ts'
import { caseToChange } from '../sights.ts'
import { caseParams, readWhole } from './cases-read.ts'

const body = filedAs.extend({
  text: words(1_000).optional().describe('办理结果、原因、计划、内容'),
  outcome: z.enum(outcomes).optional().describe('办结：实际解决、部分解决、解释说明'),
  ground: z.enum(refusalGrounds).optional().describe('不予受理的理由'),
  handler: code.optional().describe('派遣、转办：给谁（人员代码）'),
  dept: code.optional().describe('派遣、转办：给哪个部门'),
  days: z.int().min(1).max(60).optional().describe('延期几个工作日'),
  until: z.iso
    .datetime({ offset: true })
    .transform((said) => instant(said))
    .optional()
    .describe('挂账：下次办理的时间'),
  into: code.optional().describe('并入哪一件'),
  class: z.enum(['objective', 'responsible']).optional(),
  assistants: z
    .array(z.union([z.strictObject({ person: code }), z.strictObject({ dept: code })]))
    .min(1)
    .max(20)
    .optional()
    .describe('会商：谁协办'),
  what: z.enum(askKinds).optional().describe('答复哪一个请求'),
  agreesTo: z.enum(['file', 'dismiss', 'refuse', 'close']).optional(),
})

async function move(
  parts: ApiParts,
  stores: ApiStores,
  asked: Request & { params: { number: string } },
  wanted: { move: Move; wish: MoveWish },
): Promise<Answer<z.input<typeof caseWhole>>> {
  const before = await caseToChange(asked.params.number, asked, stores.cases, parts.ground())
  const person = personAsking(asked)
  const { record } = await parts.moves.make(stores, {
    ...{ person, record: before, ...wanted, order: `api:${asked.requestId}`, now: asked.now },
  })
  await audited(stores.audit, asked, `case.${wanted.move}`, {
    subject: record.number,
    before: { state: before.state, version: before.version },
    after: { state: record.state, version: record.version },
  })
  return {
    body: await readWhole(record, asked.caller, { ...parts, stores }, asked.now),
    version: record.version,
    after: () => {
      parts.poke()
    },
  }
}

/** Every move of 2.1, by whoever may make it: the lifecycle table decides, as for words in the chat. */
export const moveCaseRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'moveCase', method: 'post', path: '/cases/{number}/moves/{move}' },
    ...{ chapter: '案件', says: '办理：签收、办结、核实、结案等一切流转' },
    who: { posts: 'staff' },
    params: caseParams.extend({ move: z.enum(moves) }),
    ...{ body, answer: caseWhole, needsVersion: true },
    change: (asked, stores) => move(parts, stores, asked, { move: asked.params.move, wish: asked.body }),
  })

/** 撤销 (2.4): what the caller ordered last on this case, within the time of the rules. */
export const undoCaseRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{
      name: 'undoCase',
      method: 'post',
      path: '/cases/{number}/undo',
      chapter: '案件',
      says: '撤销我刚才的操作',
    },
    who: { posts: 'staff' },
    ...{ params: caseParams, answer: caseWhole, needsVersion: true },
    change: (asked, stores) => move(parts, stores, asked, { move: 'undo', wish: {} }),
  })
