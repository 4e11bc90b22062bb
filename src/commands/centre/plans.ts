import type { Pool } from '../../db/connect.ts'
import { makeStores } from '../../db/stores.ts'
import { type Askers, heard, hotQuestions, type Statement } from './questions.ts'

const plainSpaces = (sql: string): string => sql.replaceAll(/\s+/gu, ' ').trim()

/** The columns of a case say nothing about the plan. */
const shortened = (sql: string): string =>
  plainSpaces(sql).replace(/^SELECT (.{160})[\s\S]*? FROM /u, 'SELECT $1 … FROM ')

async function planOf(pool: Pool, { sql, values }: Statement): Promise<string> {
  const lines: { 'QUERY PLAN': string }[] = await pool.query(
    `EXPLAIN (ANALYZE, BUFFERS OFF, SUMMARY OFF) ${sql}`,
    [...values],
  )
  return lines.map((line) => line['QUERY PLAN']).join('\n')
}

/** The plans of what is asked most, as a page of docs: each statement with what the server did for it. */
export async function plansPage(pool: Pool, askers: Askers): Promise<string> {
  const parts: string[] = []
  for (const [name, ask] of Object.entries(hotQuestions)) {
    const statements = await heard(pool, () => ask(makeStores(pool.manager), askers))
    const seen = new Set<string>()
    parts.push(`## ${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`)
    for (const statement of statements) {
      // The tabs ask the same for each state.
      if (seen.has(statement.sql)) continue
      seen.add(statement.sql)
      const plan = await planOf(pool, statement)
      parts.push(`\`\`\`sql\n${shortened(statement.sql)}\n\`\`\``, `\`\`\`text\n${plan}\n\`\`\``)
    }
  }
  return `${parts.join('\n\n')}\n`
}
