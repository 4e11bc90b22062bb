import { ended, states } from '../../cases/case.ts'
import type { Pool } from '../../db/connect.ts'
import type { Stores } from '../../db/stores.ts'
import type { Ground } from '../../grid/ground.ts'
import type { PostName } from '../../grid/town.ts'
import { type Sight, sightOf } from '../../rights/policy.ts'
import { lastAt } from './ground.ts'

/** One statement as the database was asked it. */
export interface Statement {
  sql: string
  values: readonly unknown[]
}

/** Who asks, and for which case. */
export interface Askers {
  officer: Sight
  lead: Sight
  known: { id: string; number: string }
}

/** Holders of the posts that ask most; a town without them is asked nothing. */
export function askersIn({ directory }: Ground, known: Askers['known']): Askers {
  const sight = (post: PostName, area?: string): Sight => {
    const held = directory.data.posts.find((one) => one.post === post && (area ?? one.area) === one.area)
    const [person] = held?.holders ?? []
    if (person === undefined) throw new RangeError(`nobody is ${post}`)
    return sightOf(person, directory)
  }
  return { officer: sight('duty_officer'), lead: sight('grid_lead', 'G7-3'), known }
}

type Question = (stores: Stores, askers: Askers) => Promise<unknown>

const open = states.filter((state) => !ended.has(state))
const page = { sort: 'received', descending: true, after: null, most: 51 } as const
const byDue = { ...page, sort: 'due', descending: false } as const

/** What is asked most, by every morning's desks and by every message; in the words of the program's own stores. */
export const hotQuestions: Readonly<Record<string, Question>> = {
  'the list': ({ caseLists }, { officer }) => caseLists.lines({ sight: officer, ...page }),
  'the list of a grid lead': ({ caseLists }, { lead }) => caseLists.lines({ sight: lead, ...page }),
  'open cases by due time': ({ caseLists }, { officer }) =>
    caseLists.lines({ sight: officer, ...byDue, states: open }),
  'what is overdue': ({ caseLists }, { officer }) =>
    caseLists.lines({ sight: officer, ...byDue, overdueAt: lastAt }),
  'cases that people were not content with': ({ caseLists }, { officer }) =>
    caseLists.lines({ sight: officer, ...page, rating: 'dissatisfied' }),
  'words anywhere in a case': ({ caseLists }, { officer }) =>
    caseLists.lines({ sight: officer, ...page, words: '电梯 漏水' }),
  'counts of the tabs': ({ caseLists }, { lead }) => caseLists.counts({ sight: lead }, lastAt, 1_000),
  'what waits for somebody': ({ cases }) =>
    cases.find({ handler: 'grid_lead-G7-3', states: ['dispatched', 'in_progress'], most: 50 }),
  'wishes for more time': ({ cases }) =>
    cases.find({ states: ['in_progress'], extensionAsked: true, most: 50 }),
  'one case by its number': ({ cases }, { known }) => cases.byNumber(known.number),
  'the events of a case': ({ events }, { known }) => events.ofCase(known.id),
  'all that lies with a case': ({ caseLists }, { known }) => caseLists.history(known.id),
  'who a session belongs to': ({ sessions }) => sessions.byToken('0'.repeat(64)),
  'cases of one reporter': ({ cases }) => cases.find({ reporter: 'r17', most: 20 }),
  'a message that has come before': ({ messages }) => messages.byPlatformId('m-1'),
  'messages that nobody has settled': ({ messages }) => messages.unsettled(),
  'the next timer': ({ timers }) => timers.next(),
  'the figures of a month': ({ ledger }, { officer }) =>
    ledger.sums({ from: '2026-10-01', to: '2026-11-01', by: 'grid', sight: officer }),
}

/** Everything that is asked of the database while `work` runs. */
export async function heard(pool: Pool, work: () => Promise<unknown>): Promise<readonly Statement[]> {
  const said: Statement[] = []
  const { logger } = pool
  pool.logger = {
    ...logger,
    logQuery: (sql: string, values: unknown[] = []) => void said.push({ sql, values }),
  }
  try {
    await work()
  } finally {
    pool.logger = logger
  }
  return said.filter(({ sql }) => /^\s*(?:SELECT|WITH)\b/iu.test(sql))
}
