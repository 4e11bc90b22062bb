import type { ApiParts } from '../ports.ts'
import type { ApiRoute } from '../route.ts'
import { listPassedOverRoute, takeUpPassedOverRoute } from './passed-over.ts'
import { listCorrectionsRoute, readCorrectionRoute, takeBackCorrectionRoute } from './reader-corrections.ts'
import { listEndpointsRoute } from './reader-endpoints.ts'
import { listModelDecisionsRoute, readModelRoute, takeModelBackRoute } from './reader-models.ts'

/** What has to do with the reader: what it passed over, what the centre said of it, and what it has learnt. */
export const readerSide: readonly ((parts: ApiParts) => ApiRoute)[] = [
  listPassedOverRoute,
  takeUpPassedOverRoute,
  listCorrectionsRoute,
  readCorrectionRoute,
  takeBackCorrectionRoute,
  readModelRoute,
  listEndpointsRoute,
  listModelDecisionsRoute,
  takeModelBackRoute,
]
