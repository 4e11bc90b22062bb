import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { briefTitles } from '../../src/api/papers/brief-document.ts'
import { casePapers } from '../../src/api/papers/case-papers.ts'
import { moves } from '../../src/cases/event.ts'
import { refusalGrounds } from '../../src/cases/lifecycle-carries.ts'
import { rungNames } from '../../src/deadlines/ladder.ts'
import { commandNames } from '../../src/desk/command-words.ts'
import { natures, postsByLevel } from '../../src/grid/town.ts'
import { assessedRates } from '../../src/ledger/assessment.ts'

const project = join(import.meta.dirname, '../..')

/** How many numbered rules each section has. */
const numbered: Readonly<Record<string, number>> = {
  ...{ '1': 7, '2': 7, '3': 11, '4': 7, '5': 6, '6': 13, '7': 2, '8': 8, '9': 7, '10': 3 },
}

/** A line of the trace for each numbered rule and each row of its tables, the rows taken from the tables of the code. */
const wanted: readonly string[] = [
  ...Object.entries(numbered).flatMap(([section, rules]) =>
    Array.from({ length: rules }, (_, index) => `${section}.${String(index + 1)}`),
  ),
  ...Object.keys(postsByLevel).map((level) => `1.2 ${level}`),
  ...moves.map((move) => `2.1 ${move}`),
  ...natures.map((nature) => `3.1 ${nature}`),
  ...rungNames.map((rung) => `5.1 ${rung}`),
  ...refusalGrounds.map((ground) => `7.1 ${ground}`),
  ...Object.keys(casePapers).map((paper) => `9.1 ${paper}`),
  ...assessedRates.map((rate) => `9.2 ${rate}`),
  ...Object.keys(briefTitles).map((kind) => `9.4 ${kind}`),
  ...commandNames.map((command) => `10.1 ${command}`),
]

interface Line {
  rule: string
  deciders: readonly string[]
  tests: readonly string[]
  awaits: string | null
}

const ticked = (cell: string): readonly string[] =>
  [...cell.matchAll(/`([^`]+)`/gu)].map((one) => one[1] ?? '')

const read = (file: string): string => readFileSync(join(project, file), 'utf8')

const lines: readonly Line[] = read('docs/rules-trace.md')
  .split('\n')
  .filter((line) => /^\| \d/u.test(line))
  .map((line) => {
    const [, rule = '', , decided = '', held = ''] = line.split(/(?<!\\)\|/u).map((cell) => cell.trim())
    const awaits = /awaits issue (\d+)/u.exec(`${decided} ${held}`)?.[1] ?? null
    return { rule, deciders: ticked(decided), tests: ticked(held), awaits }
  })

/** `src/a/b.ts#name` stands where that file exports that name. */
function decides(decider: string): boolean {
  const [file = '', name = ''] = decider.split('#')
  return (
    existsSync(join(project, file)) &&
    new RegExp(String.raw`^export (?:async )?(?:function|const|type|interface|class) ${name}\b`, 'mu').test(
      read(file),
    )
  )
}

/** `unit/lifecycle` is a test file, `story/01-lamp` a story; `unit/lifecycle: words` has these words in its titles. */
function holds(test: string): boolean {
  const [name = '', ...title] = test.split(': ')
  const [folder = ''] = name.split('/')
  const file =
    folder === 'story' ? `test/story/scenarios/${name.slice('story/'.length)}.yaml` : `test/${name}.test.ts`
  return existsSync(join(project, file)) && read(file).includes(title.join(': '))
}

describe('docs/rules-trace.md', () => {
  it('has one line for every numbered rule and every row of its tables, and no other', () => {
    expect(lines.map(({ rule }) => rule).toSorted()).toEqual(wanted.toSorted())
  })

  it.each(lines)('$rule is decided where the trace says', ({ deciders, awaits }) => {
    expect(deciders.filter((decider) => !decides(decider))).toEqual([])
    if (awaits === null) expect(deciders).not.toEqual([])
  })

  it.each(lines)('$rule is held by the tests that the trace names', ({ tests, awaits }) => {
    expect(tests.filter((test) => !holds(test))).toEqual([])
    if (awaits === null) expect(tests).not.toEqual([])
  })

  it('agrees with the printed rules, where they lie beside the project', () => {
    const printed = process.env['LINLI_SPEC'] ?? join(project, '../shared/spec')
    const file = join(printed, 'grid-rules.md')
    if (!existsSync(file)) return
    const rules = [...readFileSync(file, 'utf8').matchAll(/^(?:- )?(\d+)\.(\d+)(?= )/gmu)]
    const counted = Object.groupBy(rules, ([, section = '']) => section)
    const counts = Object.fromEntries(Object.entries(counted).map(([section, all]) => [section, all?.length]))
    expect(counts).toEqual({ ...numbered, '9': 7 })
  })
})
