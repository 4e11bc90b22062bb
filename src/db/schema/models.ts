import { EntitySchema } from 'typeorm'
import type { KeptModel, ModelDecision } from '../../intake/models.ts'
import { id, jsonOrNull, rising, text, textOrNull, texts, time, whole } from './columns.ts'

interface ModelRow extends KeptModel {
  bytes: Uint8Array
}

/** Models learnt from corrections. In the database, so that every instance reads with the same one. */
export const readerModels = new EntitySchema<ModelRow>({
  name: 'reader_models',
  columns: {
    name: { ...id, primary: true },
    madeAt: time,
    before: textOrNull,
    learnt: texts,
    beside: text,
    bytes: { type: 'bytea' },
  },
})

/** What was decided of models. The last line says which one is in use. */
export const readerDecisions = new EntitySchema<ModelDecision>({
  name: 'reader_decisions',
  columns: {
    id: { ...rising, primary: true },
    run: text,
    at: time,
    who: text,
    outcome: text,
    model: textOrNull,
    before: textOrNull,
    whyNot: textOrNull,
    corrections: whole,
    learntFrom: text,
    figures: jsonOrNull,
  },
  indices: [{ name: 'reader_decisions_run', columns: ['run'], unique: true }],
})
