import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { RequestFault } from './api/problems.ts'
import type { RawSheet } from './grid/set-up/rows.ts'
import { Refusal } from './kernel/errors.ts'

const program = join(import.meta.dirname, 'commands', 'workbook-sheets.ts')
/** A workbook of a town takes a second; one with as many marks as are allowed a dozen. */
const longestMs = 30_000
const heap = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 }

/** What a thread says of a workbook: its sheets, or the sentence with which it is refused. */
export type WorkbookSaid = { sheets: readonly RawSheet[] } | { refused: string }

const tooLarge = (): Refusal =>
  new Refusal('invalid', '这个表太大，一时读不完。请只留三张表、删掉空行空列再上传。')

/** What the thread says, or null where its time or its memory ends first. */
async function saidBy(thread: Worker, timeMs: number): Promise<WorkbookSaid | null> {
  try {
    const [said] = (await once(thread, 'message', { signal: AbortSignal.timeout(timeMs) })) as [WorkbookSaid]
    return said
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ABORT_ERR' || code === 'ERR_WORKER_OUT_OF_MEMORY') return null
    throw error
  } finally {
    await thread.terminate()
  }
}

/**
 * Reads the sheets of workbooks in a thread of its own, one at a time and for no longer than that: what somebody sends may be
 * made to be read slowly, and who talks or looks at a page must not wait for it. Refuses what cannot be read, with a sentence.
 */
export function makeWorkbookReader(
  timeMs: number = longestMs,
): (bytes: Uint8Array) => Promise<readonly RawSheet[]> {
  let reading = false
  return async (bytes) => {
    if (reading) throw new RequestFault('too_many_requests', { retryAfterSeconds: 5 })
    reading = true
    try {
      const said = await saidBy(new Worker(program, { workerData: bytes, resourceLimits: heap }), timeMs)
      if (said === null) throw tooLarge()
      if ('refused' in said) throw new Refusal('invalid', said.refused)
      return said.sheets
    } finally {
      reading = false
    }
  }
}
