import { spawn } from 'node:child_process'
import { reasonOf } from '../../kernel/errors.ts'

export interface ProgramEnd {
  /** Null when it could not be started or was ended by a signal. */
  code: number | null
  said: string
}

/**
 * The environment of the database's programs: bare, so that no PG* variable or locale of the caller's shell
 * bends them. Windows programs cannot live without the caller's own.
 */
export const programEnv = (
  more: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> | undefined =>
  process.platform === 'win32'
    ? undefined
    : {
        PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        LC_ALL: 'C',
        TZ: 'UTC',
        ...more,
      }

/** Runs a program to its end; both outputs together. Never rejects. */
export function runProgram(
  command: readonly [string, ...string[]],
  env: Readonly<Record<string, string>> = {},
  as: { uid: number; gid: number } | null = null,
): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    const [file, ...args] = command
    const child = spawn(file, args, {
      env: programEnv(env),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      ...as,
    })
    let said = ''
    const hear = (piece: string): void => {
      said += piece
    }
    child.stdout.setEncoding('utf8').on('data', hear)
    child.stderr.setEncoding('utf8').on('data', hear)
    child.on('error', (error) => {
      resolve({ code: null, said: reasonOf(error) })
    })
    child.on('close', (code) => {
      resolve({ code, said })
    })
  })
}
