import type { CaseRecord } from '../cases/case.ts'
import type { CaseStore } from '../cases/ports.ts'
import type { Ground } from '../grid/ground.ts'
import { dueShown, matterShown } from '../feedback/shown.ts'
import { stateNames } from '../cases/lifecycle-names.ts'
import { todoLine, todoNone } from '../wording/desk.ts'
import type { Speaker } from './speaker.ts'

const linesAtMost = 12

/** 我的待办: what waits for this person, as handler, as verifier, or as duty officer or director; nearest due first. */
export async function todoText(
  speaker: Speaker,
  cases: CaseStore,
  ground: Ground,
  now: Date,
): Promise<string> {
  if (speaker.code === null) return todoNone()
  const posts = new Set(ground.directory.holdings(speaker.code).map((holding) => holding.post))
  const found: CaseRecord[] = [
    ...(await cases.find({ handler: speaker.code, states: ['dispatched', 'in_progress'], most: 50 })),
    ...(await cases.find({ verifier: speaker.code, states: ['resolved'], most: 50 })),
  ]
  if (posts.has('duty_officer') || posts.has('director'))
    found.push(...(await cases.find({ states: ['triage', 'filed', 'verified'], most: 50 })))
  const unique = [...new Map(found.map((record) => [record.id, record])).values()]
  if (unique.length === 0) return todoNone()
  const sorted = unique.toSorted(
    (a, b) => (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity),
  )
  return sorted
    .slice(0, linesAtMost)
    .map((record) => lineOf(record, ground, now))
    .join('\n')
}

const lineOf = (record: CaseRecord, ground: Ground, now: Date): string =>
  todoLine({
    number: record.number,
    matter: matterShown(record, ground),
    stage: stateNames[record.state],
    due: dueShown(record, ground, now),
  })
