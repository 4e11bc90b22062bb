import type { Ground } from '../grid/ground.ts'
import type { PostName } from '../grid/town.ts'
import { Refusal } from '../kernel/errors.ts'
import type { RefusalCode } from '../kernel/errors.ts'
import { recusedFrom } from '../routing/recusal.ts'
import type { CaseRecord, State } from './case.ts'
import { communityOfCase } from './community.ts'
import type { Actor, Move } from './event.ts'
import { carryChecks } from './lifecycle-carries.ts'
import { conditionChecks, lastMove, limitChecks } from './lifecycle-limits.ts'
import { moveNames, stateNames, whoNames } from './lifecycle-names.ts'
import {
  type Asked,
  type Carried,
  type Carry,
  limitsOfTheCase,
  type MoveEvidence,
  type MoveLimit,
  type Row,
  type Who,
} from './lifecycle-row.ts'
import { assists } from './conference.ts'
import { lifecycle } from './lifecycle-table.ts'
import { lastAct } from './undoing.ts'
import { verifyTable } from './lifecycle-verify.ts'
import { toldOfEmergency } from './told.ts'

verifyTable(lifecycle)

export interface AllowedMove {
  ok: true
  to: State
  /** The post or part in which the actor may do it: what the event should say, whatever the actor claimed. */
  as: Actor['post']
  rule: string
}

interface Refused {
  ok: false
  refusal: Refusal
}

export type MoveAnswer = AllowedMove | Refused

const refusal = (
  code: RefusalCode,
  says: string,
  { record, carried, actor }: Asked,
  limit: MoveLimit | null = null,
  lacks: Carry | null = null,
): Refused => ({
  ok: false,
  refusal: new Refusal(code, says, {
    move: carried.move,
    state: record?.state ?? null,
    number: record?.number ?? null,
    by: actor.by,
    limit,
    lacks,
  }),
})

const holds = (person: string, post: PostName, { ground }: Asked): boolean =>
  ground.directory.holdings(person).some((holding) => holding.post === post)

/** Of the case's own community, not of the neighbours'. */
function leadsCommunity({ actor, record, ground: { directory } }: Asked): boolean {
  const community = record === null ? null : communityOfCase(record, directory)
  return directory
    .holdings(actor.by)
    .some(({ post, area }) => post === 'community_lead' && area === community)
}

/** 3.7: where nobody qualified as verifier the director, last in that line, may. */
function isVerifier(asked: Asked): boolean {
  const { record, actor } = asked
  const verifier = record?.verifier ?? null
  return verifier === null ? holds(actor.by, 'director', asked) : verifier.person === actor.by
}

/** Whether the actor is whom the row names: by the case and the directory, never by what the actor says. */
function is(who: Who, asked: Asked): boolean {
  const { actor, record } = asked
  if (who === 'bot' || who === 'clock') return actor.post === who
  if (who === 'bot_by_2.5') return is('bot', asked) && asked.evidence.botMayFile === true
  if (actor.post === 'bot' || actor.post === 'clock') return false
  switch (who) {
    case 'handler':
      return record?.handler?.person === actor.by
    case 'verifier':
      return isVerifier(asked)
    case 'reporter':
      return record?.reporters.some(({ key, withdrawn }) => key === actor.by && !withdrawn) ?? false
    case 'assistant':
      return record !== null && assists(actor.by, record)
    case 'told':
      return record !== null && toldOfEmergency(actor.by, record, asked.ground.directory)
    case 'assigned':
      return asked.evidence.assigned === actor.by
    case 'mover':
      return lastMove(asked)?.actor.by === actor.by
    case 'community_lead':
      return leadsCommunity(asked)
    case 'duty_officer':
    case 'director':
    case 'township_lead':
    case 'supervisor':
      return holds(actor.by, who, asked)
  }
}

function postOf(who: Who, { record, actor }: Asked): Actor['post'] {
  if (who === 'handler') return record?.handler?.post ?? actor.post
  if (who === 'verifier') return record?.verifier?.post ?? 'director'
  if (who === 'bot_by_2.5') return 'bot'
  if (who === 'mover' || who === 'told' || who === 'assistant' || who === 'assigned') return actor.post
  return who
}

/** Somebody who claims a post that is not theirs is refused, even where another post would do (10.1). */
function claimsFalsely({ actor, record, ground }: Asked): boolean {
  if (actor.post === 'bot' || actor.post === 'clock') return actor.by !== actor.post
  if (actor.post === 'reporter') return false
  const assigned = [record?.handler, record?.verifier, ...(record?.assistants ?? [])]
  return (
    !assigned.some((one) => one?.person === actor.by && one.post === actor.post) &&
    !ground.directory.holdings(actor.by).some(({ post }) => post === actor.post)
  )
}

function target(row: Row, asked: Asked): State | null {
  if (row.to === 'same') return asked.record?.state ?? null
  if (row.to !== 'before') return row.to
  const history = asked.evidence.history ?? []
  return (row.move === 'undo' ? lastAct(history)[0] : history.at(-1))?.from ?? null
}

const isFor = (row: Row, asked: Asked): boolean =>
  (row.when ?? []).every((name) => conditionChecks[name](asked))

function judge(row: Row, who: Who, asked: Asked): MoveAnswer {
  const { record } = asked
  for (const name of row.carries ?? []) {
    const missing = carryChecks[name](asked)
    if (missing !== null) return refusal('invalid', missing, asked, null, name)
  }
  if (record !== null) {
    for (const name of row.limits ?? []) {
      const objection = limitChecks[name]({ ...asked, record, as: who })
      if (objection !== null) return refusal(objection.code, objection.says, asked, name)
    }
  }
  const to = target(row, asked)
  if (to === null) return refusal('wrong_state', '没有可以撤销的操作。', asked)
  return { ok: true, to, as: postOf(who, asked), rule: row.rule }
}

