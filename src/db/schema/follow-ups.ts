import { EntitySchema } from 'typeorm'
import type { FollowUp } from '../../feedback/follow-up.ts'
import { id, jsonOrNull, text, textOrNull, time, timeOrNull, whole } from './columns.ts'

/** Who does it stands once more as a plain code, to be found by. */
export interface FollowUpRow extends FollowUp {
  assigneePerson: string | null
}

/** Calls, visits and telephone tasks after a case is closed (6.6, 6.8). */
export const followUps = new EntitySchema<FollowUpRow>({
  name: 'follow_ups',
  columns: {
    key: { ...text, primary: true },
    caseId: { ...id, foreignKey: { target: 'cases', name: 'follow_ups_case' } },
    kind: text,
    reporter: textOrNull,
    dueAt: time,
    assignee: jsonOrNull,
    assigneePerson: textOrNull,
    tries: whole,
    doneAt: timeOrNull,
    doneBy: textOrNull,
    outcome: textOrNull,
    words: textOrNull,
  },
  indices: [
    { name: 'follow_ups_due', columns: ['caseId', 'dueAt'] },
    { name: 'follow_ups_assignee', columns: ['assigneePerson', 'dueAt'] },
  ],
})
