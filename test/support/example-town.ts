import { join } from 'node:path'
import type { Ground } from '../../src/grid/ground.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { readTownFolder } from '../../src/grid/town-file.ts'
import { calendarByRules } from '../../src/worktime/calendar.ts'

/** The example township with the rules as printed. */
export async function exampleGround(): Promise<Ground> {
  const read = await readTownFolder(join(import.meta.dirname, '../../towns/qinghe'))
  if ('faults' in read) throw new RangeError(`the example town has faults: ${JSON.stringify(read.faults)}`)
  const { town, rules } = read
  return { directory: makeDirectory(town), rulebook: rules, calendar: calendarByRules(town.timezone, rules) }
}
