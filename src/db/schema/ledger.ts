import { EntitySchema } from 'typeorm'
import type { Belonging, Doer } from '../../ledger/facts.ts'
import type { LedgerTask } from '../../ledger/task.ts'
import type { Measure } from '../../ledger/measures.ts'
import { id, idOrNull, text, textOrNull, texts, time, timeOrNull, whole, yesOrNo } from './columns.ts'

export interface FactRow extends Belonging, Doer, Record<Measure, number> {
  caseId: string
  /** 1, 2, 3 … of the case. */
  n: number
  day: string
}

const counted: Readonly<Record<Measure, typeof whole>> = {
  ...{ received: whole, refused: whole, withdrawn: whole, merged: whole, dismissed: whole, praise: whole },
  ...{ toCounty: whole, dispatched: whole, responded: whole, resolved: whole, workMinutes: whole },
  ...{ timed: whole, onTime: whole, lateObjective: whole, lateResponsible: whole, lateConfirmed: whole },
  ...{ rework: whole, extended: whole, reopened: whole, shelved: whole, closed: whole, solved: whole },
  ...{ partly: whole, explained: whole, wholeMinutes: whole, shelvedClosed: whole, rated: whole },
  ...{ satisfied: whole, basic: whole, dissatisfied: whole },
}

/** What each case adds to the figures (9.2); made anew from its events, never written by hand. */
export const ledgerFacts = new EntitySchema<FactRow>({
  name: 'ledger_facts',
  columns: {
    caseId: { ...id, primary: true, foreignKey: { target: 'cases', name: 'ledger_facts_case_of' } },
    n: { ...whole, primary: true },
    day: { type: 'date' },
    person: textOrNull,
    post: textOrNull,
    dept: textOrNull,
    area: textOrNull,
    grid: textOrNull,
    community: textOrNull,
    category: text,
    nature: text,
    kind: text,
    rounds: yesOrNo,
    confidential: yesOrNo,
    about: texts,
    ...counted,
  },
  indices: [
    { name: 'ledger_facts_day', columns: ['day'] },
    { name: 'ledger_facts_area', columns: ['area', 'day'] },
    { name: 'ledger_facts_person', columns: ['person', 'day'] },
  ],
})

/** The last event on which the facts of a case stand. */
export const ledgerKept = new EntitySchema<{ caseId: string; seq: number }>({
  name: 'ledger_kept',
  columns: {
    caseId: { ...id, primary: true, foreignKey: { target: 'cases', name: 'ledger_kept_case' } },
    seq: whole,
  },
})

/** Decisions, instructions and what was found in samples (9.4, 9.6). */
export const ledgerTasks = new EntitySchema<LedgerTask>({
  name: 'ledger_tasks',
  columns: {
    id: { ...id, primary: true },
    kind: text,
    subject: text,
    caseId: { ...idOrNull, foreignKey: { target: 'cases', name: 'ledger_tasks_case' } },
    words: text,
    owner: text,
    givenBy: text,
    givenAt: time,
    dueAt: time,
    doneAt: timeOrNull,
    doneBy: textOrNull,
    result: textOrNull,
    version: whole,
  },
  indices: [
    { name: 'ledger_tasks_owner', columns: ['owner', 'dueAt'] },
    { name: 'ledger_tasks_subject', columns: ['kind', 'subject'] },
  ],
})
