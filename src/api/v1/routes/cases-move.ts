import { z } from 'zod'
import type { CaseRecord } from '../../../cases/case.ts'
import { type Move, moves } from '../../../cases/event.ts'
import { audited } from '../audited.ts'
import { namingFields } from '../move-fields.ts'
import type { ApiParts, ApiStores, MoveWish } from '../ports.ts'
import { type Answer, type ApiRoute, personAsking, type Request, route } from '../route.ts'
import { caseWhole } from '../shapes/case-whole.ts'
import { moveWish } from '../shapes/move-wish.ts'
import { caseToChange } from '../sights.ts'
import { caseParams, readWhole } from './cases-read.ts'

/** One move of one case as its caller saw it, with its line in the audit and what follows at once. */
export async function moveAsked(
  parts: ApiParts,
  stores: ApiStores,
  asked: Request & { params: { number: string } },
  wanted: { move: Move; wish: MoveWish },
): Promise<CaseRecord> {
  const before = await caseToChange(asked.params.number, asked, stores.cases, parts.ground())
  const person = personAsking(asked)
  const order = { person, record: before, ...wanted, order: `api:${asked.requestId}`, now: asked.now }
  const { record } = await parts.moves.make(stores, order).catch((error: unknown) => {
    throw namingFields(error, wanted.move, wanted.wish)
  })
  await audited(stores.audit, asked, `case.${wanted.move}`, {
    subject: record.number,
    before: { state: before.state, version: before.version },
    after: { state: record.state, version: record.version },
  })
  return parts.settled(stores, record, asked.now)
}

async function move(
  parts: ApiParts,
  stores: ApiStores,
  asked: Request & { params: { number: string } },
  wanted: { move: Move; wish: MoveWish },
): Promise<Answer<z.input<typeof caseWhole>>> {
  const record = await moveAsked(parts, stores, asked, wanted)
  return {
    body: await readWhole(record, asked.caller, { ...parts, stores }, asked.now),
    version: record.version,
    after: () => {
      parts.moved(record.id)
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
    ...{ body: moveWish, answer: caseWhole, needsVersion: true },
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
