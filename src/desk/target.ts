import type { Directory } from '../grid/directory.ts'
import { postTitles } from '../grid/naming.ts'
import { Refusal } from '../kernel/errors.ts'
import { noSuchPerson, whichPerson } from '../wording/desk.ts'

export type Target = { person: string } | { dept: string }

/**
 * Whom "转 7 范华 他管水电" means: a person by name, or a department by its full name or a clear part of it.
 * Two people of one name are told apart by post and area; nothing is guessed (10.2).
 */
export function targetOf(said: string, directory: Directory): { target: Target; reason: string | null } {
  const people = directory.data.people.filter((one) => said.startsWith(one.name))
  if (people.length > 1)
    throw new Refusal('invalid', whichPerson(people.map((one) => described(one.code, directory))))
  const [person] = people
  if (person !== undefined) return { target: { person: person.code }, reason: behind(said, person.name) }
  const first = said.split(/[\s,，:：]/u, 1)[0] ?? ''
  const departments = directory.data.departments.filter(
    (one) => said.startsWith(one.name) || (first.length >= 2 && one.name.includes(first)),
  )
  const [department] = departments
  if (department === undefined) throw new Refusal('not_found', noSuchPerson(first))
  if (departments.length > 1) throw new Refusal('invalid', whichPerson(departments.map((one) => one.name)))
  const name = said.startsWith(department.name) ? department.name : first
  return { target: { dept: department.code }, reason: behind(said, name) }
}

function behind(said: string, name: string): string | null {
  const rest = said
    .slice(name.length)
    .replace(/^[\s,，:：]+/u, '')
    .trim()
  return rest === '' ? null : rest
}

function described(code: string, directory: Directory): string {
  const holding = directory.holdings(code)[0]
  const name = directory.nameOf(code)
  if (holding === undefined) return name
  return `${name}（${directory.area(holding.area)?.name ?? ''}${postTitles[holding.post]}）`
}
