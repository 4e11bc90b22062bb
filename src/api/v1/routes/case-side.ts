import type { ApiParts } from '../ports.ts'
import type { ApiRoute } from '../route.ts'
import { addAttachmentRoute, dropAttachmentRoute, readAttachmentRoute } from './cases-attachments.ts'
import { moveManyRoute } from './cases-bulk.ts'
import { countCasesRoute, listCasesRoute } from './cases-list.ts'
import { moveCaseRoute, undoCaseRoute } from './cases-move.ts'
import { addNoteRoute } from './cases-notes.ts'
import { openReportersRoute, readCaseRoute } from './cases-read.ts'
import { registerCaseRoute } from './cases-register.ts'
import { readDigestRoute } from './me-digest.ts'
import { changeFilterRoute, dropFilterRoute, keepFilterRoute, listFiltersRoute } from './me-filters.ts'
import { officeSide } from './office-side.ts'
import { listTriageRoute } from './triage.ts'

/** The routes about cases and what belongs to them. */
export const caseSide: readonly ((parts: ApiParts) => ApiRoute)[] = [
  listCasesRoute,
  countCasesRoute,
  readDigestRoute,
  listFiltersRoute,
  keepFilterRoute,
  changeFilterRoute,
  dropFilterRoute,
  registerCaseRoute,
  readCaseRoute,
  openReportersRoute,
  moveCaseRoute,
  undoCaseRoute,
  moveManyRoute,
  addNoteRoute,
  addAttachmentRoute,
  readAttachmentRoute,
  dropAttachmentRoute,
  listTriageRoute,
  ...officeSide,
]
