import type { Notice } from '../chat/outbox.ts'
import type { CaseRecord } from '../cases/case.ts'
import { appealOfCase } from '../cases/routing-of-case.ts'
import type { Ground } from '../grid/ground.ts'
import { toldWhileWaiting } from '../routing/emergency.ts'
import { emergencyWaiting } from '../wording/staff.ts'
import { placeForStaff } from './place-for-staff.ts'
import { wordsShown } from './shown.ts'
import { caseFacts, tell } from './tasks.ts'

const sameTalk = (a: Notice, b: Notice): boolean => JSON.stringify(a.to) === JSON.stringify(b.to)

/**
 * 3.8: an emergency that waits at the duty officer's desk (category unsure, a room in shadow mode, the county's, nobody
 * left) is told at once to all who would hear of it were it dispatched. `asked` is what the duty officer is asked; where
 * others read the same room or talk it stays one message, with all its mentions. Of other cases `asked` alone.
 */
export function withAllTold(
  asked: readonly Notice[],
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  if (record.urgency !== 'emergency') return asked
  const facts = { ...caseFacts(record, ground, now), place: placeForStaff(record, ground) }
  const text = emergencyWaiting({ ...facts, words: wordsShown(record) })
  const people = toldWhileWaiting(appealOfCase(record), { ...ground, now })
  const told = tell({ id: record.id }, record, 'emergency_waiting', people, text, ground, now, {
    expects: { states: ['triage', 'filed'] },
  })
  const also = (one: Notice): readonly string[] => told.find((other) => sameTalk(one, other))?.mentions ?? []
  return [
    ...asked.map((one) => ({ ...one, mentions: [...new Set([...one.mentions, ...also(one)])] })),
    ...told.filter((one) => !asked.some((other) => sameTalk(one, other))),
  ]
}
