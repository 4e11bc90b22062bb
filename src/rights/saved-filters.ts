/** A query of the case list that somebody has given a name; it is theirs alone. */
export interface SavedFilter {
  id: string
  person: string
  name: string
  /** As the list takes it, without the page. */
  query: Readonly<Record<string, string>>
  version: number
  madeAt: Date
  changedAt: Date
}

export interface SavedFilterStore {
  /** By name. */
  ofPerson(person: string): Promise<readonly SavedFilter[]>
  byId(person: string, id: string): Promise<SavedFilter | null>
  /** False where the person has one of this name. */
  add(filter: SavedFilter): Promise<boolean>
  /** Writes name and query; false where another of theirs has the name, or this one has changed since. */
  change(filter: SavedFilter): Promise<boolean>
  remove(person: string, id: string): Promise<void>
}
