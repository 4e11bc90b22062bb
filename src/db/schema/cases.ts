import { EntitySchema } from 'typeorm'
import type { Caller, CaseNote } from '../../cases/beside.ts'
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
  /** Written by a trigger, asked by case-lists.ts alone; never loaded. */
  searchPairs?: string | null
  sightKeys?: readonly string[] | null
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
    lateSince: timeOrNull,
    asks: json,
    outside: jsonOrNull,
    wordPairs: { type: 'tsvector', nullable: true, select: false },
    searchPairs: { type: 'tsvector', nullable: true, select: false },
    sightKeys: { ...texts, nullable: true, select: false },
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
    { name: 'cases_extension_asked', columns: ['receivedAt'], where: 'extension_asked IS NOT NULL' },
    // GIN, and only of open cases: made by its migration, since a schema cannot say so.
    { name: 'cases_word_pairs', columns: ['wordPairs'], synchronize: false },
    // GIN, or of a part of a jsonb: made by their migration for the same reason.
    { name: 'cases_search_pairs', columns: ['searchPairs'], synchronize: false },
    { name: 'cases_sight_keys', columns: ['sightKeys'], synchronize: false },
    { name: 'cases_outside', columns: ['outside'], synchronize: false },
    { name: 'cases_handler_dept', columns: ['handler', 'receivedAt'], synchronize: false },
    { name: 'cases_due', columns: ['dueAt', 'id'], where: 'due_at IS NOT NULL' },
    { name: 'cases_closed', columns: ['closedAt', 'id'], where: 'closed_at IS NOT NULL' },
    { name: 'cases_urgency', columns: ['urgency', 'receivedAt'], where: `urgency <> 'normal'::text` },
    { name: 'cases_source', columns: ['source', 'receivedAt'], where: `source <> 'chat'::text` },
    { name: 'cases_confidential', columns: ['receivedAt'], where: 'confidential' },
    { name: 'cases_rating', columns: ['rating', 'receivedAt'] },
    {
      ...{ name: 'cases_open_due', columns: ['dueAt', 'id'] },
      where: `state <> ALL (ARRAY['closed'::text, 'dismissed'::text, 'refused'::text, 'merged'::text, 'withdrawn'::text])`,
    },
    { name: 'cases_rework', columns: ['receivedAt'], where: 'rework > 0' },
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

/** What is known of a caller or visitor beside the name: the telephone, and a remark of whoever spoke with them. */
export const callers = new EntitySchema<Caller & { caseId: string; phoneDigest: string | null }>({
  name: 'callers',
  columns: {
    caseId: { ...id, primary: true, foreignKey: { target: 'cases', name: 'callers_case' } },
    reporter: { ...text, primary: true },
    // Sealed, as is the remark; found by its digest.
    phone: textOrNull,
    phoneDigest: textOrNull,
    remark: textOrNull,
    takenBy: text,
    takenAt: time,
  },
  indices: [{ name: 'callers_phone', columns: ['phoneDigest'], where: 'phone_digest IS NOT NULL' }],
})

/** What the staff write to each other about a case; no resident ever sees it. */
export const caseNotes = new EntitySchema<CaseNote & { caseId: string }>({
  name: 'case_notes',
  columns: {
    id: { ...rising, primary: true },
    caseId: { ...id, foreignKey: { target: 'cases', name: 'case_notes_case' } },
    person: text,
    words: text,
    writtenAt: time,
  },
  indices: [{ name: 'case_notes_case_at', columns: ['caseId', 'id'] }],
})
