import { format } from 'node:util'

/** What a file of tests says with these words is collected here instead of being run at once. */
export { expect } from 'vitest'

type Body = (...row: never[]) => unknown

interface Suite {
  name: string
  parent: Suite | null
  before: (() => unknown)[]
}

export interface CollectedTest {
  /** File and full title; told apart by a figure where two have the same. */
  id: string
  title: string
  suite: Suite | null
  body: () => unknown
}

const collected: CollectedTest[] = []
const ids = new Set<string>()
let file = ''
let suite: Suite | null = null

/** All tests of the files that were imported since they were announced with `collectFrom`. */
export const collectedTests = (): readonly CollectedTest[] => collected

/** What is collected next belongs to this file. */
export function collectFrom(path: string): void {
  file = path
  suite = { name: '', parent: null, before: [] }
}

/** A suite and those around it, the outermost first. */
export const around = (one: Suite | null): readonly Suite[] =>
  one === null ? [] : [...around(one.parent), one]

function collectSuite(name: string, body: () => unknown): void {
  const outer = suite
  suite = { name, parent: outer, before: [] }
  body()
  suite = outer
}

function collectTest(name: string, body: () => unknown): void {
  const title = [...around(suite).map((one) => one.name), name].filter((part) => part !== '').join(' ')
  let id = `${file}#${title}`
  for (let again = 2; ids.has(id); again += 1) id = `${file}#${title} (${String(again)})`
  ids.add(id)
  collected.push({ id, title, suite, body })
}

/** `each` of a table: a test or suite for every row. */
const eachOf =
  (collect: (name: string, body: () => unknown) => void) =>
  (rows: readonly unknown[]) =>
  (name: string, body: Body): void => {
    rows.forEach((row, index) => {
      const parts: readonly unknown[] = Array.isArray(row) ? row : [row]
      collect(`${format(name, ...parts)} (row ${String(index)})`, () => body(...(parts as never[])))
    })
  }

export const it = Object.assign(collectTest, { each: eachOf(collectTest) })
export const describe = Object.assign(collectSuite, { each: eachOf(collectSuite) })

export function beforeAll(prepare: () => unknown): void {
  suite?.before.push(prepare)
}
