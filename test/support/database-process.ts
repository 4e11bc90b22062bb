/**
 * A process that uses an embedded database of its own folder, for tests that kill it. Arguments: folder, task.
 * Says one JSON line when it is up; with the task `write` then one line per row that it was told is committed.
 */
import { connectDatabase } from '../../src/db/connect.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { migrate } from '../../src/db/migrate.ts'
import { reasonOf } from '../../src/kernel/errors.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { makeStores } from '../../src/db/stores.ts'
import { aMessage } from './heard.ts'
import { testSealing } from './test-sealing.ts'

const [folder = '', task = 'stay'] = process.argv.slice(2)
const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`)

try {
  const embedded = await startEmbedded({ folder, log: silentLog })
  say({ owner: embedded.owner, connection: embedded.connection })
  if (task === 'write') {
    const dataSource = await connectDatabase({
      connection: embedded.connection,
      log: silentLog,
      sealing: testSealing,
    })
    await migrate(dataSource, silentLog)
    const { messages } = makeStores(dataSource.manager)
    for (let n = 1; ; n += 1) {
      await messages.keep(aMessage({ id: `row-${String(n)}` }), new Date())
      say({ kept: n })
    }
  }
  process.on('SIGTERM', () => {
    void embedded.stop().then(() => process.exit(0))
  })
  if (task === 'leave') {
    await embedded.stop()
  } else {
    setInterval(() => {
      say({ owner: embedded.owner })
    }, 50)
  }
} catch (error) {
  say({ fault: reasonOf(error) })
  process.exitCode = 1
}
