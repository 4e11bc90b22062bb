import type { Directory } from '../grid/directory.ts'
import type { Heard } from './reading.ts'

/** As what somebody speaks: by their post, else by whom they work for; null is somebody whom the town does not know. */
export function roleOf(code: string | null, directory: Directory): Heard['speaker'] {
  if (code === null) return 'resident'
  if (directory.holdings(code).length > 0) return 'staff'
  const employer = directory.data.organisations.find((one) => one.staff.includes(code))
  if (employer === undefined) return 'resident'
  return employer.kind === 'property' ? 'property' : 'merchant'
}
