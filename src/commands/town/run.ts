import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeExportTown, makeImportTown } from '../../grid/actions.ts'
import { faultText } from '../../grid/faults.ts'
import type { Fault } from '../../grid/faults.ts'
import type { TownStore } from '../../grid/ports.ts'
import type { TownFolder } from '../../grid/town-export.ts'
import { readTownFolder } from '../../grid/town-file.ts'
import type { TownData } from '../../grid/town.ts'
import type { Clock } from '../../kernel/clock.ts'
import { reasonOf, StartFault } from '../../kernel/errors.ts'

/** What `npm run town` needs of the world. */
export interface TownDoor {
  clock: Clock
  /** Standard output: only what is machine-readable. */
  out(text: string): void
  /** Standard error: everything for people. */
  err(text: string): void
  /** A path as the caller typed it, made absolute. */
  path(typed: string): string
  /** Opens the database for one piece of work, in one transaction. */
  withStore<T>(work: (store: TownStore) => Promise<T>): Promise<T>
}

const usage = [
  'npm run town -- check <folder>      look at a town’s files and name every fault',
  'npm run town -- import <folder>     put them into force; what they do not name stays',
  '  --remove-missing                  what they do not name is taken out',
  'npm run town -- export [<folder>]   write the town in force as files; without a folder to standard output',
].join('\n')

/** Runs one call of `npm run town` and gives its exit code: 0 where it did what was asked, else 1 with the reasons on standard error. */
export async function runTown(argv: readonly string[], door: TownDoor): Promise<0 | 1> {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { 'remove-missing': { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const [verb, folder, ...rest] = positionals
    const removing = values['remove-missing']
    if (rest.length > 0 || (removing && verb !== 'import')) return complain(door, usage)
    if (verb === 'check' && folder !== undefined) return await check(door.path(folder), door)
    if (verb === 'import' && folder !== undefined)
      return await putIntoForce(door.path(folder), removing, door)
    if (verb === 'export') return await write(folder === undefined ? null : door.path(folder), door)
    return complain(door, usage)
  } catch (error) {
    const expected = error instanceof StartFault || (error instanceof TypeError && 'code' in error)
    return complain(door, expected ? reasonOf(error) : String(error instanceof Error ? error.stack : error))
  }
}

function complain(door: TownDoor, sentence: string): 1 {
  door.err(sentence)
  return 1
}

function tell(door: TownDoor, faults: readonly Fault[], what: 'fault' | 'warning'): void {
  for (const fault of faults) door.err(what === 'warning' ? `warning: ${faultText(fault)}` : faultText(fault))
  const count = `${faults.length} ${what}${faults.length === 1 ? '' : 's'}`
  if (faults.length > 0) door.err(what === 'fault' ? `${count}; nothing is changed` : count)
}

const countsOf = (town: TownData): Readonly<Record<string, number>> => ({
  areas: town.areas.length,
  people: town.people.length,
  posts: town.posts.length,
  places: town.places.length,
  rooms: town.rooms.length,
  residents: town.residents.length,
  leaves: town.leaves.length,
})

async function refuseNoFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null)
  if (found?.isDirectory() !== true) throw new StartFault(`There is no folder ${folder}.`)
}

async function check(folder: string, door: TownDoor): Promise<0 | 1> {
  await refuseNoFolder(folder)
  const read = await readTownFolder(folder)
  if ('faults' in read) {
    tell(door, read.faults, 'fault')
    return 1
  }
  tell(door, read.warnings, 'warning')
  door.out(JSON.stringify({ town: read.town.name, ...countsOf(read.town), warnings: read.warnings.length }))
  return 0
}

async function putIntoForce(folder: string, removing: boolean, door: TownDoor): Promise<0 | 1> {
  await refuseNoFolder(folder)
  const imported = await door.withStore((store) =>
    makeImportTown({ store, clock: door.clock })({
      folder,
      by: 'town import',
      missing: removing ? 'remove' : 'keep',
    }),
  )
  if ('refused' in imported) {
    tell(door, imported.refused, 'fault')
    return 1
  }
  const { revision, saved, report, warnings } = imported
  tell(door, warnings, 'warning')
  for (const kept of report?.kept ?? []) door.err(`kept, though not in the folder: ${kept}`)
  for (const removed of report?.removed ?? []) door.err(`removed: ${removed}`)
  door.err(saved ? `Revision ${revision} is in force.` : `Nothing new: revision ${revision} stays in force.`)
  door.out(JSON.stringify({ revision, saved, ...report }))
  return 0
}

async function write(folder: string | null, door: TownDoor): Promise<0 | 1> {
  const files = await door.withStore((store) => makeExportTown({ store })())
  if (files === null) return complain(door, 'No town is in force yet; import one first.')
  if (folder === null) door.out(asDocuments(files))
  else await writeFolder(folder, files, door)
  return 0
}

/** The three files as three YAML documents, each under its name. */
const asDocuments = (files: TownFolder): string =>
  Object.entries(files)
    .map(([name, text]) => `--- # ${name}\n${text.trimEnd()}`)
    .join('\n')

/** Writes the files where none stand: somebody's comments and columns are not overwritten. */
async function writeFolder(folder: string, files: TownFolder, door: TownDoor): Promise<void> {
  await mkdir(folder, { recursive: true })
  const taken = await Promise.all(
    Object.keys(files).map((name) =>
      stat(join(folder, name)).then(
        () => [name],
        () => [],
      ),
    ),
  )
  if (taken.flat().length > 0) {
    throw new StartFault(`${folder} already holds ${taken.flat().join(', ')}; name another folder.`)
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text, { flag: 'wx' })
  door.err(`Written to ${folder}.`)
}
