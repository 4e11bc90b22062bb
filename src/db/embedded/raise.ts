import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartFault } from '../../kernel/errors.ts'
import { ensureCluster } from './cluster.ts'
import { giveTo } from './identity.ts'
import type { Launch } from './launch.ts'
import { launch } from './launch.ts'
import { isAlive, postmaster } from './lock-files.ts'
import { probe } from './probe.ts'
import type { Site } from './site.ts'

/** How long a server may take to recover from a crash, or another one to make way. */
const patienceMilliseconds = 120_000
/** After this a fast shutdown becomes an immediate one; the next start then recovers from the log. */
const stopMilliseconds = 30_000

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Makes sure that a server runs. The process id of the one that is ours to end; null where it is another process's. */
export async function raiseServer(plan: Launch, mine: number | null): Promise<number | null> {
  const { site } = plan
  const until = performance.now() + patienceMilliseconds
  await ensureCluster(site, plan.binaries, plan.identity)
  while (performance.now() < until) {
    const seen = await probe(site)
    if (seen === 'ready') return await claimRunning(site, mine)
    if (seen === 'absent') {
      const pid = await launch(plan)
      if (pid !== null) {
        const note = join(site.folder, 'owner.pid')
        await writeFile(note, String(process.pid))
        await giveTo(plan.identity, note)
        return pid
      }
    }
    await pause(25)
  }
  throw new StartFault(`The embedded database in ${site.folder} is busy and did not answer in time.`)
}

/** Ours stays ours when it has only dropped its connections; one whose starter was killed becomes ours. */
async function claimRunning(site: Site, mine: number | null): Promise<number | null> {
  const server = await postmaster(site)
  if (server === null) return null
  const starter = Number(await readFile(join(site.folder, 'owner.pid'), 'utf8').catch(() => 'NaN'))
  const orphaned = !Number.isNaN(starter) && !isAlive(starter)
  return server.pid === mine || orphaned ? server.pid : null
}

/** Ends a server in order: its connections are cut, its rows are safe. */
export async function endServer(pid: number): Promise<void> {
  const signal = (name: NodeJS.Signals): void => {
    try {
      process.kill(pid, name)
    } catch {
      // It has ended in this moment.
    }
  }
  signal('SIGINT')
  const until = performance.now() + stopMilliseconds
  while (isAlive(pid)) {
    if (performance.now() > until) signal('SIGQUIT')
    await pause(10)
  }
}
