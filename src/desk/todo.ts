import { openAsks } from '../cases/asks.ts'
import type { CaseRecord } from '../cases/case.ts'
import { assists } from '../cases/conference.ts'
import { stateNames } from '../cases/lifecycle-names.ts'
import type { CaseFilter, CaseStore } from '../cases/ports.ts'
import { dueShown, matterShown } from '../feedback/shown.ts'
import type { Ground } from '../grid/ground.ts'
import { violenceLeaf } from '../routing/rows.ts'
import { todoKept, todoLine, todoNone } from '../wording/desk.ts'
import { atCentre, seesCase } from './acting.ts'
import type { Setting } from './speaker.ts'

const linesAtMost = 12

/** What must not be read out in a room: confidential matters and violence (3.5, 6.13). */
export const keptFromRooms = (record: Pick<CaseRecord, 'confidential' | 'category'>): boolean =>
  record.confidential || record.category === violenceLeaf

/**
 * 我的待办: what waits for this person, as handler, as verifier, as assistant with a task, or as duty officer or director; nearest due first.
 * Never a case from which they are recused. In a room confidential cases and violence are only counted.
 */
export async function todoText(
  setting: Pick<Setting, 'speaker' | 'private'>,
  cases: Pick<CaseStore, 'findEach'>,
  ground: Ground,
  now: Date,
): Promise<string> {
  const { code } = setting.speaker
  if (code === null) return todoNone()
  const theirs = await waitingFor(code, cases, ground)
  const shown = setting.private ? theirs : theirs.filter((record) => !keptFromRooms(record))
  const lines = shown
    .toSorted((a, b) => (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity))
    .slice(0, linesAtMost)
    .map((record) => lineOf(record, ground, now))
  const kept = theirs.length - shown.length
  if (kept > 0) lines.push(todoKept(kept))
  return lines.length === 0 ? todoNone() : lines.join('\n')
}

/** What waits for a person: the handler's, the verifier's, the assistant's own task, the centre's; nothing that they may not see (9.7). */
export async function waitingFor(
  person: string,
  cases: Pick<CaseStore, 'findEach'>,
  ground: Ground,
): Promise<readonly CaseRecord[]> {
  const longest = { most: 50, oldestFirst: true } as const
  const ofCentre: readonly CaseFilter[] = [
    { states: ['triage', 'filed', 'verified'], ...longest },
    { states: ['in_progress'], extensionAsked: true, ...longest },
    { asked: true, most: 50 },
  ]
  const [handled = [], toVerify = [], helped = [], waiting = [], longer = [], asked = []] =
    await cases.findEach([
      { handler: person, states: ['dispatched', 'in_progress'], ...longest },
      { verifier: person, states: ['resolved'], ...longest },
      { assistant: person, states: ['dispatched', 'in_progress'], ...longest },
      ...(atCentre(person, ground) ? ofCentre : []),
    ])
  const stillAsked = asked.filter((record) => openAsks(record).length > 0)
  const helping = helped.filter((record) => assists(person, record))
  const each = [...handled, ...toVerify, ...helping, ...waiting, ...longer, ...stillAsked]
  const once = [...new Map(each.map((record) => [record.id, record])).values()]
  return once.filter((record) => seesCase(person, record, ground))
}

const lineOf = (record: CaseRecord, ground: Ground, now: Date): string =>
  todoLine({
    number: record.number,
    matter: matterShown(record, ground),
    stage: stateNames[record.state],
    due: dueShown(record, ground, now),
  })
