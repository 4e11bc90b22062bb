import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { VirtualClock, instant, systemClock } from './kernel/clock.ts'
import { reasonOf, StartFault } from './kernel/errors.ts'
import { refuseSecondStart } from './second-start.ts'
import { loadSettings } from './settings.ts'

/** Starts the product, says where it is, and ends it in order when asked to. */
async function main(): Promise<void> {
  const settings = loadSettings()
  await refuseSecondStart(settings)
  const { openProduct } = await import('./product.ts')
  const clock = new VirtualClock(settings.clock ?? { at: systemClock.now(), running: true })
  const product = await openProduct(settings, clock)
  await announce(settings.dataFolder, product.url)
  process.stdout.write(product.welcome)
  let ending = false
  const end = (signal: string): void => {
    if (ending) return
    ending = true
    product.log.info({ signal }, 'ending')
    product.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        product.log.error({ err: error }, 'the end was not clean')
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  if (settings.startedByNpm) followParent(end)
}

/** Ends with whoever started us: a signal to npm ends npm and its shell, and would leave us behind. */
function followParent(end: (why: string) => void): void {
  const parent = process.ppid
  const look = setInterval(() => {
    if (process.ppid !== parent) end('the parent is gone')
  }, 1_000)
  look.unref()
}

/** Where other programs on this machine find the running product: `app.json` in the data folder. */
async function announce(folder: string, url: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'app.json')
  const startedAt = instant(systemClock.now()).toISOString()
  await writeFile(`${file}.new`, `${JSON.stringify({ pid: process.pid, url, startedAt })}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
}

main().catch((error: unknown) => {
  const expected = error instanceof StartFault
  process.stderr.write(
    expected ? `${error.message}\n` : `Linli could not start: ${reasonOf(error)}\n${stackOf(error)}\n`,
  )
  process.exit(1)
})

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? '') : ''
}
