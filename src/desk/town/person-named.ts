import type { Directory } from '../../grid/directory.ts'
import { personWithPost, postTitle } from '../../grid/naming.ts'
import type { Person } from '../../grid/town.ts'
import { Refusal } from '../../kernel/errors.ts'
import { noSuchPerson, whichPerson } from '../../wording/desk.ts'

/** Whether the words name an area, a department or a post that this person holds: "锦绣第一网格 张伟". */
export function holdsNamed(person: string, words: string, directory: Directory): boolean {
  return directory.holdings(person).some((holding) => {
    const area = directory.area(holding.area)?.name ?? ''
    const named = [area, postTitle(directory, holding), area.replace(/(?:社区|村|镇|街道)$/u, '')]
    return named.some((name) => name.length >= 2 && words.includes(name))
  })
}

/** People of the town whose name stands in these words; of several of one name those whose post or area stands there too. */
export function peopleNamed(words: string, directory: Directory): readonly Person[] {
  const found = directory.data.people.filter(({ name }) => name !== '' && words.includes(name))
  const longest = Math.max(0, ...found.map(({ name }) => name.length))
  const people = found.filter(({ name }) => name.length === longest)
  if (people.length < 2) return people
  const apart = people.filter(({ code, name }) => holdsNamed(code, words.replace(name, ' '), directory))
  return apart.length === 0 ? people : apart
}

/**
 * The one person these words name, who holds a post. Two of one name are told apart by post and area, or asked about with
 * both; an unknown name is one line (10.2).
 */
export function personNamed(words: string, directory: Directory): string {
  const people = peopleNamed(words, directory).filter(({ code }) => directory.holdings(code).length > 0)
  const [person] = people
  if (person === undefined) throw new Refusal('not_found', noSuchPerson(words.slice(0, 20)))
  if (people.length > 1)
    throw new Refusal('invalid', whichPerson(people.map(({ code }) => personWithPost(directory, code))))
  return person.code
}
