import type { Notice } from '../chat/outbox.ts'
import type { Ground } from '../grid/ground.ts'
import { decisionGiven, instructionGiven, taskDone, taskDue } from '../wording/ledger-tasks.ts'
import { spokenTime } from '../worktime/spoken.ts'
import { quietUntil } from '../worktime/windows.ts'
import type { LedgerTask } from './task.ts'

const privately = (key: string, person: string, text: string, ground: Ground, now: Date): Notice => ({
  ...{ dedupeKey: key, to: { private: person }, text, mentions: [], purpose: 'ledger_task' },
  ...{ held: 'quiet_hours', priority: 2, caseId: null, rung: null },
  runAt: quietUntil(now, ground.rulebook.quietHours, ground.calendar.zone) ?? now,
})

/** The owner hears privately what is to be done, by when and by whose word (9.4). */
export function taskGivenNotices(task: LedgerTask, ground: Ground, now: Date): readonly Notice[] {
  const { directory, calendar } = ground
  if (task.owner === task.givenBy) return []
  const facts = {
    ...{ words: task.words, by: directory.nameOf(task.givenBy), number: task.subject },
    due: spokenTime(task.dueAt, now, calendar),
  }
  const text = task.kind === 'instruction' ? instructionGiven(facts) : decisionGiven(facts)
  return [privately(`ledger_task:${task.id}:given`, task.owner, text, ground, now)]
}

/** At the due time owner and giver hear that it is still open. */
export const taskDueNotices = (task: LedgerTask, ground: Ground, now: Date): readonly Notice[] =>
  [...new Set([task.owner, task.givenBy])].map((person) => {
    const owner = ground.directory.nameOf(task.owner)
    const text = taskDue({ words: task.words, owner, own: person === task.owner })
    return privately(`ledger_task:${task.id}:due:${person}`, person, text, ground, now)
  })

/** The giver hears the result. */
export function taskDoneNotices(task: LedgerTask, ground: Ground, now: Date): readonly Notice[] {
  if (task.doneBy === task.givenBy) return []
  const owner = ground.directory.nameOf(task.doneBy ?? task.owner)
  const text = taskDone({ words: task.words, owner, result: task.result ?? '' })
  return [privately(`ledger_task:${task.id}:done`, task.givenBy, text, ground, now)]
}
