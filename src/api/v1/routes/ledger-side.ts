import type { ApiParts } from '../ports.ts'
import type { ApiRoute } from '../route.ts'
import { exportLedgerRoute, listLedgersRoute, printLedgerRoute } from './exports.ts'
import { readStatisticsRoute } from './statistics.ts'
import { rankCategoriesRoute } from './statistics-categories.ts'
import { readTrendRoute } from './statistics-trend.ts'

/** The routes of section 9: figures, ledgers and papers. */
export const ledgerSide: readonly ((parts: ApiParts) => ApiRoute)[] = [
  readStatisticsRoute,
  readTrendRoute,
  rankCategoriesRoute,
  listLedgersRoute,
  exportLedgerRoute,
  printLedgerRoute,
]