/** A move as it stands behind 不能: never 不能不予受理. */
const deed = (move: Move): string => (move === 'refuse' ? '按不予受理办' : moveNames[move])

/** Says who may, so that the person knows whom to turn to; '' where nobody is named. */
function byWhom(rows: readonly Row[]): string {
  const people = [...new Set(rows.flatMap(({ who }) => who.map((one) => whoNames[one])))].filter(
    (one) => one !== '',
  )
  const listed = [people.slice(0, -1).join('、'), ...people.slice(-1)].filter((one) => one !== '').join('或')
  return listed === '' ? '' : `，要由${listed}来办`
}

/** In which states the move is made at all, so that the person knows what has to happen first. */
function whenThen(rows: readonly Row[]): string {
  const froms = new Set(rows.flatMap(({ from }) => from))
  const names = [...froms].flatMap((state) => (state === null ? [] : [`“${stateNames[state]}”`]))
  return names.length === 0 ? '' : `，${names.join('、')}的才可以`
}

const byMove = Map.groupBy(lifecycle, ({ move }) => move)

/**
 * The rows by which this actor may make the move on the case as it stands, or why there is none; put into words only
 * where somebody hears it, since most who ask for what they may do are refused most.
 */
function open(asked: Asked): { rows: readonly { row: Row; who: Who }[] } | { refused: () => Refused } {
  const { record, carried, actor, ground } = asked
  const name = deed(carried.move)
  const rows = byMove.get(carried.move) ?? []
  if (claimsFalsely(asked))
    return { refused: () => refusal('forbidden', `您没有这个岗位，不能${name}${byWhom(rows)}。`, asked) }
  const fits = (row: Row): boolean => row.from.includes(record?.state ?? null) && isFor(row, asked)
  const forState = rows.filter(fits)
  const allowed = rows.flatMap((row) => row.who.filter((who) => is(who, asked)).map((who) => ({ row, who })))
  if (!allowed.some(({ row }) => forState.length === 0 || fits(row)))
    return {
      refused: () =>
        refusal('forbidden', `您不能${name}这件${byWhom(forState.length > 0 ? forState : rows)}。`, asked),
    }
  const recused = recusedFrom(record?.about ?? [], ground.directory).has(actor.by)
  const free = allowed.filter(({ who }) => who === 'reporter' || !recused)
  if (free.length === 0)
    return { refused: () => refusal('forbidden', '这件涉及您本人或您的单位，请回避。', asked) }
  const fitting = free.filter(({ row }) => fits(row))
  const state = record === null ? '还没登记' : stateNames[record.state]
  if (fitting.length === 0)
    return {
      refused: () =>
        refusal(
          'wrong_state',
          `这件现在是“${state}”，不能${name}${whenThen(free.map(({ row }) => row))}。`,
          asked,
        ),
    }
  return { rows: fitting }
}

/**
 * Whether a case may make a move (2.1): one answer for every door. It looks first who asks, then where the case stands,
 * then at what came along, then at the limits, and refuses with one Chinese sentence; nothing is changed here.
 * Who asks is judged by the case and the directory; the post an actor claims is only checked, never believed.
 * `record` is null for `receive` alone. A recused person may do nothing at all but what any reporter may (3.5).
 */
export function checkMove(
  record: CaseRecord | null,
  carried: Carried,
  mover: { actor: Actor },
  ground: Ground,
  now: Date,
  evidence: MoveEvidence = {},
): MoveAnswer {
  const asked: Asked = { record, carried, actor: mover.actor, ground, now, evidence }
  const found = open(asked)
  if ('refused' in found) return found.refused()
  const answers = found.rows.map(({ row, who }) => judge(row, who, asked))
  return answers.reduce((first, next) => (first.ok || !next.ok ? first : next))
}

/**
 * The right to make a move on a case where it stands, before anything is worked out that the move would carry: so that
 * a person without it hears that, and nothing about the case. Throws the Refusal.
 */
export function requireRight(
  record: CaseRecord,
  move: Move,
  mover: { actor: Actor },
  ground: Ground,
  now: Date,
): void {
  const carried: Carried = { move, facts: {}, words: null }
  const found = open({ record, carried, actor: mover.actor, ground, now, evidence: {} })
  if ('refused' in found) throw found.refused().refusal
}

/**
 * Whether a person may make a move on a case where it stands, in whatever post: for a list of what they may do. What the
 * move must carry, and who else must agree, is told only when it is asked for; a move that would be refused whatever it
 * carried is none of them.
 */
export function mayMove(
  person: string,
  record: CaseRecord,
  move: Move,
  ground: Ground,
  now: Date,
  evidence: MoveEvidence = {},
): boolean {
  const posts = [
    ...[record.handler, record.verifier].filter((one) => one?.person === person).map((one) => one?.post),
    ...ground.directory.holdings(person).map(({ post }) => post),
  ].filter((post) => post !== undefined)
  const carried: Carried = { move, facts: {}, words: null }
  return posts.some((post) => {
    const asked: Asked = { record, carried, actor: { by: person, post }, ground, now, evidence }
    const found = open(asked)
    const stands = (name: MoveLimit, as: Who): boolean =>
      limitsOfTheCase.has(name) && limitChecks[name]({ ...asked, record, as }) !== null
    return (
      'rows' in found && found.rows.some(({ row, who }) => !row.limits?.some((name) => stands(name, who)))
    )
  })
}

/** As `checkMove`, for a caller inside a transaction: throws the Refusal. */
export function requireMove(...asked: Parameters<typeof checkMove>): AllowedMove {
  const answer = checkMove(...asked)
  if (!answer.ok) throw answer.refusal
  return answer
}
