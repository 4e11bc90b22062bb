import { addAbortSignal } from 'node:stream'
import { z } from 'zod'
import type { CaseFilters, LedgerCase } from '../../../cases/lists.ts'
import type { Ground } from '../../../grid/ground.ts'
import { areaTitle } from '../../../grid/naming.ts'
import { Refusal } from '../../../kernel/errors.ts'
import { requireApproval } from '../../../rights/approvals.ts'
import { callerName } from '../../../rights/caller.ts'
import { dayOf } from '../../../worktime/zone.ts'
import { caseColumns, columnsWith } from '../../papers/case-columns.ts'
import { ledgerPage } from '../../papers/ledger-page.ts'
import { largeLedgerRows, pageFrom, smallLedger } from '../../papers/ledger-rows.ts'
import { workbook } from '../../papers/xlsx.ts'
import { RequestFault } from '../../problems.ts'
import { filtersAsked } from '../asked-cases.ts'
import { audited } from '../audited.ts'
import type { ApiParts, LedgerPlace } from '../ports.ts'
import { type Answer, type ApiRoute, personAsking, type Request, route } from '../route.ts'
import { caseFilters } from '../shapes/case-filters.ts'
import { words } from '../shapes/people.ts'
import { sightAsking } from '../sights.ts'

/** `approval`: the director's, for exactly these filters; the director too asks for it first, and decides it (9.7). */
const query = caseFilters.omit({ colour: true }).extend({
  private: z.enum(['true', 'false']).default('false').describe('true：带反映人姓名和详细地点，要主任批准'),
  approval: words(64).optional().describe('主任的批准（approvals）的编号'),
})

type Said = z.output<typeof query>
type Asked = Request & { query: Said }

/** What is exported, said so that the director can read it, and the approval and the audit can hold it. */
const factsOf = ({ approval: _a, ...filters }: Said, what: string): Readonly<Record<string, string>> => {
  const said = Object.entries(filters).map(([name, value]): [string, string] => [
    name,
    [value].flat().join(','),
  ])
  return { ...Object.fromEntries<string>(said), export: what }
}

/**
 * Names leave the house with the director's approval alone; who asks without is refused, and nothing is written. A look
 * never gives one: a link that somebody was led to is nobody's word.
 */
async function allowed(asked: Asked, what: string, { unitOfWork, ground }: ApiParts): Promise<void> {
  const { query: said, now } = asked
  const facts = factsOf(said, what)
  await unitOfWork.run(async (stores) => {
    if (said.private === 'true') {
      const shown = said.approval === undefined ? null : { approval: said.approval }
      const wish = { kind: 'export', facts, person: personAsking(asked), shown } as const
      await requireApproval(stores.approvals, wish, ground(), now)
    }
    await audited(stores.audit, asked, 'export.made', { subject: what, after: facts })
  })
}

const mostNamed = 3

/** How far somebody sees: a ledger without an area is no more than theirs, and says so. */
function ownName(asked: Request, ground: Ground): string {
  const { directory } = ground
  const { everywhere, areas, departments } = sightAsking(asked, ground)
  if (everywhere) return directory.township().name
  const tops = areas.filter((one) => !areas.some((other) => other !== one && directory.within(one, other)))
  const names = [
    ...tops.map((code) => areaTitle(directory, code)),
    ...departments.map((code) => directory.departmentName(code)),
  ]
  const more = names.length > mostNamed ? '等' : ''
  return names.length === 0 ? '本人经办事项' : `${names.slice(0, mostNamed).join('、')}${more}`
}

function titleOf(asked: Asked, ground: Ground): string {
  const { area, community, grid, dept } = asked.query
  const where = grid ?? area ?? community
  if (dept !== undefined) return `${ground.directory.departmentName(dept)}台账`
  return `${where === undefined ? ownName(asked, ground) : areaTitle(ground.directory, where)}台账`
}

async function firstPage(
  asked: Asked,
  parts: ApiParts,
  most: number,
): Promise<{ filters: CaseFilters; first: readonly LedgerCase[] }> {
  const filters = filtersAsked(asked.query, asked, parts.ground())
  const first = await parts.stores.caseLists.ledger(pageFrom(filters, null, most))
  if (first.length === 0) throw new Refusal('not_found', '没有符合条件的案件，没有什么可以导出。')
  return { filters, first }
}

