/**
 * What people say about one leaf of the category table. Words are separated by white space.
 * `phrases` name the matter by themselves, `things` its object, `hints` point to it weakly,
 * `troubles` are what goes wrong with just these things (they count beside a thing or a hint).
 */
export interface LeafWords {
  leaf: string
  phrases: string
  things: string
  hints?: string
  troubles: string
}
