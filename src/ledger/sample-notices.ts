import type { Notice } from '../chat/outbox.ts'
import type { CaseRecord } from '../cases/case.ts'
import { recusedOf, townshipPost } from '../feedback/audience.ts'
import { morningLine } from '../feedback/morning-line.ts'
import type { Ground } from '../grid/ground.ts'
import { roomFor } from '../routing/where.ts'
import { sampleDrawn } from '../wording/ledger-tasks.ts'

/**
 * 9.6: in the first morning of a month the supervisor hears which closed cases of the last one are to be looked at; none
 * that is about them (3.5). Null where nothing was closed, or nobody holds the post.
 */
export function sampleNotice(
  { month, closed, drawn }: { month: string; closed: number; drawn: readonly CaseRecord[] },
  ground: Ground,
  now: Date,
): Notice | null {
  const supervisor = townshipPost('supervisor', { about: [] }, ground, now)
  if (supervisor === null) return null
  const { person } = supervisor
  const shown = drawn.filter((record) => !recusedOf(record, ground.directory).has(person))
  if (shown.length === 0) return null
  const text = sampleDrawn({ closed, numbers: shown.map(({ number }) => number) })
  const to = roomFor(supervisor, ground.directory)
  return morningLine({ key: `sample:${month}:${person}`, purpose: 'sample', person, to, text }, now)
}
