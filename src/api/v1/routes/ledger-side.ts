import type { ApiParts } from '../ports.ts'
import type { ApiRoute } from '../route.ts'
import { readBriefRoute, writeBriefRoute } from './briefs.ts'
import { printCasePaperRoute } from './case-papers.ts'
import { printDutySheetRoute, printMorningRoute, readMorningRoute } from './day.ts'
import { exportLedgerRoute, listLedgersRoute, printLedgerRoute } from './exports.ts'
import { readStatisticsRoute } from './statistics.ts'
import { decideRoute, finishLedgerTaskRoute, instructRoute, listLedgerTasksRoute } from './ledger-tasks.ts'
import { keepFindingRoute, readSampleRoute } from './samples.ts'
import { readBoardRoute } from './statistics-board.ts'
import { rankCategoriesRoute } from './statistics-categories.ts'
import { readGridHeatRoute } from './statistics-grids.ts'
import { readTrendRoute } from './statistics-trend.ts'

/** The routes of section 9: figures, ledgers and papers. */
export const ledgerSide: readonly ((parts: ApiParts) => ApiRoute)[] = [
  readStatisticsRoute,
  readTrendRoute,
  rankCategoriesRoute,
  listLedgersRoute,
  exportLedgerRoute,
  printLedgerRoute,
  readBoardRoute,
  readGridHeatRoute,
  printCasePaperRoute,
  listLedgerTasksRoute,
  decideRoute,
  instructRoute,
  finishLedgerTaskRoute,
  readSampleRoute,
  keepFindingRoute,
  readBriefRoute,
  writeBriefRoute,
  printDutySheetRoute,
  readMorningRoute,
  printMorningRoute,
]
