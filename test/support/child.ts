import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface TestProcess {
  child: ChildProcess
  /** Every line so far, parsed. */
  lines: readonly Readonly<Record<string, unknown>>[]
  /** Resolves with the first line, past or to come, that fits. */
  line(fits: (line: Readonly<Record<string, unknown>>) => boolean): Promise<Readonly<Record<string, unknown>>>
  end(signal: NodeJS.Signals): Promise<void>
}

/** Runs a TypeScript file beside the tests that says JSON lines. */
export function startProcess(file: URL, args: readonly string[]): TestProcess {
  const child = spawn(process.execPath, [fileURLToPath(file), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: Readonly<Record<string, unknown>>[] = []
  const waiting = new Set<() => void>()
  createInterface({ input: child.stdout }).on('line', (text) => {
    lines.push(JSON.parse(text) as Readonly<Record<string, unknown>>)
    for (const look of waiting) look()
  })
  const exited = once(child, 'close')
  return {
    child,
    lines,
    line: (fits) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = lines.find(fits)
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
        void exited.then(() => {
          look()
          reject(new Error(`the process ended without saying it: ${JSON.stringify(lines.at(-1))}`))
        })
      }),
    async end(signal) {
      child.kill(signal)
      await exited
    },
  }
}
