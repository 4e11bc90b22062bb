import type { Directory } from '../grid/directory.ts'
import type { CaseRecord } from './case.ts'
import type { CaseEvent } from './event.ts'

/** Somebody has said in this cycle that they are there first: the emergency is answered, whoever handles it by then (3.8). */
export function isSomebodyThere(history: readonly Pick<CaseEvent, 'move'>[]): boolean {
  const begun = history.findLastIndex(({ move }) => move === 'reopen')
  return history.slice(begun + 1).some(({ move }) => move === 'at_scene')
}

/**
 * Whether somebody other than the handler was told of an emergency, or is the deputy of somebody who was: their answer
 * counts as its acknowledgement (3.8).
 */
export function toldOfEmergency(
  person: string,
  record: CaseRecord,
  directory: Pick<Directory, 'holders'>,
): boolean {
  if (record.urgency !== 'emergency' || record.handler?.person === person) return false
  return [record.handler, ...record.informed, ...record.assistants].some(
    (one) =>
      one !== null &&
      (one.person === person ||
        directory.holders(one.post, one.area, one.dept).some((holder) => holder.person === person)),
  )
}
