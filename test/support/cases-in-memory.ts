import type { CaseRecord } from '../../src/cases/case.ts'
import type { CaseEvent, NewEvent } from '../../src/cases/event.ts'
import type { CaseFilter } from '../../src/cases/ports.ts'
import type { CaseStores } from '../../src/cases/receive.ts'
import { Refusal } from '../../src/kernel/errors.ts'

export interface CasesInMemory extends CaseStores {
  /** How a case stands; throws where it is unknown. */
  now(id: string): CaseRecord
  /** Everything that happened, with the private words, oldest first. */
  happened: readonly (NewEvent & { id: string })[]
}

/** The promises of the case and event stores without a database or transactions, for what is decided and what is written. */
export function casesInMemory(records: readonly CaseRecord[] = []): CasesInMemory {
  const kept = new Map(records.map((record) => [record.id, record]))
  const happened: (NewEvent & { id: string; seq: number; before: CaseRecord | null })[] = []
  const numbers = new Map<string, number>()
  const known = (id: string): CaseRecord => {
    const record = kept.get(id)
    if (record === undefined) throw new RangeError(`no case ${id}`)
    return record
  }
  const eventOf = ({ words: _, before: __, ...one }: (typeof happened)[number]): CaseEvent => ({
    ...one,
    ...{ wordsDigest: null, previousHash: null, hash: '' },
  })
  const find = ({ reporter, category }: CaseFilter): readonly CaseRecord[] =>
    [...kept.values()]
      .filter((one) => category === undefined || one.category === category)
      .filter(({ reporters }) => reporter === undefined || reporters.some(({ key }) => key === reporter))
      .toSorted((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime())
  const ofCase = (id: string) => happened.filter(({ caseId }) => caseId === id).map(eventOf)
  return {
    now: known,
    happened,
    cases: {
      lock: async (id) => kept.get(id) ?? null,
      byId: async (id) => kept.get(id) ?? null,
      byNumber: async (number) => [...kept.values()].find((one) => one.number === number) ?? null,
      find: async (filter) => find(filter),
      findEach: async (filters) => filters.map(find),
      like: async ({ category }) =>
        [...kept.values()]
          .filter((one) => one.category === category)
          .toSorted((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime()),
      count: async () => kept.size,
      async insert(record) {
        kept.set(record.id, record)
      },
      async update(record) {
        if (known(record.id).version + 1 !== record.version) throw new Refusal('conflict', '已被别人改过。')
        kept.set(record.id, record)
      },
      async addReporter(caseId, reporter) {
        const record = known(caseId)
        kept.set(caseId, { ...record, reporters: [...record.reporters, reporter] })
      },
      async nextNumber(prefix, day) {
        const next = (numbers.get(day) ?? 0) + 1
        numbers.set(day, next)
        return `${prefix}${day}-${String(next).padStart(4, '0')}`
      },
    },
    events: {
      async append(event, before) {
        const seq = ofCase(event.caseId).length + 1
        const one = { ...event, id: `e${String(happened.length + 1)}`, seq, before: before ?? null }
        happened.push(one)
        return eventOf(one)
      },
      ofCase: async (id) => ofCase(id),
      last: async (id) => ofCase(id).at(-1) ?? null,
      words: async (id) => happened.find((one) => one.id === id)?.words ?? null,
      before: async (id) => happened.find((one) => one.id === id)?.before ?? null,
      movedBy: async (person, since) =>
        happened
          .filter(({ actor, at, before }) => actor.by === person && at >= since && before !== null)
          .toReversed()
          .map(eventOf),
      verify: async () => null,
      walk: async () => ({ cases: 0, events: 0, anchors: 0, anchored: null, broken: null }),
    },
  }
}
