import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'

/** Imports that bring code along; what is only a type changes nothing that a test could notice. */
const importing = /^(?:import|export)\s(?!type\s)[^'"]*?from '(\.[^']+\.ts)'/gmu

function importsOf(file: string, project: string): readonly string[] {
  const text = readFileSync(join(project, file), 'utf8')
  return [...text.matchAll(importing)].map((one) => normalize(join(dirname(file), one[1] ?? '')))
}

/** Import by import from a test: its supports cost nothing, each file of the code is one step. */
function stepsFrom(test: string, imports: (file: string) => readonly string[]): ReadonlyMap<string, number> {
  const steps = new Map<string, number>([[test, 0]])
  for (const [file, far] of steps)
    for (const next of imports(file)) {
      const there = next.startsWith('src/') ? far + 1 : far
      if (there < (steps.get(next) ?? Infinity)) {
        // Put anew behind the others, so that what it imports is walked again.
        steps.delete(next)
        steps.set(next, there)
      }
    }
  return steps
}

/** Tests that start programs, measure, or meet made-up cases: they would notice much by chance and slowly. */
const leftOut = ['test/unit/{bootstrap,house,rules-trace,sandbox,speed}*', 'test/unit/*-properties.test.ts']

const firstWord = (file: string): string => basename(file).split(/[-.]/u)[0] ?? ''

/**
 * The unit tests that stand nearest to each file, by imports; of those, where some are called after its own first word or
 * else after its folder, these alone. Of a file that no test reaches, whatever is called after its folder. A test that is
 * left out could only have noticed more: what the chosen ones notice is a lower bound.
 */
export function nearestTests(
  files: readonly string[],
  project: string,
): ReadonlyMap<string, readonly string[]> {
  const known = new Map<string, readonly string[]>()
  const imports = (file: string): readonly string[] => {
    const found = known.get(file) ?? importsOf(file, project)
    known.set(file, found)
    return found
  }
  const tests = globSync('test/unit/*.test.ts', { cwd: project, exclude: leftOut }).toSorted()
  const reached = tests.map((test) => ({ test, steps: stepsFrom(test, imports) }))
  return new Map(
    files.map((file) => {
      const least = Math.min(...reached.map(({ steps }) => steps.get(file) ?? Infinity))
      const near = reached.filter(({ steps }) => (steps.get(file) ?? Infinity) === least)
      return [
        file,
        calledAfter(
          file,
          near.map(({ test }) => test),
        ),
      ]
    }),
  )
}

function calledAfter(file: string, near: readonly string[]): readonly string[] {
  for (const word of [firstWord(file), basename(dirname(file))]) {
    const called = near.filter((test) => firstWord(test) === word)
    if (called.length > 0) return called
  }
  return near
}
