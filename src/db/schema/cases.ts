import { EntitySchema } from 'typeorm'
import type { CaseRecord, Reporter } from '../../cases/case.ts'
import {
  id,
  json,
  jsonOrNull,
  rising,
  text,
  textOrNull,
  texts,
  time,
  timeOrNull,
  whole,
  wholeOrNull,
  yesOrNo,
} from './columns.ts'

/** A case without its reporters; who handles and verifies it stands once more as a plain code, to be found by. */
export interface CaseRow extends Omit<CaseRecord, 'reporters'> {
  handlerPerson: string | null
  verifierPerson: string | null
  /** Written and asked by like-cases.ts alone; never loaded. */
  wordPairs?: string | null
}

export const cases = new EntitySchema<CaseRow>({
  name: 'cases',
  columns: {
    id: { ...id, primary: true },
    number: text,
    state: text,
    version: whole,
    kind: text,
    category: text,
    nature: text,
    urgency: text,
    confidential: yesOrNo,
    place: json,
    occurred: textOrNull,
    title: text,
    words: text,
    area: textOrNull,
    grid: textOrNull,
    room: textOrNull,
    homeEstate: textOrNull,
    about: texts,
    source: text,
    step: wholeOrNull,
    handler: jsonOrNull,
    handlerPerson: textOrNull,
    verifier: jsonOrNull,
    verifierPerson: textOrNull,
    informed: json,
    assistants: json,
    limit: { ...jsonOrNull, name: 'time_limit' },
    dueAt: timeOrNull,
    reason: textOrNull,
    receivedAt: time,
    filedAt: timeOrNull,
    dispatchedAt: timeOrNull,
    acceptedAt: timeOrNull,
    contactedAt: timeOrNull,
    resolvedAt: timeOrNull,
    verifiedAt: timeOrNull,
    closedAt: timeOrNull,
    outcome: textOrNull,
    result: textOrNull,
    rating: textOrNull,
    cycle: whole,
    rework: whole,
    extensions: whole,
    extensionAsked: jsonOrNull,
    returns: whole,
    returners: texts,
    designatedByDirector: yesOrNo,
    lateReason: textOrNull,
    lateClass: textOrNull,
    asks: json,
    wordPairs: { type: 'tsvector', nullable: true, select: false },
  },
  indices: [
    { name: 'cases_number', columns: ['number'], unique: true },
    { name: 'cases_received', columns: ['receivedAt'] },
    { name: 'cases_state', columns: ['state', 'receivedAt'] },
    { name: 'cases_category', columns: ['category', 'receivedAt'] },
    { name: 'cases_grid', columns: ['grid', 'receivedAt'] },
    { name: 'cases_area', columns: ['area', 'receivedAt'] },
    { name: 'cases_handler', columns: ['handlerPerson', 'receivedAt'] },
    { name: 'cases_verifier', columns: ['verifierPerson', 'receivedAt'] },
    { name: 'cases_room', columns: ['room', 'receivedAt'] },
    { name: 'cases_asked', columns: ['receivedAt'], where: `asks <> '[]'::jsonb` },
    // GIN, and only of open cases: made by its migration, since a schema cannot say so.
    { name: 'cases_word_pairs', columns: ['wordPairs'], synchronize: false },
  ],
})

export interface ReporterRow extends Reporter {
  id: string
  caseId: string
}

export const caseReporters = new EntitySchema<ReporterRow>({
  name: 'case_reporters',
  columns: {
    id: { ...rising, primary: true },
    caseId: { ...id, foreignKey: { target: 'cases', name: 'case_reporters_case' } },
    key: text,
    contactId: textOrNull,
    name: text,
    room: textOrNull,
    joinedAt: time,
    withdrawn: yesOrNo,
    rating: textOrNull,
  },
  indices: [
    { name: 'case_reporters_once', columns: ['caseId', 'key'], unique: true },
    { name: 'case_reporters_key', columns: ['key'] },
  ],
})

export interface CaseNumberRow {
  prefix: string
  day: string
  last: number
}

/** The last running number given out, per prefix and day. */
export const caseNumbers = new EntitySchema<CaseNumberRow>({
  name: 'case_numbers',
  columns: { prefix: { ...text, primary: true }, day: { ...text, primary: true }, last: whole },
})
