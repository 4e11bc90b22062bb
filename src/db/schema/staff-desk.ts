import { EntitySchema } from 'typeorm'
import type { Question } from '../../chat/questions.ts'
import type { SaidLeave } from '../../grid/attendance.ts'
import type { Visit } from '../../grid/ports.ts'
import { json, rising, text, textOrNull, texts, time, yesOrNo } from './columns.ts'

export interface AbsenceRow extends SaidLeave {
  id: string
  saidBy: string
  saidAt: Date
}

/** Leave as it was said; only ever added to, the last word wins (3.4). */
export const absences = new EntitySchema<AbsenceRow>({
  name: 'absences',
  columns: {
    id: { ...rising, primary: true },
    person: text,
    from: { ...time, name: 'from_at' },
    to: { ...time, name: 'to_at' },
    back: yesOrNo,
    delegate: textOrNull,
    saidBy: text,
    saidAt: time,
  },
})

export interface DutyLogRow {
  id: string
  person: string
  fromPerson: string | null
  takenAt: Date
  saidBy: string
}

/** Each 接班: who has the duty from then on (1.6). */
export const dutyLog = new EntitySchema<DutyLogRow>({
  name: 'duty_log',
  columns: {
    id: { ...rising, primary: true },
    person: text,
    fromPerson: textOrNull,
    takenAt: time,
    saidBy: text,
  },
})

export const visits = new EntitySchema<Visit>({
  name: 'visits',
  columns: {
    id: { ...rising, primary: true },
    person: text,
    area: text,
    place: text,
    words: text,
    voices: texts,
    at: { ...time, name: 'visited_at' },
  },
  indices: [
    { name: 'visits_area', columns: ['area', 'at'] },
    { name: 'visits_person', columns: ['person', 'at'] },
  ],
})

/** What the bot has asked one speaker in one talk. */
export const deskQuestions = new EntitySchema<Question>({
  name: 'desk_questions',
  columns: {
    conversationKey: { ...text, primary: true },
    contactId: { ...text, primary: true },
    kind: text,
    facts: json,
    until: { ...time, name: 'until_at' },
  },
})
