import { parentPort, workerData } from 'node:worker_threads'
import { readSheetsOf } from '../api/v1/workbook.ts'
import { Refusal, StartFault } from '../kernel/errors.ts'
import type { WorkbookSaid } from '../workbook-thread.ts'

/* The program of workbook-thread.ts, no command of its own: reads one workbook, says what is in it, and ends. */
const port = parentPort
if (port === null) throw new StartFault('This is a part of the product, started by it.')

async function said(bytes: Uint8Array): Promise<WorkbookSaid> {
  try {
    return { sheets: await readSheetsOf(bytes) }
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.message }
    throw error
  }
}

port.postMessage(await said(workerData as Uint8Array))
