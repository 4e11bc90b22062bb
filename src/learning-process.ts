import { fork } from 'node:child_process'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import type { LearningTask, Learnt } from './learning-task.ts'

const program = join(import.meta.dirname, 'commands', 'learn.ts')
/** The lowest: whoever speaks to the bot goes first. */
const lowest = 19
/** Learning takes one to three minutes of an idle core; what takes longer than this hangs. */
const longestMs = 40 * 60_000

export interface Learning {
  learnt: Promise<Learnt>
  /** Ends it at once; the promise rejects. */
  stop(): void
}

/** Learns in a process of its own with a heap of its own, so that whoever talks is not held up; it ends with this one. */
export function learnElsewhere(task: LearningTask): Learning {
  const child = fork(program, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--max-old-space-size=1536', '--disable-warning=ExperimentalWarning'],
  })
  const late = setTimeout(() => child.kill('SIGKILL'), longestMs)
  late.unref()
  const learnt = new Promise<Learnt>((resolve, reject) => {
    child.once('message', (message) => {
      resolve(message as unknown as Learnt)
    })
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      clearTimeout(late)
      reject(new Error(`the learning process ended with ${String(signal ?? code)}`))
    })
  })
  if (child.pid !== undefined) setPriority(child.pid, lowest)
  child.send(task)
  return {
    learnt,
    stop: () => {
      child.kill('SIGKILL')
    },
  }
}
