import { availableParallelism, cpus } from 'node:os'
import { join } from 'node:path'
import type { Ground } from '../grid/ground.ts'
import { makeDirectory } from '../grid/make-directory.ts'
import { readTownFolder } from '../grid/town-file.ts'
import { reasonOf, StartFault } from '../kernel/errors.ts'
import { calendarByRules } from '../worktime/calendar.ts'
import { benchDueTime } from './bench/due-time.ts'
import { yardstick } from './bench/figures.ts'
import type { Section } from './bench/figures.ts'
import { benchReaderMemory } from './bench/reader-memory.ts'
import { benchRouting } from './bench/routing.ts'
import { benchSimilar } from './bench/similar.ts'

/** Every section of `npm run bench`, in this order; a new measurement is a line here and a file in bench/. */
const sections: Readonly<Record<string, (ground: Ground) => Section | Promise<Section>>> = {
  routing: benchRouting,
  dueTime: benchDueTime,
  similar: benchSimilar,
  readerMemory: benchReaderMemory,
}

async function exampleGround(): Promise<Ground> {
  const read = await readTownFolder(join(import.meta.dirname, '../../towns/qinghe'))
  if ('faults' in read) throw new StartFault(`The example town has ${read.faults.length} faults.`)
  const { town, rules } = read
  return { directory: makeDirectory(town), rulebook: rules, calendar: calendarByRules(town.timezone, rules) }
}

/** Refuses a section that there is not; all of them where none is named. */
function wanted(named: readonly string[]): readonly string[] {
  const unknown = named.find((name) => !Object.hasOwn(sections, name))
  if (unknown !== undefined)
    throw new StartFault(`There is no section ${unknown}; there are ${Object.keys(sections).join(', ')}.`)
  return named.length > 0 ? named : Object.keys(sections)
}

/** `npm run bench [-- <section>…]`: measures and prints one JSON object; times in microseconds unless named otherwise. */
async function run(): Promise<void> {
  const names = wanted(process.argv.slice(2))
  const ground = await exampleGround()
  const found: Record<string, unknown> = {
    machine: {
      node: process.version,
      processor: cpus()[0]?.model ?? 'unknown',
      cores: availableParallelism(),
    },
    yardstick: { name: yardstick.name, ...yardstick.measure() },
  }
  for (const name of names) {
    console.error(`measuring ${name} …`)
    found[name] = await sections[name]?.(ground)
  }
  process.stdout.write(`${JSON.stringify(found, null, 1)}\n`)
}

try {
  await run()
} catch (error) {
  console.error(reasonOf(error))
  process.exitCode = 1
}
