/**
 * The sandbox chat server, a process of its own: it outlives the product, as a real chat would.
 * node server.ts --folder <folder> [--grpc-port n] [--control-port n] [--idle-seconds n] [--no-replay]
 */
import { enableCompileCache, flushCompileCache } from 'node:module'
import { parseArgs } from 'node:util'
import { systemClock } from '../../src/kernel/clock.ts'
import { Outage, reasonOf, StartFault } from '../../src/kernel/errors.ts'
import type { Log } from '../../src/kernel/log.ts'

const exitCodeOfFault = 1

function lineLog(): Log {
  const line = (level: string) => (facts: object, message: string) => {
    process.stderr.write(`${JSON.stringify({ level, ...facts, message })}\n`)
  }
  return { debug: () => undefined, info: line('info'), warn: line('warn'), error: line('error') }
}

function optionsOf(args: string[]): {
  folder: string
  grpcPort: number
  controlPort: number
  idleSeconds: number
  replay: boolean
} {
  const { values } = parseArgs({
    args,
    options: {
      folder: { type: 'string' },
      'grpc-port': { type: 'string', default: '0' },
      'control-port': { type: 'string', default: '0' },
      'idle-seconds': { type: 'string', default: '120' },
      'no-replay': { type: 'boolean', default: false },
    },
  })
  if (values.folder === undefined)
    throw new StartFault('Say which folder the sandbox lies in: --folder <folder>')
  return {
    folder: values.folder,
    grpcPort: Number(values['grpc-port']),
    controlPort: Number(values['control-port']),
    idleSeconds: Number(values['idle-seconds']),
    replay: !values['no-replay'],
  }
}

async function main(): Promise<void> {
  // Halves the start; where the cache cannot be written nothing is lost but time.
  enableCompileCache()
  const { runSandboxServer } = await import('./server-run.ts')
  const log = lineLog()
  const server = await runSandboxServer({
    ...optionsOf(process.argv.slice(2)),
    machine: systemClock,
    log,
    ended: (why) => {
      log.info({ why }, 'sandbox chat ended')
      process.exit(0)
    },
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      server.stop(signal)
    })
  }
  flushCompileCache()
  const { pid, endpoint, controlPort } = server.place
  process.stdout.write(`${JSON.stringify({ ready: true, pid, endpoint, controlPort })}\n`)
}

main().catch((error: unknown) => {
  const told = error instanceof StartFault || error instanceof Outage || !(error instanceof Error)
  const text = told ? reasonOf(error) : (error.stack ?? error.message)
  process.stderr.write(`${text}\n`)
  process.exit(exitCodeOfFault)
})
