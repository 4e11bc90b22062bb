/** What tells two leaves apart that share their words. Every pattern is bounded; `add` may be negative. */
export interface LeafRule {
  leaf: string
  when: RegExp
  add: number
  why: string
}
