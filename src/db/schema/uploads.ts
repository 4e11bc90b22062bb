import { EntitySchema } from 'typeorm'
import type { ApprovedAnswer } from '../../cases/approved-answers.ts'
import type { Upload } from '../../cases/uploads.ts'
import { id, text, textOrNull, time, timeOrNull, whole } from './columns.ts'

export const uploads = new EntitySchema<Upload>({
  name: 'uploads',
  columns: {
    id: { ...id, primary: true },
    caseId: { ...id, foreignKey: { target: 'cases', name: 'uploads_case' } },
    person: text,
    kind: text,
    name: text,
    mediaType: text,
    size: whole,
    uploadedAt: time,
  },
  indices: [{ name: 'uploads_case_at', columns: ['caseId', 'uploadedAt'] }],
})

export const approvedAnswers = new EntitySchema<ApprovedAnswer>({
  name: 'approved_answers',
  columns: {
    id: { ...id, primary: true },
    category: textOrNull,
    question: text,
    answer: text,
    state: text,
    version: whole,
    proposedBy: text,
    proposedAt: time,
    decidedBy: textOrNull,
    decidedAt: timeOrNull,
    used: whole,
  },
  indices: [{ name: 'approved_answers_state', columns: ['state', 'category'] }],
})
