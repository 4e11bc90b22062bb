import type { z } from 'zod'
import type { Fault } from './faults.ts'
import { shapeSaid } from './shape-said.ts'
import type { YamlFile } from './yaml-file.ts'

type Path = readonly PropertyKey[]
type Issue = z.core.$ZodIssue

/** What stands at a path of plain data; undefined where nothing does. */
export function valueAt(content: unknown, path: Path): unknown {
  let value = content
  for (const step of path) {
    if (value === null || typeof value !== 'object') return undefined
    value = Reflect.get(value, step)
  }
  return value
}

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? `"${value}"` : JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

const kindNames: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  array: 'a list',
  object: 'a map of keys',
  boolean: 'true or false',
}

function wrongType(expected: string, value: unknown, typed: string | null, key: string): string {
  if (expected === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
    const written = typed ?? String(value)
    const kind = typeof value === 'number' ? 'the number' : 'the switch'
    return `${key}: ${written} is read as ${kind} ${String(value)}; put it in quotes: "${written}"`
  }
  return `${key} is ${shown(value)} where ${kindNames[expected] ?? expected} is needed`
}

function sentenceOf(issue: Issue, value: unknown, typed: string | null, key: string): string {
  if (value === undefined && issue.code !== 'custom') return `${key} is missing`
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, value, typed, key)
    case 'invalid_value':
      return issue.values.length === 1
        ? `${key} is ${shown(value)} where ${String(issue.values[0])} is needed`
        : `${key} is ${shown(value)} where one of ${issue.values.map(String).join(', ')} is needed`
    case 'too_small':
      return issue.origin === 'string'
        ? `${key} is empty`
        : `${key} is ${shown(value)}; it is ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`
    case 'too_big':
      return issue.origin === 'string'
        ? `${key} is longer than ${issue.maximum} signs`
        : `${key} is ${shown(value)}; it is at most ${issue.maximum}`
    case 'custom':
      return issue.message
    default:
      return `${key} is ${shown(value)}: ${issue.message}`
  }
}

/** "holders" of ["posts", 3, "holders", 0]: the nearest name, for the sentence. */
const keyOf = (path: Path): string => path.findLast((step) => typeof step === 'string') ?? 'the file'

const fieldOf = (path: Path): string => path.map(String).join('.')

/** The faults of one value that did not fit its shape; `at` is where the value stands in the file. */
export function shapeFaults(file: YamlFile, at: Path, issues: readonly Issue[]): readonly Fault[] {
  return issues.flatMap((issue): readonly Fault[] => {
    const path = [...at, ...issue.path]
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        file: file.name,
        line: file.lineOfKey(path, key),
        sentence: `the key ${key} is not known here`,
        says: `没有 ${key} 这一项`,
        field: fieldOf([...path, key]),
      }))
    }
    const value = valueAt(file.content, path)
    const sentence = sentenceOf(issue, value, file.typed(path), keyOf(path))
    const says = shapeSaid(issue, value, keyOf(path))
    return [{ file: file.name, line: file.lineOf(path), sentence, says, field: fieldOf(path) }]
  })
}
