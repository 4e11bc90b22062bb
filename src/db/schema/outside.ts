import { EntitySchema } from 'typeorm'
import type { OutsideRequest } from '../../cases/outside.ts'
import { id, json, numberOrNull, text, textOrNull } from './columns.ts'

/** What came with requests of other systems. */
export const outsideRequests = new EntitySchema<OutsideRequest>({
  name: 'outside_requests',
  columns: {
    caseId: { ...id, primary: true, foreignKey: { target: 'cases', name: 'outside_requests_case' } },
    key: { ...text, name: 'key_id' },
    lat: numberOrNull,
    long: numberOrNull,
    attributes: json,
    mediaUrl: textOrNull,
  },
})
