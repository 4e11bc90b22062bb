import type { z } from 'zod'
import type { Fault, Spot } from './faults.ts'
import { shapeFaults, valueAt } from './shape-faults.ts'
import type { YamlFile } from './yaml-file.ts'

/** The entries of one list of a file that could be read, where they stand, and what is known of the others. */
export interface ReadSection<T> {
  entries: readonly T[]
  spots: readonly Spot[]
  unread: ReadonlySet<string> | null
}

/** A section of a file that could not be opened: nothing is known of it. */
export const unknownSection: ReadSection<never> = { entries: [], spots: [], unread: null }

const codeOf = (raw: unknown): string | null => {
  const code = valueAt(raw, ['code'])
  return typeof code === 'string' || typeof code === 'number' ? String(code) : null
}

/**
 * Reads the list at `path` entry by entry, so that one that is wrong does not hide the faults of the others.
 * A list that is absent or empty is no fault.
 */
export function readSection<T>(
  file: YamlFile,
  path: readonly PropertyKey[],
  shape: z.ZodType<T>,
  faults: Fault[],
): ReadSection<T> {
  const list = valueAt(file.content, path)
  if (list === undefined || list === null) return { entries: [], spots: [], unread: new Set() }
  if (!Array.isArray(list)) {
    faults.push({
      file: file.name,
      line: file.lineOf(path),
      sentence: `${String(path.at(-1))} is not a list`,
      says: `${String(path.at(-1))} 要写成列表`,
    })
    return unknownSection
  }
  const entries: T[] = []
  const spots: Spot[] = []
  const unread = new Set<string>()
  let hidden = false
  for (const [index, raw] of list.entries()) {
    const at = [...path, index]
    const read = shape.safeParse(raw)
    if (read.success) {
      entries.push(read.data)
      spots.push({ file: file.name, line: file.lineOf(at) })
      continue
    }
    faults.push(...shapeFaults(file, at, read.error.issues))
    const code = codeOf(raw)
    if (code === null) hidden = true
    else unread.add(code)
  }
  return { entries, spots, unread: hidden ? null : unread }
}

/** Refuses keys that a file does not have. */
export function refuseKeys(file: YamlFile, known: readonly string[], faults: Fault[]): void {
  for (const key of Object.keys(file.content ?? {})) {
    if (known.includes(key)) continue
    faults.push({
      file: file.name,
      line: file.lineOfKey([], key),
      sentence: `the key ${key} is not known here`,
      says: `没有 ${key} 这一项`,
      field: key,
    })
  }
}
