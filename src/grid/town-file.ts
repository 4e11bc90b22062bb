import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { reasonOf } from '../kernel/errors.ts'
import { noCategories, readCategories } from './categories-file.ts'
import { checkTown } from './check-town.ts'
import { sections } from './checks/draft.ts'
import type { Draft, Section } from './checks/draft.ts'
import { inOrder } from './faults.ts'
import type { Fault, Spot } from './faults.ts'
import { readSection, refuseKeys, unknownSection } from './read-section.ts'
import type { ReadSection } from './read-section.ts'
import { defaultRulebook } from './rulebook.ts'
import type { Rulebook } from './rulebook.ts'
import { readRules } from './rules-file.ts'
import { shapeFaults, valueAt } from './shape-faults.ts'
import * as shape from './town-shape.ts'
import type { TownData } from './town.ts'
import { mostBytes, readYaml, tooLarge } from './yaml-file.ts'
import type { YamlFile } from './yaml-file.ts'

const fileNames = ['town.yaml', 'categories.yaml', 'rules.yaml'] as const
type FileName = (typeof fileNames)[number]

/** The three files of a town's folder; rules.yaml may be absent. */
export type TownFiles = Readonly<Record<FileName, Uint8Array | null>>

/** A town that keeps every rule of section 1. */
export interface TownRead {
  town: TownData
  rules: Rulebook
  /** False where the folder has no rules.yaml and the rules are the printed ones. */
  rulesGiven: boolean
  warnings: readonly Fault[]
  /** Where each entry stands, for what a later comparison finds. */
  spot: Draft['spot']
}

export type TownRefused = { faults: readonly Fault[] }

type SectionsRead = { [S in Section]: ReadSection<TownData[S][number]> }

const emptyTown = {
  version: 1,
  name: '',
  timezone: 'UTC',
  casePrefix: 'X',
  bot: { name: '', aliases: [] },
} satisfies Partial<TownData>

function open(name: FileName, bytes: Uint8Array | null, faults: Fault[]): YamlFile | null {
  if (bytes === null) {
    if (name !== 'rules.yaml')
      faults.push({ file: name, line: null, sentence: 'is missing', says: '缺这个文件' })
    return null
  }
  const file = readYaml(name, bytes)
  if ('faults' in file) {
    faults.push(...file.faults)
    return null
  }
  const { content } = file
  if (content === null && name === 'rules.yaml') return file
  if (content !== null && typeof content === 'object' && !Array.isArray(content)) return file
  faults.push({
    ...{ file: name, line: 1, sentence: 'does not begin with a map of keys' },
    says: '开头要写成“名称: 值”',
  })
  return null
}

function readHead(file: YamlFile | null, faults: Fault[]): z.infer<typeof shape.townHeadShape> {
  if (file === null) return { ...emptyTown, version: 1 }
  refuseKeys(file, ['version', 'name', 'timezone', 'casePrefix', 'bot', ...sections.slice(0, 9)], faults)
  const head = shape.townHeadShape.safeParse(file.content)
  if (head.success) return head.data
  faults.push(...shapeFaults(file, [], head.error.issues))
  const zone = valueAt(file.content, ['timezone'])
  const known = shape.townHeadShape.shape.timezone.safeParse(zone)
  return { ...emptyTown, version: 1, timezone: known.data ?? emptyTown.timezone }
}

function readSections(
  town: YamlFile | null,
  categories: YamlFile | null,
  zone: string,
  faults: Fault[],
): SectionsRead {
  const list = <T>(section: Section, entry: z.ZodType<T>): ReadSection<T> =>
    town === null ? unknownSection : readSection(town, [section], entry, faults)
  return {
    areas: list('areas', shape.areaShape),
    people: list('people', shape.personShape),
    posts: list('posts', shape.postShape),
    places: list('places', shape.placeShape),
    organisations: list('organisations', shape.organisationShape),
    rooms: list('rooms', shape.roomShape),
    residents: list('residents', shape.residentShape),
    roster: list('roster', shape.shiftShape),
    absences: list('absences', shape.absenceShape(zone)),
    ...(categories === null ? noCategories : readCategories(categories, faults)),
  }
}

/** Reads the files of a town and holds them against section 1. All faults at once; only a faultless town comes back. */
export function readTown(files: TownFiles): TownRead | TownRefused {
  const faults: Fault[] = []
  const townFile = open('town.yaml', files['town.yaml'], faults)
  const categoriesFile = open('categories.yaml', files['categories.yaml'], faults)
  const rulesFile = open('rules.yaml', files['rules.yaml'], faults)
  const head = readHead(townFile, faults)
  const read = readSections(townFile, categoriesFile, head.timezone, faults)
  const rules = rulesFile === null ? defaultRulebook : readRules(rulesFile, faults)
  const town: TownData = {
    ...head,
    areas: read.areas.entries,
    people: read.people.entries,
    posts: read.posts.entries,
    places: read.places.entries,
    organisations: read.organisations.entries,
    rooms: read.rooms.entries,
    residents: read.residents.entries,
    roster: read.roster.entries,
    absences: read.absences.entries,
    departments: read.departments.entries,
    leaves: read.leaves.entries,
  }
  const spot = (section: Section, index: number): Spot =>
    read[section].spots[index] ?? { file: 'town.yaml', line: null }
  const found = checkTown({
    town,
    rules,
    spot,
    rulesSpot: (path) => ({ file: 'rules.yaml', line: rulesFile?.lineOf(path) ?? null }),
    unread: (section) => read[section].unread,
  })
  const all = inOrder([...faults, ...found.faults])
  if (all.length > 0) return { faults: all }
  return { town, rules, rulesGiven: rulesFile !== null, warnings: found.warnings, spot }
}

/** A file's bytes; null where there is none, a fault where it cannot be taken. */
async function bytesOf(folder: string, name: FileName): Promise<Uint8Array | Fault | null> {
  const path = join(folder, name)
  try {
    const { size } = await stat(path)
    return size > mostBytes ? { file: name, line: null, ...tooLarge } : await readFile(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : reasonOf(error)
    return code === 'ENOENT'
      ? null
      : { file: name, line: null, sentence: `cannot be opened: ${code}`, says: '打不开' }
  }
}

/** Reads a town's folder (doors.md): town.yaml, categories.yaml and, where there is one, rules.yaml. */
export async function readTownFolder(folder: string): Promise<TownRead | TownRefused> {
  const opened = await Promise.all(fileNames.map((name) => bytesOf(folder, name)))
  const faults = opened.filter((one): one is Fault => one !== null && 'sentence' in one)
  if (faults.length > 0) return { faults }
  const [town, categories, rules] = opened.map((one) => (one instanceof Uint8Array ? one : null))
  return readTown({
    'town.yaml': town ?? null,
    'categories.yaml': categories ?? null,
    'rules.yaml': rules ?? null,
  })
}
