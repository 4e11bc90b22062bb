import { EntitySchema } from 'typeorm'
import { text, time } from './columns.ts'

export interface SealingKeyRow {
  id: string
  /** A known word, sealed with it: another key of the same id does not open it. */
  proof: string
  since: Date
}

/** Which keys have sealed values of this database; the keys themselves are never here. */
export const sealingKeys = new EntitySchema<SealingKeyRow>({
  name: 'sealing_keys',
  columns: { id: { ...text, primary: true }, proof: text, since: time },
})
