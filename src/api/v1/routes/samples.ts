import { z } from 'zod'
import type { CaseRecord } from '../../../cases/case.ts'
import { lineOf } from '../../../cases/lists.ts'
import type { Ground } from '../../../grid/ground.ts'
import { addHours } from '../../../kernel/clock.ts'
import { Refusal } from '../../../kernel/errors.ts'
import { periodNamed } from '../../../ledger/periods.ts'
import { drawSample } from '../../../ledger/sample.ts'
import type { LedgerTask } from '../../../ledger/task.ts'
import { inSight } from '../../../rights/policy.ts'
import { dayOf } from '../../../worktime/zone.ts'
import { audited } from '../audited.ts'
import type { ApiParts, ApiStores } from '../ports.ts'
import { presentCaseLine } from '../presenters/case-line.ts'
import { type ApiRoute, personAsking, type Request, route } from '../route.ts'
import { caseLine } from '../shapes/case-line.ts'
import { time, words } from '../shapes/people.ts'
import { sightAsking } from '../sights.ts'

const chapter = '明查暗访'
const month = z.string().regex(/^20\d{2}-(?:0[1-9]|1[0-2])$/u)

const finding = z.object({
  at: time,
  by: z.string(),
  byName: z.string(),
  words: z.string(),
})

/** The month's sample, in its order: the same for whoever asks, but for what is about the one who asks (3.5). */
async function sampleOf(
  asked: string,
  request: Request,
  stores: Pick<ApiStores, 'ledger' | 'cases'>,
  ground: Ground,
): Promise<{ closed: number; drawn: number; records: readonly CaseRecord[] }> {
  const period = periodNamed(asked)
  if (period === null || period.to > dayOf(request.now, ground.calendar.zone))
    throw new Refusal('invalid', '这个月还没有过完，过完再抽。')
  const closings = await stores.ledger.closings(period.from, period.to, ground.calendar.zone)
  const drawn = drawSample(closings, asked, ground.rulebook.assessment.sampleShare)
  const records: CaseRecord[] = []
  for (const { caseId } of drawn) {
    const record = await stores.cases.byId(caseId)
    if (record !== null && inSight(sightAsking(request, ground), record)) records.push(record)
  }
  return { closed: closings.length, drawn: drawn.length, records }
}

const idOf = (asked: string, record: CaseRecord): string => `sample:${asked}:${record.id}`

const shownFinding = (task: LedgerTask | undefined, { directory }: Ground): z.input<typeof finding> | null =>
  task === undefined
    ? null
    : {
        ...{ at: task.givenAt.toISOString(), by: task.givenBy, byName: directory.nameOf(task.givenBy) },
        words: task.words,
      }

/** The supervisor's random share of the closed cases of a month that is over (9.6). */
export const readSampleRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readSample', method: 'get', path: '/samples/{month}', chapter },
    says: '督查抽查：上月结案的随机5%，谁来抽都是同样的',
    who: { posts: ['supervisor', 'director'] },
    params: z.strictObject({ month }),
    answer: z.object({
      ...{ month: z.string(), closed: z.int(), drawn: z.int(), lookedAt: z.int() },
      cases: z.array(caseLine.extend({ finding: finding.nullable() })),
    }),
    async look(asked) {
      const { closed, drawn, records } = await sampleOf(asked.params.month, asked, stores, ground())
      const found = await stores.ledgerTasks.list({
        ...{ kind: 'sample', subject: asked.params.month, done: null, most: 10_000 },
      })
      const cases = records.map((record) => ({
        ...presentCaseLine(lineOf(record), ground(), asked),
        finding: shownFinding(
          found.find(({ id }) => id === idOf(asked.params.month, record)),
          ground(),
        ),
      }))
      const lookedAt = cases.filter((one) => one.finding !== null).length
      return { body: { month: asked.params.month, closed, drawn, lookedAt, cases } }
    },
  })

/** What was found at one case of the sample; said once. */
export const keepFindingRoute = ({ ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'keepFinding', method: 'post', path: '/samples/{month}/{number}', chapter },
    says: '记下抽查一件的结果',
    who: { posts: ['supervisor', 'director'] },
    params: z.strictObject({ month, number: words(40) }),
    body: z.strictObject({ words: words(500).describe('看到什么、是否属实') }),
    ...{ answer: finding, status: 201 },
    async change(asked, stores) {
      const { month: of, number } = asked.params
      const { records } = await sampleOf(of, asked, stores, ground())
      const record = records.find((one) => one.number === number)
      if (record === undefined) throw new Refusal('not_found', '这个月的抽查里没有这一件。')
      const person = personAsking(asked)
      const task: LedgerTask = {
        ...{ id: idOf(of, record), kind: 'sample', subject: of, caseId: record.id, words: asked.body.words },
        ...{ owner: person, givenBy: person, givenAt: asked.now, dueAt: addHours(asked.now, 24) },
        ...{ doneAt: asked.now, doneBy: person, result: asked.body.words, version: 1 },
      }
      if (!(await stores.ledgerTasks.add(task))) throw new Refusal('conflict', '这一件已经看过并记下了。')
      await audited(stores.audit, asked, 'sample.looked_at', { subject: number, after: { month: of } })
      const shown = shownFinding(task, ground())
      if (shown === null) throw new TypeError('a finding that was just made is there')
      return { body: shown }
    },
  })
