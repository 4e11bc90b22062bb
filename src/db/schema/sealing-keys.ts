import { EntitySchema } from 'typeorm'
import { text, texts, time } from './columns.ts'

export interface SealingKeyRow {
  id: string
  /** A known word, sealed with it: another key of the same id does not open it. */
  proof: string
  since: Date
  /** Columns of which a start has found that everything lies under this key: no later one reads them through again. */
  swept: string[]
}

/** Which keys have sealed values of this database; the keys themselves are never here. */
export const sealingKeys = new EntitySchema<SealingKeyRow>({
  name: 'sealing_keys',
  columns: { id: { ...text, primary: true }, proof: text, since: time, swept: { ...texts, default: [] } },
})
