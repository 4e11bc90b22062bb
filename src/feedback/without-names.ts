import type { CaseRecord, Reporter } from '../cases/case.ts'
import type { Directory } from '../grid/directory.ts'
import type { Ground } from '../grid/ground.ts'
import { maskText } from '../wording/mask.ts'
import { namesIn, namesThatStand } from '../wording/names-in-text.ts'

/** What of a case is asked to know whom its texts name. */
export type Named = Pick<CaseRecord, 'words'> &
  Partial<Pick<CaseRecord, 'result' | 'lateReason'>> & {
    reporters: readonly Pick<Reporter, 'key' | 'name'>[]
  }

/**
 * Whose names go. `neighbours`: reporters, and whoever the texts of the case name; staff and offices may stand. `everybody`
 * beside them every resident that the town knows, and its staff: for eyes outside the house.
 */
export type NamesKept = 'neighbours' | 'residents' | 'everybody'

interface Known {
  people: readonly string[]
  residents: readonly string[]
  /** Offices, areas and places: they are nobody. */
  offices: readonly string[]
  /** The people and the offices together; the same list each time, for it is looked through by its index. */
  spoken: readonly string[]
}

const lists = new WeakMap<Directory, Known>()

function known(directory: Directory): Known {
  const before = lists.get(directory)
  if (before !== undefined) return before
  const { people, residents, areas, departments, organisations, places } = directory.data
  const named = (list: readonly { name: string }[]): readonly string[] =>
    list.map(({ name }) => name).filter((name) => name.length > 1)
  const offices = [
    ...named([...areas, ...departments, ...organisations]),
    ...places
      .map(({ estate, road, landmark }) => estate ?? road ?? landmark ?? '')
      .filter((one) => one !== ''),
  ]
  const staff = named(people)
  const made = { people: staff, residents: named(residents), offices, spoken: [...staff, ...offices] }
  lists.set(directory, made)
  return made
}

const reportersOf = ({ reporters }: Named, { directory }: Ground): readonly string[] =>
  reporters
    .flatMap(({ key, name }) => [name, directory.resident(key)?.name ?? ''])
    .filter((name) => name.length > 1)

let last: { record: Named | null; ground: Ground | null; names: readonly string[] } = {
  ...{ record: null, ground: null, names: [] },
}

/** Reporters, and whoever any text of the case names; looked for once, though a ledger shows several texts in turn. */
function namedIn(record: Named, ground: Ground): readonly string[] {
  if (last.record === record && last.ground === ground) return last.names
  const { spoken } = known(ground.directory)
  const texts = [record.words, record.result ?? '', record.lateReason ?? '']
  const names = [
    ...reportersOf(record, ground),
    ...texts.flatMap((one) => (one === '' ? [] : namesIn(one, spoken))),
  ]
  last = { record, ground, names }
  return names
}

/**
 * A text about a case without names and numbers of people (6.3, 9.7): the reporters', whoever any text of the case names
 * beside a word that tells a name, and more by `kept`. The one way by which free text of a case leaves for papers, ledgers
 * without private data, rooms and other systems.
 */
export function withoutNames(
  text: string,
  record: Named,
  ground: Ground,
  kept: NamesKept = 'neighbours',
): string {
  if (text === '') return ''
  const { people, residents, offices, spoken: staffToo } = known(ground.directory)
  const named = namedIn(record, ground)
  if (kept === 'neighbours') return maskText(text, named, staffToo)
  const others = [residents, ...(kept === 'everybody' ? [people] : [])]
  const names = [...named, ...others.flatMap((list) => namesThatStand(text, list))]
  return maskText(text, names, kept === 'everybody' ? offices : staffToo)
}
