import type { AskKind } from '../cases/ask.ts'
import { asksFor } from '../cases/asks.ts'
import type { CaseRecord } from '../cases/case.ts'
import { mergeCases } from '../cases/merging.ts'
import { moveCase, type Moved, type Mover } from '../cases/moving.ts'
import { takeUpAgain } from '../cases/objecting.ts'
import { declineAsk, reopenTo, withdrawShare } from '../cases/orders.ts'
import { appealOfCase, previousOf } from '../cases/routing-of-case.ts'
import type { Ground } from '../grid/ground.ts'
import { redactText } from '../intake/redact.ts'
import { Refusal } from '../kernel/errors.ts'
import { nextStep } from '../routing/rules.ts'
import type { DeskStores } from './ports.ts'

/** Somebody of the centre answers what is asked of a case. */
export interface Answering {
  stores: Pick<DeskStores, 'cases' | 'events'>
  record: CaseRecord
  mover: Mover
  ground: Ground
  now: Date
}

type Agreeing = (answering: Answering) => Promise<Moved>

/** The reporter's own words when they asked; null where they were erased. */
async function wordsAsked({ stores, record }: Answering, what: AskKind): Promise<string | null> {
  const events = await stores.events.ofCase(record.id)
  const asked = events.findLast(({ move, facts }) => move === 'ask' && facts['what'] === what)
  return asked === undefined ? null : stores.events.words(asked.id)
}

/** 2.1: the duty officer has spoken with them: each who asked withdraws their own share. */
const withdrawing: Agreeing = async ({ stores, record, mover, ground, now }) => {
  let moved: Moved | null = null
  for (const { by } of asksFor('withdrawal', record)) {
    const order = withdrawShare(by, mover.actor.by)
    const reporter: Mover = { actor: { by, post: 'reporter' }, door: mover.door }
    moved = await moveCase(stores, record.id, order, reporter, ground, now, { spokenWithReporter: true })
  }
  if (moved === null) throw new Refusal('wrong_state', '没有等着撤回的请求。')
  return moved
}

/** 2.1 reopen: later by the director, one level up. */
const reopening: Agreeing = async (answering) => {
  const { stores, record, mover, ground, now } = answering
  const routing = nextStep(appealOfCase(record), previousOf(record), { ...ground, now }, 'reopen')
  if (routing.to !== 'handler') throw new Refusal('wrong_state', routing.reason)
  const words = (await wordsAsked(answering, 'reopening')) ?? '居民再次不满意'
  return moveCase(stores, record.id, reopenTo(routing.decision, words), mover, ground, now)
}

/** 8.6: they are one after all. */
const merging: Agreeing = async ({ stores, record, mover, ground, now }) => {
  const [ask] = asksFor('merge', record)
  const into = ask?.into === undefined ? null : await stores.cases.byNumber(ask.into)
  if (into === null) throw new Refusal('not_found', '没有找到要并入的那一件。')
  return mergeCases(stores, { from: record.id, into: into.id }, mover, ground, now)
}

const upholding: Agreeing = ({ stores, record, mover, ground, now }) =>
  takeUpAgain(stores, record, mover, ground, now)

const agreeing: Readonly<Record<AskKind, Agreeing>> = {
  withdrawal: withdrawing,
  reopening,
  objection: upholding,
  merge: merging,
}

/** 同意 or 不同意 to what is asked of a case (10.1); the lifecycle table judges whether this person may. */
export function answerAsk(
  answering: Answering,
  { what, rest, agreed }: { what: AskKind; rest: string; agreed: boolean },
): Promise<Moved> {
  if (agreed) return agreeing[what](answering)
  const { stores, record, mover, ground, now } = answering
  const reason = redactText(rest.trim())
  const order = declineAsk(what, asksFor(what, record), reason === '' ? null : reason)
  return moveCase(stores, record.id, order, mover, ground, now)
}
