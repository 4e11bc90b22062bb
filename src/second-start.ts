import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { z } from 'zod'
import { StartFault } from './kernel/errors.ts'
import type { Settings } from './settings.ts'

const announced = z.object({ pid: z.int(), url: z.string() })
const host = '127.0.0.1'
const patienceMs = 1_000

/**
 * Looks before anything is touched: a product that runs on this data folder already, or a port that is taken, ends the
 * start with one sentence and leaves the running one alone.
 */
export async function refuseSecondStart(settings: Settings): Promise<void> {
  const url = await runningOn(settings.dataFolder)
  if (url !== null)
    throw new StartFault(
      `Linli is already running on ${settings.dataFolder}: ${url}. For a second one set LINLI_DATA and PORT.`,
    )
  if (settings.port !== 0 && (await isTaken(settings.port)))
    throw new StartFault(
      `Port ${String(settings.port)} is already taken by another program; stop it, or set PORT to a free port.`,
    )
}

/** The address of the product that answers for this folder; null where none does. */
async function runningOn(dataFolder: string): Promise<string | null> {
  const text = await readFile(join(dataFolder, 'app.json'), 'utf8').catch(() => '')
  const known = announced.safeParse(jsonOf(text))
  if (!known.success || !isAlive(known.data.pid)) return null
  const { url } = known.data
  const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(patienceMs) }).catch(() => null)
  return answer?.ok === true ? url : null
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const isTaken = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code === 'EADDRINUSE')
    })
    probe.listen({ host, port }, () => {
      probe.close(() => {
        resolve(false)
      })
    })
  })
