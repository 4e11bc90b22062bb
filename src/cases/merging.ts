import type { Ground } from '../grid/ground.ts'
import { Refusal } from '../kernel/errors.ts'
import { recusedFrom } from '../routing/recusal.ts'
import { type CaseRecord, ended, type Reporter } from './case.ts'
import { takeOutMerged } from './merged-shares.ts'
import { moveCase, type Moved, type Mover } from './moving.ts'
import { joinMerged, mergeInto, unmergeCase } from './orders.ts'
import type { CaseStores } from './receive.ts'

export { takeOutMerged } from './merged-shares.ts'

/** Why two cases may not become one (2.1, 3.5), as a Chinese sentence; null where nothing stands against it. */
export function mergeObjection(record: CaseRecord, into: CaseRecord, ground: Ground): string | null {
  if (record.id === into.id) return '不能并入自己。'
  if (ended.has(into.state)) return `${into.number} 已经了结，不能并进去。`
  if (record.confidential !== into.confidential) return '保密件和普通件不能并在一起。'
  if (record.urgency === 'emergency' && into.urgency !== 'emergency') return '紧急事项不能并入普通事项。'
  const recused = recusedFrom(record.about, ground.directory)
  return into.handler !== null && recused.has(into.handler.person)
    ? `${into.number} 的经办人要回避，不能并进去。`
    : null
}

const present = (record: CaseRecord): readonly Reporter[] =>
  record.reporters.filter(({ withdrawn }) => !withdrawn)

async function lock(stores: CaseStores, id: string): Promise<CaseRecord> {
  const record = await stores.cases.lock(id)
  if (record === null) throw new Refusal('not_found', '没有这个案件。')
  return record
}

/** Both cases under lock, in an order that two opposite merges share. */
async function lockBoth(
  stores: CaseStores,
  ids: { from: string; into: string },
): Promise<readonly [CaseRecord, CaseRecord]> {
  const forwards = ids.from < ids.into
  const first = await lock(stores, forwards ? ids.from : ids.into)
  const second = await lock(stores, forwards ? ids.into : ids.from)
  return forwards ? [first, second] : [second, first]
}

/**
 * 并入: the case ends in another, every reporter goes over as joined with the room they spoke in, so that the closure
 * reaches them (2.1). Refused by the sentences of `mergeObjection` and by the lifecycle table.
 */
export async function mergeCases(
  stores: CaseStores,
  ids: { from: string; into: string },
  mover: Mover,
  ground: Ground,
  now: Date,
): Promise<Moved> {
  const [record, into] = await lockBoth(stores, ids)
  const moved = await moveCase(stores, record.id, mergeInto(into.number), mover, ground, now)
  const objection = mergeObjection(record, into, ground)
  if (objection !== null) throw new Refusal('invalid', objection)
  const known = new Set(present(into).map(({ key }) => key))
  for (const reporter of present(record).filter(({ key }) => !known.has(key)))
    await moveCase(stores, into.id, joinMerged(reporter, record.number, now), mover, ground, now)
  return moved
}

/**
 * 取消并入 within 24 hours: the case stands where it stood, and the reporters it brought along leave the other again,
 * unless they have joined it themselves since (`takeOutMerged`, also where that one was merged in its turn).
 */
export async function unmergeCases(
  stores: CaseStores,
  record: CaseRecord,
  mover: Mover,
  ground: Ground,
  now: Date,
): Promise<Moved> {
  const history = await stores.events.ofCase(record.id)
  const merged = history.findLast(({ move }) => move === 'merge')
  const moved = await moveCase(stores, record.id, unmergeCase(), mover, ground, now, { history })
  if (merged !== undefined) await takeOutMerged(stores, moved.record, merged, mover, ground, now)
  return moved
}
