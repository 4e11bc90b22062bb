import { parentPort, workerData } from 'node:worker_threads'
import { ledgerPart } from '../api/papers/ledger-rows.ts'
import { connectDatabase } from '../db/connect.ts'
import { asOf } from '../db/one-moment.ts'
import { groundOf } from '../grid/in-force.ts'
import { systemClock } from '../kernel/clock.ts'
import { StartFault } from '../kernel/errors.ts'
import { silentLog } from '../kernel/log.ts'
import { makeSealing } from '../kernel/sealing.ts'
import { openKeyRing } from '../key-ring.ts'
import type { LedgerSaid, LedgerTask } from '../ledger-thread.ts'

/*
 * The program of ledger-thread.ts, no command of its own: writes its stretches of a ledger with a connection of its own, a
 * piece at a time, no further ahead than it is told, and ends.
 */
const port = parentPort
if (port === null) throw new StartFault('This is a part of the product, started by it.')
const { asked, parts, moment, connection, keys, piecesAhead } = workerData as LedgerTask

let free = piecesAhead
let proceed: (() => void) | null = null
port.on('message', () => {
  free += 1
  proceed?.()
})

const say = (said: LedgerSaid): void => {
  port.postMessage(said, said.is === 'piece' ? [said.piece.bytes.buffer] : [])
}

const sealing = makeSealing(openKeyRing(keys, () => systemClock.now()))
const database = await connectDatabase({ connection, log: silentLog, sealing, poolSize: 1 })
try {
  await asOf(database, moment, async ({ caseLists, town }) => {
    const inForce = await town.load()
    if (inForce === null) throw new Error('no town is in force')
    const ground = groundOf(inForce)
    say({ is: 'begun' })
    for (const part of parts) {
      for await (const piece of ledgerPart(asked, part, caseLists, ground)) {
        while (free === 0)
          await new Promise<void>((resolve) => {
            proceed = resolve
          })
        free -= 1
        say({ is: 'piece', piece })
      }
      say({ is: 'done' })
    }
  })
} finally {
  await database.destroy()
  port.close()
}
