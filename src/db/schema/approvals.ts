import { EntitySchema } from 'typeorm'
import type { Approval } from '../../rights/approvals.ts'
import { id, json, text, textOrNull, time, timeOrNull, whole } from './columns.ts'

/** Requests for the director's word, and what became of them (9.7). */
export const approvals = new EntitySchema<Approval>({
  name: 'approvals',
  columns: {
    id: { ...id, primary: true },
    kind: text,
    facts: json,
    purpose: text,
    askedBy: text,
    askedAt: time,
    until: { ...time, name: 'until_at' },
    state: text,
    decidedBy: textOrNull,
    decidedAt: timeOrNull,
    words: textOrNull,
    usedAt: timeOrNull,
    version: whole,
  },
  indices: [
    { name: 'approvals_asked', columns: ['askedAt'] },
    { name: 'approvals_asker', columns: ['askedBy', 'askedAt'] },
  ],
})
