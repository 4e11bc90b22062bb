import type { ApprovedAnswerStore } from '../cases/approved-answers.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { CaseLists } from '../cases/lists.ts'
import type { MoveOrder } from '../cases/orders.ts'
import { Refusal } from '../kernel/errors.ts'
import type { AskedFor } from './asked-orders.ts'

/** What a result stands on beside its words: pictures, and an answer that was approved. */
export interface ResultStores {
  caseLists: Pick<CaseLists, 'attachments'>
  approvedAnswers: ApprovedAnswerStore
}

/** Pictures of this very case that a reporter did not send: what the handler shows of the result (2.1 resolve). */
async function photosOf(record: CaseRecord, ids: readonly string[], stores: ResultStores): Promise<number> {
  if (ids.length === 0) return 0
  const reporters = new Set(record.reporters.map(({ contactId }) => contactId))
  const shown = (await stores.caseLists.attachments(record.id)).filter(
    ({ kind, contactId }) => kind === 'image' && (contactId === null || !reporters.has(contactId)),
  )
  for (const id of new Set(ids))
    if (!shown.some((one) => one.id === id)) throw new Refusal('invalid', '这件里没有这张照片，请先上传。')
  return new Set(ids).size
}

/** An enquiry is answered by what the director has approved, as it stands (2.6). */
async function withAnswer(record: CaseRecord, wish: AskedFor, stores: ResultStores): Promise<AskedFor> {
  if (wish.answer === undefined) return wish
  const answer = await stores.approvedAnswers.byId(wish.answer)
  if (answer?.state !== 'approved') throw new Refusal('invalid', '没有这条审定过的答复。')
  if (record.kind !== 'enquiry') throw new Refusal('invalid', '审定过的答复只用来回答咨询。')
  await stores.approvedAnswers.countUse(answer.id)
  const text = [answer.answer, wish.text ?? ''].filter((part) => part !== '').join('\n')
  return { ...wish, text, outcome: wish.outcome ?? 'explained' }
}

/** A result as it was asked for: the wish with the words of an approved answer, how many photos it has, and its marks. */
export async function resultAsked(
  record: CaseRecord,
  wish: AskedFor,
  stores: ResultStores,
): Promise<{ wish: AskedFor; photos: number; marked: (order: MoveOrder) => MoveOrder }> {
  const ids = wish.photos ?? []
  const photos = await photosOf(record, ids, stores)
  const facts = {
    ...(ids.length === 0 ? {} : { photos: [...ids] }),
    ...(wish.answer === undefined ? {} : { answer: wish.answer }),
  }
  return {
    wish: await withAnswer(record, wish, stores),
    photos,
    marked: (order) => (order.move === 'resolve' ? { ...order, facts: { ...order.facts, ...facts } } : order),
  }
}
