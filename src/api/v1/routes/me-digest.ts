import { z } from 'zod'
import { openAsks } from '../../../cases/asks.ts'
import { type CaseRecord, ended, type State } from '../../../cases/case.ts'
import { lineOf } from '../../../cases/lists.ts'
import { pressing } from '../../../deadlines/digest.ts'
import { digestText } from '../../../feedback/digest.ts'
import type { Ground } from '../../../grid/ground.ts'
import { isDirector } from '../../../rights/policy.ts'
import type { ApiParts } from '../ports.ts'
import { presentCaseLine } from '../presenters/case-line.ts'
import { type ApiRoute, personAsking, type Request, route } from '../route.ts'
import { caseLine, timeOrNull } from '../shapes/case-line.ts'
import { wordsFor } from '../withheld.ts'
import { sightAsking } from '../sights.ts'
import { followUpShape, followUpsShown } from './follow-ups.ts'
import { ledgerTaskShape, presentTask, tasksInSight } from './ledger-tasks.ts'

const most = 100
const atWork: ReadonlySet<State> = new Set<State>(['dispatched', 'in_progress'])

const digest = z.object({
  says: z.string().nullable().describe('同早上的汇总：超期、今天到期、今天时间过半的；没有就是空'),
  ...{ overdue: z.array(caseLine), today: z.array(caseLine), half: z.array(caseLine) },
  rest: z.int().describe('手上其余的件数'),
  ...{ toVerify: z.array(caseLine), toDecide: z.array(caseLine).describe('等值班人员、主任定的') },
  assisting: z.array(caseLine.extend({ task: z.string().nullable(), taskDueAt: timeOrNull })),
  tasks: z.array(ledgerTaskShape).describe('例会议定、领导批示里我负责的'),
  followUps: z.array(followUpShape).describe('交给我的回访、走访、电话'),
  approvals: z.int().describe('等主任批准的申请'),
})

/** Why a case waits for this person; one that they both handle and decide is theirs to handle. */
function whyWaits(record: CaseRecord, person: string, ground: Ground, now: Date) {
  if (record.handler?.person === person) return pressing(record, ground, now) ?? 'rest'
  if (record.verifier?.person === person && record.state === 'resolved') return 'toVerify'
  const decides = openAsks(record).length > 0 || record.extensionAsked !== null || !atWork.has(record.state)
  return decides ? 'toDecide' : 'assisting'
}

/** What they help with and have not done yet (3.9), the nearest due first. */
async function assisting(asked: Request, { stores, ground }: ApiParts) {
  const person = personAsking(asked)
  const found = await stores.caseLists.page({
    ...{ sight: sightAsking(asked, ground()), assistant: person, states: ['dispatched', 'in_progress'] },
    ...{ sort: 'due', descending: false, after: null, most },
  })
  return found.flatMap((record) => {
    const own = record.assistants.find((one) => one.person === person)
    if (own === undefined || own.doneAt !== undefined || ended.has(record.state)) return []
    const task = wordsFor(asked.caller, record, own.task ?? null, ground())
    const taskDueAt = own.dueAt ?? null
    return [{ ...presentCaseLine(lineOf(record), ground(), asked), task, taskDueAt }]
  })
}

/** Everything that waits for the caller, as the morning's digest puts it (5.5), and what no message counts. */
export const readDigestRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readDigest', method: 'get', path: '/me/digest', chapter: '案件' },
    says: '我的汇总：超期、今天到期、待核实、待定、协办、议定事项、回访',
    who: { posts: 'staff' },
    answer: digest,
    async look(asked) {
      const { stores, moves } = parts
      const ground = parts.ground()
      const [person, { now }] = [personAsking(asked), asked]
      const waiting = await moves.waitingFor(person)
      const why = new Map(waiting.map((record) => [record, whyWaits(record, person, ground, now)]))
      const those = (wanted: ReturnType<typeof whyWaits>): readonly CaseRecord[] =>
        waiting.filter((record) => why.get(record) === wanted)
      const lines = (wanted: ReturnType<typeof whyWaits>) =>
        those(wanted).map((record) => presentCaseLine(lineOf(record), ground, asked))
      const tasks = await stores.ledgerTasks.list({ owner: person, done: false, most })
      const followUps = await stores.office.followUps({
        ...{ done: false, caseId: null, assignee: person, after: null, most },
      })
      const asks = isDirector(person, ground.directory)
        ? await stores.approvals.list({ askedBy: null, state: 'asked', most })
        : []
      const handled = waiting.filter((record) => record.handler?.person === person)
      return {
        body: {
          says: digestText(handled, ground, now),
          ...{ overdue: lines('overdue'), today: lines('today'), half: lines('half') },
          rest: those('rest').length,
          ...{ toVerify: lines('toVerify'), toDecide: lines('toDecide') },
          assisting: await assisting(asked, parts),
          tasks: (await tasksInSight(tasks, asked, stores, ground)).map((task) =>
            presentTask(task, ground, now),
          ),
          followUps: await followUpsShown(followUps, asked, parts),
          approvals: asks.length,
        },
      }
    },
  })
