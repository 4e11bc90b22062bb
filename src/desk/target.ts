import type { Directory } from '../grid/directory.ts'
import { personWithPost } from '../grid/naming.ts'
import type { Department, Person } from '../grid/town.ts'
import { Refusal } from '../kernel/errors.ts'
import { noSuchPerson, whichPerson } from '../wording/desk.ts'
import { holdsNamed } from './town/person-named.ts'

export type Target = { person: string } | { dept: string }

/** Whom the words name, and which of the words: the others are the reason. */
interface Named<One> {
  found: readonly One[]
  named: string
}

const parts = /[\s,，:：]/u
/** "转 7 给范华", "转 7 @范华": what stands before a name and is none of it. */
const inFront = /^(?:交?给|交由|由)?\s*[@＠]?/u
const partsApart = /^[\s,，:：]+/u

/** A name at the front, or behind the area or post that tells two of one name apart: "锦绣第一网格张伟", "张伟（司法所）". */
function peopleMeant(said: string, directory: Directory): Named<Person> {
  const first = said.split(parts, 1)[0] ?? ''
  const fits = directory.data.people.filter(({ name, code }) => {
    const at = first.indexOf(name)
    return name !== '' && (at === 0 || (at > 0 && holdsNamed(code, first.slice(0, at), directory)))
  })
  const longest = Math.max(0, ...fits.map(({ name }) => name.length))
  const people = fits.filter(({ name }) => name.length === longest)
  const [person] = people
  if (person === undefined) return { found: [], named: '' }
  const upToName = said.slice(0, said.indexOf(person.name) + person.name.length)
  if (people.length === 1) return { found: people, named: upToName }
  const head = said.slice(
    0,
    upToName.length + (/^\s*\S*/u.exec(said.slice(upToName.length))?.[0].length ?? 0),
  )
  const apart = people.filter(({ code }) => holdsNamed(code, head, directory))
  return apart.length === 1 ? { found: apart, named: head } : { found: people, named: upToName }
}

/** 市监所 for 市场监管所: the signs of the short name in their order, and the last one the same. */
function shortFor(short: string, name: string): boolean {
  let at = -1
  return (
    short.length >= 2 &&
    short.at(-1) === name.at(-1) &&
    [...short].every((sign) => (at = name.indexOf(sign, at + 1)) >= 0)
  )
}

/** A department by its name, by a clear part of it, or by its short name. */
function departmentsMeant(said: string, directory: Directory): Named<Department> {
  const { departments } = directory.data
  const first = said.split(parts, 1)[0] ?? ''
  const whole = departments.filter(({ name }) => said.startsWith(name))
  if (whole[0] !== undefined) return { found: whole, named: whole[0].name }
  const within = departments.filter(({ name }) => first.length >= 2 && name.includes(first))
  const found = within.length > 0 ? within : departments.filter(({ name }) => shortFor(first, name))
  return { found, named: first }
}

/**
 * Whom "转 7 范华 他管水电" means: a person by name, or a department by its name, a clear part of it or its short name.
 * Two people of one name are told apart by post and area; nothing is guessed (10.2).
 */
export function targetOf(words: string, directory: Directory): { target: Target; reason: string | null } {
  const said = words.replace(inFront, '')
  const people = peopleMeant(said, directory)
  if (people.found.length > 1)
    throw new Refusal('invalid', whichPerson(people.found.map(({ code }) => personWithPost(directory, code))))
  const [person] = people.found
  if (person !== undefined) return { target: { person: person.code }, reason: behind(said, people.named) }
  const { found, named } = departmentsMeant(said, directory)
  const [department] = found
  if (department === undefined) throw new Refusal('not_found', noSuchPerson(named.slice(0, 20)))
  if (found.length > 1) throw new Refusal('invalid', whichPerson(found.map(({ name }) => name)))
  return { target: { dept: department.code }, reason: behind(said, named) }
}

function behind(said: string, named: string): string | null {
  const rest = said.slice(named.length).replace(partsApart, '').trim()
  return rest === '' ? null : rest
}
