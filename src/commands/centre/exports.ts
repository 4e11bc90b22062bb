import { readFile, writeFile } from 'node:fs/promises'
import { Unzip, UnzipInflate } from 'fflate'
import { addHours } from '../../kernel/clock.ts'
import { StartFault } from '../../kernel/errors.ts'
import type { CallerName } from './ground.ts'
import type { Frame } from './life.ts'
import type { Centre, Milliseconds } from './measure.ts'

export interface ExportMeasured {
  seconds: number
  /** Of the processor, all threads of the app together; null where the system does not say. */
  processorSeconds: number | null
  rows: number
  megabytes: number
  /** By how much the app's memory rose above where it stood before, at its highest; null where the system does not say. */
  moreMegabytes: number | null
}

/** What the system says of a process's memory, in megabytes; null off Linux. */
async function memoryOf(pid: number, what: 'VmRSS' | 'VmHWM'): Promise<number | null> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '')
  const kilobytes = new RegExp(`^${what}:\\s+(\\d+) kB`, 'mu').exec(status)?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) / 1_024
}

/** Seconds of the processor that a process has taken so far, at a hundred ticks a second; null off Linux. */
async function processorOf(pid: number): Promise<number | null> {
  const fields = (await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => ''))
    .split(') ')[1]
    ?.split(' ')
  return fields === undefined ? null : (Number(fields[11]) + Number(fields[12])) / 100
}

const lessThan = (before: number | null, after: number | null, digits: number): number | null =>
  before === null || after === null ? null : Number(Math.max(0, after - before).toFixed(digits))

/** From here on the highest is measured anew. */
const forgetHighest = (pid: number): Promise<void> =>
  writeFile(`/proc/${String(pid)}/clear_refs`, '5').catch(() => undefined)

/** How many rows the workbook's sheet has, the head not among them; unpacks it a piece at a time. */
function rowsIn(pieces: readonly Uint8Array[]): number {
  let [tail, last] = ['', 1]
  const unzip = new Unzip((file) => {
    if (!file.name.startsWith('xl/worksheets/')) return
    file.ondata = (_error, bytes) => {
      tail += new TextDecoder().decode(bytes)
      const said = [...tail.matchAll(/<row r="(\d+)"/gu)].at(-1)?.[1]
      if (said !== undefined) last = Number(said)
      tail = tail.slice(-20)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  for (const [at, piece] of pieces.entries()) unzip.push(piece, at === pieces.length - 1)
  return last - 1
}

/** The path of a ledger with about so many rows: the youngest cases of the frame. */
export const ledgerOf = (rows: number, { until, everyHours }: Pick<Frame, 'until' | 'everyHours'>): string =>
  `/exports/ledger.xlsx?receivedFrom=${addHours(until, -everyHours * rows).toISOString()}`

/** One export from the question to its last byte: how long it takes, and how much more memory the app takes for it. */
export async function measureExport(
  { url, cookies }: Centre,
  pid: number,
  path: string,
  caller: CallerName = 'officer',
): Promise<ExportMeasured> {
  await forgetHighest(pid)
  const before = { memory: await memoryOf(pid, 'VmRSS'), processor: await processorOf(pid) }
  const began = performance.now()
  const answer = await fetch(`${url}/api/v1${path}`, { headers: { cookie: cookies[caller] } })
  if (!answer.ok || answer.body === null)
    throw new StartFault(`${path} answered ${String(answer.status)}: ${(await answer.text()).slice(0, 300)}`)
  // Looked at when it is all there: unpacking it would take the processor from the one that is measured.
  const pieces: Uint8Array[] = []
  for await (const piece of answer.body as AsyncIterable<Uint8Array>) pieces.push(piece)
  const seconds = (performance.now() - began) / 1_000
  const highest = await memoryOf(pid, 'VmHWM')
  return {
    ...{ seconds: Number(seconds.toPrecision(3)), rows: rowsIn(pieces) },
    megabytes: Number((pieces.reduce((sum, { length }) => sum + length, 0) / 1_048_576).toPrecision(3)),
    moreMegabytes: lessThan(before.memory, highest, 0),
    processorSeconds: lessThan(before.processor, await processorOf(pid), 1),
  }
}

/** Figures of a month for the township, by what the pages ask them. */
export const monthFigures: Readonly<Record<string, string>> = {
  month: '/statistics?period=2026-10',
  byCommunity: '/statistics?period=2026-10&by=community',
  byGrid: '/statistics?period=2026-10&by=grid',
  byPerson: '/statistics?period=2026-10&by=person',
  byCategory: '/statistics?period=2026-10&by=category',
  board: '/statistics/board?month=2026-10&level=grid',
}

/** Each of them as `measure` takes it, one after the other. */
export async function measureFigures(
  measure: (path: string) => Promise<Milliseconds>,
): Promise<Readonly<Record<string, Milliseconds>>> {
  const found: Record<string, Milliseconds> = {}
  for (const [name, path] of Object.entries(monthFigures)) found[name] = await measure(path)
  return found
}