/** Taken at once and before anything is noted, so that many who ask in the same moment are not all let in. */
function placeFor(
  { caller }: Request,
  first: readonly LedgerCase[],
  { largeLedgers }: ApiParts,
): LedgerPlace | null {
  if (first.length < largeLedgerRows) return null
  const place = largeLedgers.enter(caller === null ? '' : callerName(caller))
  if (place === null) throw new RequestFault('too_many_requests', { retryAfterSeconds: 15 })
  return place
}

async function asWorkbook(asked: Asked, parts: ApiParts): Promise<Answer<null>> {
  const ground = parts.ground()
  const { filters, first } = await firstPage(asked, parts, largeLedgerRows)
  const place = placeFor(asked, first, parts)
  try {
    await allowed(asked, 'ledger.xlsx', parts)
    const ledger = { filters, privately: asked.query.private === 'true', now: asked.now }
    const rows = place?.write(ledger) ?? smallLedger(ledger, first, ground)
    const title = titleOf(asked, ground)
    const name = `${title}-${dayOf(asked.now, ground.calendar.zone)}.xlsx`
    const content = workbook(title, columnsWith(ledger.privately), rows)
    if (place !== null) {
      addAbortSignal(place.late, content)
      // Also where nobody has asked for the first row: then its writing never began, and never ends.
      content.once('close', () => void place.leave())
    }
    return { body: null, file: { name, content } }
  } catch (error) {
    await place?.leave()
    throw error
  }
}

/** A ledger as Excel (9.1), written while it is read: what the caller has in sight, of any area or department. */
export const exportLedgerRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'exportLedger', method: 'get', path: '/exports/ledger.xlsx', chapter: '台账与文书' },
    says: '台账导出 Excel（筛选同案件列表；会记入审计）',
    who: { posts: 'staff', scope: 'ledger:read' },
    ...{ query, needsProof: { whereQuery: ['private', 'true'] }, answer: null, ownPagesOnly: true },
    sends: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    look: (asked) => asWorkbook(asked, parts),
  })

const printedAtMost = 2_000

/** A ledger on A4, lying, with a column to sign (9.1). */
export const printLedgerRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'printLedger', method: 'get', path: '/exports/ledger.html', chapter: '台账与文书' },
    says: '台账打印页（A4 横向，带签字栏；会记入审计）',
    who: { posts: 'staff' },
    ...{
      query,
      needsProof: { whereQuery: ['private', 'true'] },
      answer: null,
      ownPagesOnly: true,
      sends: 'text/html',
    },
    async look(asked) {
      const ground = parts.ground()
      const { first } = await firstPage(asked, parts, printedAtMost + 1)
      await allowed(asked, 'ledger.html', parts)
      const title = titleOf(asked, ground)
      const ledger = {
        ...{ title, by: ground.directory.nameOf(personAsking(asked)) },
        ...{ records: first.slice(0, printedAtMost), more: first.length > printedAtMost },
      }
      const content = ledgerPage(ledger, asked.query.private === 'true', ground, asked.now)
      return { body: null, file: { name: `${title}.html`, content } }
    },
  })

/** What stands in a ledger, and whose ledgers the caller has: their grids, communities, departments, the township. */
export const listLedgersRoute = ({ ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listLedgers', method: 'get', path: '/ledgers', chapter: '台账与文书' },
    says: '我能看哪些台账，台账有哪些列',
    who: { posts: 'staff', scope: 'ledger:read' },
    answer: z.object({
      ledgers: z.array(
        z.object({
          level: z.enum(['township', 'community', 'grid', 'department']),
          code: z.string(),
          name: z.string(),
          /** Put behind /cases or /exports/ledger.xlsx. */
          filter: z.string(),
        }),
      ),
      columns: z.array(z.object({ key: z.string(), head: z.string(), width: z.int() })),
    }),
    async look(asked) {
      const { directory } = ground()
      const { everywhere, areas, departments } = filtersAsked({}, asked, ground()).sight
      const seen = directory.data.areas.filter(
        ({ code, level }) => level !== 'county' && (everywhere || areas.includes(code)),
      )
      const depts = directory.data.departments.filter(({ code }) => everywhere || departments.includes(code))
      return {
        body: {
          ledgers: [
            ...seen.map(({ code, level }) => ({
              ...{
                level: level as 'township',
                code,
                name: areaTitle(directory, code),
                filter: `area=${code}`,
              },
            })),
            ...depts.map(({ code, name }) => ({
              level: 'department' as const,
              code,
              name,
              filter: `dept=${code}`,
            })),
          ],
          columns: caseColumns.map(({ key, head, width }) => ({ key, head, width })),
        },
      }
    },
  })
