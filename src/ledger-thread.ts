import { on } from 'node:events'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { firstRow, type LedgerAsked, type LedgerPart } from './api/papers/ledger-rows.ts'
import type { Packed } from './api/papers/parcel.ts'
import type { CaseLists } from './cases/lists.ts'
import type { Pool } from './db/connect.ts'
import type { DatabaseConnection } from './db/connection.ts'
import { asOfOneMoment } from './db/one-moment.ts'
import type { Settings } from './settings.ts'

const program = join(import.meta.dirname, 'commands', 'ledger-rows.ts')
/** Ledgers that are written at once, and threads that write one: each thread holds a core and has a heap of its own. */
const mostAtOnce = 2
const mostThreads = Math.min(2, availableParallelism())
const heap = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 12 }
/** The threads take such stretches in turn. */
const partRows = 5_000
/** So many pieces lie between two threads, about one stretch, and no more are made until one is taken. */
const piecesAhead = 16
/** Whoever takes nothing for so long has gone, and holds up the next. */
const longestPauseMs = 120_000
/** What a piece may take on the whole; a slow line needs a tenth of it. */
const eachPieceMs = 5_000

/** What a thread is given when it begins. */
export interface LedgerTask {
  asked: LedgerAsked
  /** Its own stretches, in order. */
  parts: readonly LedgerPart[]
  /** All threads see the database as of this moment. */
  moment: string
  connection: DatabaseConnection
  keys: Pick<Settings, 'sealingKeys' | 'dataFolder'>
  piecesAhead: number
}

/** What a thread says: that it sees the moment, a piece of rows, that a stretch is done. */
export type LedgerSaid = { is: 'begun' } | { is: 'piece'; piece: Packed } | { is: 'done' }

interface LedgerThread {
  begun: Promise<void>
  /** The pieces of its next stretch. */
  part(): AsyncGenerator<Packed>
  end(): Promise<void>
}

function startThread(task: LedgerTask): LedgerThread {
  const thread = new Worker(program, { workerData: task, resourceLimits: heap })
  const all = on(thread, 'message', { close: ['exit'] })
  const next = async (): Promise<LedgerSaid> => {
    const { value, done } = (await all.next()) as IteratorResult<[LedgerSaid], undefined>
    if (done === true) throw new Error('a thread that writes a ledger ended before its rows did')
    return value[0]
  }
  return {
    begun: next().then(() => undefined),
    async *part() {
      for (let said = await next(); said.is === 'piece'; said = await next()) {
        yield said.piece
        thread.postMessage('taken')
      }
    },
    end: async () => void (await thread.terminate()),
  }
}

async function partsOf(asked: LedgerAsked, lists: Pick<CaseLists, 'cuts'>): Promise<readonly LedgerPart[]> {
  const cuts = await lists.cuts(asked.filters, partRows)
  return [null, ...cuts].map((after, nth) => ({
    ...{ after, row: firstRow + nth * partRows, most: partRows },
  }))
}

/** What is asked of a place before and after its rows. */
interface Places {
  pauseMs: number
  pieceMs: number
}

/**
 * Few places, no two for one owner, each taken by whoever asks first and given back once: by its holder, or when its time
 * is over, whether its holder comes back or not. Each piece that is taken earns some time, and never more than one pause
 * ahead, so that whoever takes a drop at a time holds nobody up for hours.
 */
function makePlaces({ pauseMs, pieceMs }: Places) {
  const taken = new Set<string>()
  return {
    enter(
      owner: string,
      whenLeft: () => Promise<void>,
    ): { taking(): void; leave(): Promise<void>; late: AbortSignal } | null {
      if (taken.size === mostAtOnce || taken.has(owner)) return null
      taken.add(owner)
      const late = new AbortController()
      let left = false
      let due = performance.now() + pauseMs
      const leave = async (): Promise<void> => {
        if (!left) taken.delete(owner)
        left = true
        clearTimeout(timer)
        await whenLeft()
      }
      const look = (): void => {
        const rest = due - performance.now()
        if (rest > 0) {
          timer = setTimeout(look, rest)
          return
        }
        void leave()
        late.abort(new Error('nobody took the rows of a ledger in time'))
      }
      let timer = setTimeout(look, pauseMs)
      const taking = (): void => {
        due = Math.min(due + pieceMs, performance.now() + pauseMs)
      }
      return { taking, leave, late: late.signal }
    },
  }
}

/**
 * Writes large ledgers in threads of their own, so that nobody who talks or looks at a page waits for a hundred thousand
 * rows; few at once. All rows are as of one moment, however long it takes.
 */
export function makeLedgerThreads(
  given: Pick<LedgerTask, 'connection' | 'keys'> & { dataSource: Pool } & Partial<Places>,
) {
  const { dataSource, connection, keys, pauseMs = longestPauseMs, pieceMs = eachPieceMs } = given
  const places = makePlaces({ pauseMs, pieceMs })

  /** Cuts the ledger and starts its threads, all before the moment is let go. */
  const begin = (asked: LedgerAsked, threads: LedgerThread[]): Promise<number> =>
    asOfOneMoment(dataSource, async ({ caseLists }, moment) => {
      const parts = await partsOf(asked, caseLists)
      const count = Math.min(mostThreads, parts.length)
      for (let one = 0; one < count; one += 1) {
        const own = parts.filter((_, nth) => nth % count === one)
        threads.push(startThread({ asked, parts: own, moment, connection, keys, piecesAhead }))
      }
      await Promise.all(threads.map(({ begun }) => begun))
      return parts.length
    })

  return {
    enter(owner: string) {
      const threads: LedgerThread[] = []
      const place = places.enter(owner, async () => void (await Promise.all(threads.map((one) => one.end()))))
      if (place === null) return null
      const { taking, leave, late } = place
      return {
        ...{ leave, late },
        async *write(asked: LedgerAsked): AsyncGenerator<Packed> {
          try {
            const parts = await begin(asked, threads)
            for (let nth = 0; nth < parts; nth += 1)
              for await (const piece of threads[nth % threads.length]?.part() ?? []) {
                yield piece
                taking()
              }
          } finally {
            await leave()
          }
        },
      }
    },
  }
}
