import { EntitySchema } from 'typeorm'
import type { SavedFilter } from '../../rights/saved-filters.ts'
import { id, json, text, time, whole } from './columns.ts'

export const savedFilters = new EntitySchema<SavedFilter>({
  name: 'saved_filters',
  columns: {
    id: { ...id, primary: true },
    person: text,
    name: text,
    query: json,
    version: whole,
    madeAt: time,
    changedAt: time,
  },
  indices: [{ name: 'saved_filters_once', columns: ['person', 'name'], unique: true }],
})
