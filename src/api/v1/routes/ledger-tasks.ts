import { z } from 'zod'
import type { Ground } from '../../../grid/ground.ts'
import type { PostName } from '../../../grid/town.ts'
import { instant } from '../../../kernel/clock.ts'
import { Refusal } from '../../../kernel/errors.ts'
import {
  finishLedgerTask,
  type LedgerTask,
  ledgerTaskKinds,
  ledgerTaskTimer,
  newLedgerTask,
} from '../../../ledger/task.ts'
import { taskDoneNotices, taskGivenNotices } from '../../../ledger/task-notices.ts'
import type { CaseRecord } from '../../../cases/case.ts'
import { inSight, sightOf } from '../../../rights/policy.ts'
import { confidentialMatter } from '../../../wording/staff.ts'
import { RequestFault } from '../../problems.ts'
import { audited } from '../audited.ts'
import type { ApiParts, ApiStores } from '../ports.ts'
import { type ApiRoute, personAsking, type Request, route } from '../route.ts'
import { code, time, words } from '../shapes/people.ts'
import { caseInSight, sightAsking } from '../sights.ts'
import { wordsFor } from '../withheld.ts'
import { caseParams } from './cases-read.ts'

const chapter = '例会与批示'

/** Who sees all that was decided, and may write down what was. */
export const meetingPosts: readonly PostName[] = ['director', 'duty_officer', 'supervisor', 'township_lead']

export const ledgerTaskShape = z.object({
  id: z.string(),
  kind: z.enum(ledgerTaskKinds),
  subject: z.string().describe('哪个月的例会，或哪一件案件'),
  words: z.string(),
  ...{ owner: z.string(), ownerName: z.string(), givenBy: z.string(), givenByName: z.string() },
  ...{ givenAt: time, dueAt: time, overdue: z.boolean() },
  doneAt: time.nullable(),
  result: z.string().nullable(),
  version: z.int(),
})

export function presentTask(
  task: LedgerTask,
  { directory }: Ground,
  now: Date,
): z.input<typeof ledgerTaskShape> {
  const { id, kind, subject, owner, givenBy, givenAt, dueAt, doneAt, result, version } = task
  return {
    ...{ id, kind, subject, words: task.words, owner, givenBy, result, version },
    ...{ ownerName: directory.nameOf(owner), givenByName: directory.nameOf(givenBy) },
    ...{ givenAt: givenAt.toISOString(), dueAt: dueAt.toISOString() },
    doneAt: doneAt?.toISOString() ?? null,
    overdue: doneAt === null && dueAt < now,
  }
}

/**
 * One about a case, as the caller may read it: not at all where they keep out of the case or have nothing to do with the
 * task; whoever has or gave it reads its words, and the case's number only where they may look it up, or it is no secret.
 */
function taskFor(task: LedgerTask, record: CaseRecord, asked: Request, ground: Ground): LedgerTask | null {
  const person = personAsking(asked)
  const sight = sightAsking(asked, ground)
  const own = task.owner === person || task.givenBy === person
  if (record.about.some((code) => sight.keepsOutOf.includes(code))) return null
  const seen = inSight(sight, record)
  if (own) return seen || !record.confidential ? task : { ...task, subject: confidentialMatter() }
  if (!seen) return null
  const words = wordsFor(asked.caller, record, task.words, ground)
  return { ...task, words, result: wordsFor(asked.caller, record, task.result, ground) }
}

/** Tasks as the caller may read them; those about a case by their sight of that case (3.5, 9.7). */
export async function tasksInSight(
  tasks: readonly LedgerTask[],
  asked: Request,
  { cases }: Pick<ApiStores, 'cases'>,
  ground: Ground,
): Promise<readonly LedgerTask[]> {
  const seen: LedgerTask[] = []
  for (const task of tasks) {
    const record = task.caseId === null ? null : await cases.byId(task.caseId)
    const shown = record === null ? task : taskFor(task, record, asked, ground)
    if (shown !== null) seen.push(shown)
  }
  return seen
}

const wish = {
  words: words(500).describe('要做什么'),
  dueAt: z.iso.datetime({ offset: true }).transform((said) => instant(said)),
}

/** Keeps a task, sets the clock of its due time, and tells its owner. */
async function give(
  task: LedgerTask,
  asked: Request,
  stores: ApiStores,
  ground: Ground,
  number = task.subject,
): Promise<z.input<typeof ledgerTaskShape>> {
  await stores.ledgerTasks.add(task)
  await stores.timers.set({
    ...{ key: `ledger_task:${task.id}`, kind: ledgerTaskTimer, runAt: task.dueAt, hold: false },
    ...{ caseId: null, facts: { task: task.id } },
  })
  for (const notice of taskGivenNotices({ ...task, subject: number }, ground, asked.now))
    await stores.outbox.put(notice)
  await audited(stores.audit, asked, 'task.given', {
    subject: task.id,
    after: { kind: task.kind, of: task.subject, owner: task.owner, due: task.dueAt.toISOString() },
  })
  return presentTask(task, ground, asked.now)
}

