import type { Directory } from '../grid/directory.ts'

/**
 * Who never handles, verifies or is told (3.5): the persons an appeal is about, and the staff of an organisation it is
 * about. A resident among them holds no post and changes nothing.
 */
export function recusedFrom(about: readonly string[], directory: Directory): ReadonlySet<string> {
  if (about.length === 0) return nobody
  return new Set(about.flatMap((code) => [code, ...(directory.organisation(code)?.staff ?? [])]))
}

const nobody: ReadonlySet<string> = new Set()
