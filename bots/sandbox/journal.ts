import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { Outage, reasonOf, StartFault } from '../../src/kernel/errors.ts'
import type { Log } from '../../src/kernel/log.ts'
import type { WorldLine } from './world-entry.ts'
import { worldLine } from './world-entry.ts'

/** The world's memory on disk: one JSON object a line, appended only. */
export interface Journal {
  /** Keeps the line before it returns. Rejects nothing half: a line that does not fit is taken back. */
  append(line: WorldLine): void
  close(): void
}

export interface OpenedJournal {
  lines: WorldLine[]
  /** A line in the middle could not be read: what it said is lost, and so is its place in any count. */
  damaged: boolean
  journal: Journal
}

const lineFeed = 10

/** One sentence for a fault of the disk; the code stays in it for those who search for it. */
export function diskSentence(error: unknown, file: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return `The disk is full: the sandbox cannot write ${file} (${code}).`
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return `No permission: the sandbox cannot write ${file} (${code}).`
  }
  return `The sandbox cannot write ${file}: ${reasonOf(error)}.`
}

function linesOf(kept: string, log: Log): { lines: WorldLine[]; damaged: boolean } {
  const lines: WorldLine[] = []
  let damaged = false
  for (const [index, text] of kept.split('\n').entries()) {
    if (text === '') continue
    try {
      lines.push(worldLine.parse(JSON.parse(text)))
    } catch (error) {
      // A damaged line in the middle costs itself only: the rest of the world is worth having.
      damaged = true
      log.warn({ line: index + 1, why: reasonOf(error).slice(0, 200) }, 'sandbox journal line skipped')
    }
  }
  return { lines, damaged }
}

function readKept(file: string): { text: string; size: number; torn: boolean } {
  const bytes = readFileSync(file)
  // A process killed while writing leaves a line without its end: that line was never acknowledged.
  const size = bytes.lastIndexOf(lineFeed) + 1
  return { text: bytes.subarray(0, size).toString('utf8'), size, torn: size < bytes.length }
}

/**
 * Opens the journal, making folder and file when absent, and reads what it holds.
 * Refuses with a StartFault of one sentence when the folder cannot be written.
 */
export function openJournal(file: string, log: Log): OpenedJournal {
  try {
    mkdirSync(dirname(file), { recursive: true })
    const descriptor = openSync(file, 'a', 0o600)
    const { text, size, torn } = readKept(file)
    if (torn) {
      ftruncateSync(descriptor, size)
      log.warn({ file: 'world.jsonl' }, 'sandbox journal had a torn last line; it was dropped')
    }
    return { ...linesOf(text, log), journal: journalOn(descriptor, file, size) }
  } catch (error) {
    throw new StartFault(diskSentence(error, file), { cause: error })
  }
}

function journalOn(descriptor: number, file: string, sizeNow: number): Journal {
  let size = sizeNow
  return {
    append(line) {
      const bytes = Buffer.from(`${JSON.stringify(line)}\n`, 'utf8')
      try {
        let written = 0
        while (written < bytes.length) written += writeSync(descriptor, bytes, written)
        size += bytes.length
      } catch (error) {
        ftruncateSync(descriptor, size)
        throw new Outage('chat', diskSentence(error, file), { cause: error })
      }
    },
    close: () => closeSync(descriptor),
  }
}
