import type { Spot } from '../../kernel/sealing.ts'

/** Where what names a reporter lies. */
export const reporterSpot = (column: 'name', caseId: string, key: string): Spot => ({
  place: `case_reporters.${column}`,
  row: `${caseId}/${key}`,
})
