import type { TownInForce, TownStore } from '../../src/grid/ports.ts'

/** A store in memory that keeps every revision. */
export function memoryTownStore(): TownStore & { revisions: TownInForce[]; by: string[] } {
  const revisions: TownInForce[] = []
  const by: string[] = []
  return {
    revisions,
    by,
    hold: async () => undefined,
    load: async () => revisions.at(-1) ?? null,
    latest: async () => revisions.at(-1)?.revision ?? null,
    save: async (town, rules, who) => {
      revisions.push({ town, rules, revision: revisions.length + 1 })
      by.push(who)
      return revisions.length
    },
  }
}
