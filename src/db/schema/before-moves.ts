import { EntitySchema } from 'typeorm'
import type { CaseRecord } from '../../cases/case.ts'
import { id, json, text, time } from './columns.ts'

export interface BeforeMoveRow {
  eventId: string
  record: CaseRecord
  by: string
  at: Date
}

/** Erasable: private words and names lie here, until the move can no longer be taken back (2.4). */
export const beforeMoves = new EntitySchema<BeforeMoveRow>({
  name: 'before_moves',
  columns: {
    eventId: { ...id, primary: true, foreignKey: { target: 'case_events', name: 'before_moves_event' } },
    record: json,
    by: { ...text, name: 'moved_by' },
    at: { ...time, name: 'moved_at' },
  },
  indices: [
    { name: 'before_moves_by', columns: ['by', 'at'] },
    { name: 'before_moves_at', columns: ['at'] },
  ],
})
