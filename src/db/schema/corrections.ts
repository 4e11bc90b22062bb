import { EntitySchema } from 'typeorm'
import type { ReaderCorrection } from '../../intake/corrections.ts'
import { id, json, text, textOrNull, texts, time } from './columns.ts'

/** Erasable: residents' words lie here, without private parts and without names of speakers. */
export const readerCorrections = new EntitySchema<ReaderCorrection>({
  name: 'reader_corrections',
  columns: {
    caseId: { ...id, primary: true },
    move: { ...text, primary: true },
    at: time,
    post: text,
    contactId: text,
    sources: texts,
    heard: json,
    readAs: json,
    meant: json,
    handler: textOrNull,
  },
  indices: [{ name: 'reader_corrections_contact', columns: ['contactId'] }],
})