/** What somebody must do or has given to do; all of it for the posts that sit in the meeting. */
export const listLedgerTasksRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listLedgerTasks', method: 'get', path: '/tasks', chapter },
    says: '例会议定事项与领导批示：我负责的、我交办的，或全部',
    who: { posts: 'staff' },
    query: z.strictObject({
      of: z.enum(['mine', 'given', 'all']).default('mine'),
      done: z.enum(['true', 'false', 'any']).default('false'),
      kind: z.enum(ledgerTaskKinds).optional(),
      subject: words(40).optional(),
    }),
    answer: z.object({ tasks: z.array(ledgerTaskShape) }),
    async look(asked) {
      const { of, done, kind, subject } = asked.query
      const person = personAsking(asked)
      const { directory } = ground()
      if (of === 'all' && !directory.holdings(person).some(({ post }) => meetingPosts.includes(post)))
        throw new RequestFault('not_allowed')
      const found = await stores.ledgerTasks.list({
        ...(of === 'mine' ? { owner: person } : {}),
        ...(of === 'given' ? { givenBy: person } : {}),
        ...(kind === undefined ? {} : { kind }),
        ...(subject === undefined ? {} : { subject }),
        ...{ done: done === 'any' ? null : done === 'true', most: 500 },
      })
      const seen = await tasksInSight(found, asked, stores, ground())
      return { body: { tasks: seen.map((task) => presentTask(task, ground(), asked.now)) } }
    },
  })

/** What the month's meeting has decided, each with an owner and a due time (9.4). */
export const decideRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'keepDecision', method: 'post', path: '/briefs/{month}/decisions', chapter },
    says: '记下例会议定的一项：责任人、时限；带入下月简报',
    who: { posts: meetingPosts },
    params: z.strictObject({ month: z.string().regex(/^20\d{2}-(?:0[1-9]|1[0-2])$/u) }),
    body: z.strictObject({ ...wish, owner: code }),
    ...{ answer: ledgerTaskShape, status: 201 },
    async change(asked, stores) {
      const { words: said, owner, dueAt } = asked.body
      const given = { kind: 'decision', subject: asked.params.month, record: null } as const
      const task = newLedgerTask(
        { ...given, words: said, owner, dueAt },
        personAsking(asked),
        parts.ground(),
        asked.now,
      )
      const body = await give(task, asked, stores, parts.ground())
      return {
        body,
        version: task.version,
        after: () => {
          parts.poke()
        },
      }
    },
  })

/** 批示: the leadership's word on a case, with a due time, followed as a task; the case itself is not touched. */
export const instructRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'instruct', method: 'post', path: '/cases/{number}/instructions', chapter },
    says: '领导批示一件案件：交给经办人（或写明的责任人），到期提醒',
    who: { posts: ['director', 'township_lead'] },
    params: caseParams,
    body: z.strictObject({ ...wish, owner: code.optional().describe('不写是经办人') }),
    ...{ answer: ledgerTaskShape, status: 201 },
    async change(asked, stores) {
      const ground = parts.ground()
      const record = await caseInSight(asked.params.number, asked, stores.cases, ground)
      const owner = asked.body.owner ?? record.handler?.person
      if (owner === undefined) throw new Refusal('invalid', '这件还没有经办人，请写明责任人。')
      const { words: said, dueAt } = asked.body
      const given = { kind: 'instruction', subject: record.number, record } as const
      const task = newLedgerTask(
        { ...given, words: said, owner, dueAt },
        personAsking(asked),
        ground,
        asked.now,
      )
      const known = !record.confidential || inSight(sightOf(owner, ground.directory), record)
      const body = await give(task, asked, stores, ground, known ? record.number : confidentialMatter())
      return {
        body,
        version: task.version,
        after: () => {
          parts.poke()
        },
      }
    },
  })

/** Done: with what came of it; whoever gave it hears. */
export const finishLedgerTaskRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'finishLedgerTask', method: 'post', path: '/tasks/{id}/done', chapter },
    says: '办结一项议定事项或批示，写明结果',
    who: { posts: 'staff' },
    params: z.strictObject({ id: words(100) }),
    body: z.strictObject({ result: words(500) }),
    ...{ answer: ledgerTaskShape, needsVersion: true },
    async change(asked, stores) {
      const person = personAsking(asked)
      const task = await stores.ledgerTasks.byId(asked.params.id)
      const own = task !== null && (task.owner === person || task.givenBy === person)
      const ground = parts.ground()
      const [shown] = own ? await tasksInSight([task], asked, stores, ground) : []
      if (task === null || shown === undefined) throw new Refusal('not_found', '没有这一项。')
      if (task.version !== asked.version) throw new RequestFault('version_stale')
      const done = finishLedgerTask(task, asked.body.result, person, asked.now)
      if (!(await stores.ledgerTasks.save(done))) throw new RequestFault('version_stale')
      await stores.timers.cancel(`ledger_task:${task.id}`)
      for (const notice of taskDoneNotices(done, ground, asked.now)) await stores.outbox.put(notice)
      await audited(stores.audit, asked, 'task.done', { subject: task.id })
      const kept = { ...done, subject: shown.subject, version: done.version + 1 }
      const body = presentTask(kept, ground, asked.now)
      return {
        body,
        version: kept.version,
        after: () => {
          parts.poke()
        },
      }
    },
  })
