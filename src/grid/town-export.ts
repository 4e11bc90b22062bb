import { Document, isMap, isNode, isSeq } from 'yaml'
import { sections } from './checks/draft.ts'
import type { Rulebook } from './rulebook.ts'
import type { Leaf, TownData } from './town.ts'
import { writtenTime } from './written-time.ts'

/** A town's folder as text. */
export type TownFolder = Readonly<Record<'town.yaml' | 'categories.yaml' | 'rules.yaml', string>>

type Written = Readonly<Record<string, unknown>>

/** Without what a reader fills in again: nothing, no, and empty lists (but for lists that the example shows empty). */
const brief = (entry: object, keep: readonly string[] = []): Written =>
  Object.fromEntries(
    Object.entries(entry).filter(([key, value]) => {
      const empty = value === null || value === false || (Array.isArray(value) && value.length === 0)
      return !empty || keep.includes(key)
    }),
  )

/** One entry a line, as people write these files; the maps that hold lists of entries stay open. */
function laidOut(node: unknown, depth: number): void {
  if (isSeq(node)) for (const item of node.items) laidOut(item, depth + 1)
  if (isMap(node)) {
    const open = (depth === 0 || node.has('leaves')) && !node.has('aliases')
    node.flow = !open
    for (const { value } of open ? node.items : []) laidOut(value, depth)
  }
}

function write(comment: string, content: Written): string {
  const document = new Document(content, { aliasDuplicateObjects: false })
  document.commentBefore = ` ${comment}`
  if (isNode(document.contents)) laidOut(document.contents, 0)
  return document.toString({ lineWidth: 0 })
}

function townText(town: TownData): string {
  const { version, name, timezone, casePrefix, bot } = town
  const spanned = (span: { from: Date; to: Date }): Written =>
    brief({ ...span, from: writtenTime(span.from, timezone), to: writtenTime(span.to, timezone) })
  const lists: Readonly<Record<string, readonly Written[]>> = {
    areas: town.areas.map((area) => brief(area)),
    people: town.people.map((person) => brief(person)),
    posts: town.posts.map((post) => brief({ ...post, buildings: post.buildings && brief(post.buildings) })),
    places: town.places.map((place) => brief(place)),
    organisations: town.organisations.map((organisation) => brief(organisation, ['staff'])),
    rooms: town.rooms.map((room) => brief(room)),
    residents: town.residents.map((resident) =>
      brief({ ...resident, home: resident.home && brief(resident.home) }),
    ),
    roster: town.roster.map(spanned),
    absences: town.absences.map(spanned),
  }
  const kept = Object.fromEntries(
    sections.flatMap((section) => {
      const list = lists[section] ?? []
      return list.length > 0 ? [[section, list]] : []
    }),
  )
  const head = { version, name, timezone, casePrefix, bot: brief(bot) }
  return write(
    'Who and where: areas, people, posts, places, rooms, residents, duty. Codes are stable keys.',
    {
      ...head,
      ...kept,
    },
  )
}

/** Without the group, which stands above it. */
function leafText({ group: _group, groupName: _name, ...leaf }: Leaf): Written {
  return brief(leaf)
}

function categoriesText(town: TownData): string {
  const groups = Map.groupBy(town.leaves, ({ group }) => group)
  return write('The category table: what a matter is, whose it is first and how long that may take.', {
    version: 1,
    departments: town.departments,
    groups: [...groups].map(([code, leaves]) => ({
      code,
      name: leaves[0]?.groupName ?? '',
      leaves: leaves.map(leafText),
    })),
  })
}

/**
 * The town as the files it could have come from: reading them gives the same town again (leaves of one group
 * together). The order is the town's own; every rule is written out, also where it is the printed one.
 */
export function exportTown(town: TownData, rules: Rulebook): TownFolder {
  return {
    'town.yaml': townText(town),
    'categories.yaml': categoriesText(town),
    'rules.yaml': write('Every number and switch of the grid rules in force.', { ...rules }),
  }
}
