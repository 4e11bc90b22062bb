import type { Directory } from '../grid/directory.ts'
import type { PostName } from '../grid/town.ts'

/** What of a case decides who may know of it. */
export interface Secrecy {
  confidential: boolean
  handler: { person: string } | null
  verifier: { person: string } | null
  informed: readonly { person: string }[]
  assistants: readonly { person: string }[]
}

/** Posts that see every confidential case, unless they are recused from it. */
const watching: readonly PostName[] = ['duty_officer', 'director', 'supervisor', 'township_lead']

/**
 * Whether a staff member may know that a case exists (3.5, 9.7). Somebody recused never, whatever their post; an open
 * case everybody else; a confidential one only who has business with it: its handler, verifier, assistants, those who
 * were told, and the posts that watch over all cases. Whoever may not is answered as though the number were unknown.
 * `recused` holds the persons who keep out of this case.
 */
export function maySee(
  person: string,
  record: Secrecy,
  recused: ReadonlySet<string>,
  directory: Pick<Directory, 'holdings'>,
): boolean {
  if (recused.has(person)) return false
  if (!record.confidential) return true
  const business = [record.handler, record.verifier, ...record.informed, ...record.assistants]
  return (
    business.some((one) => one?.person === person) ||
    directory.holdings(person).some(({ post }) => watching.includes(post))
  )
}
