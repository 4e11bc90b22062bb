import { ownSeat } from '../grid/naming.ts'
import type { Ground } from '../grid/ground.ts'
import { instant } from '../kernel/clock.ts'
import type { Decision, Routing } from '../routing/decision.ts'
import { designate, nextStep, route } from '../routing/rules.ts'
import { dueAt } from '../worktime/due.ts'
import type { CaseRecord } from './case.ts'
import { corrected, type FiledAs, factsOfCorrection } from './filing-as.ts'
import { dispatchFacts, type MoveOrder, withDecision } from './orders.ts'
import { appealOfCase } from './routing-of-case.ts'

/** Who gets it under the new leaf: its own row from the beginning, never who has returned it; whom the director has named keeps it. */
function routingUnder(record: CaseRecord, ground: Ground, now: Date): Routing {
  const appeal = appealOfCase(record)
  const context = { ...ground, now }
  const { handler, returners } = record
  if (record.designatedByDirector && handler !== null && ownSeat(ground.directory, handler.person) !== null)
    return designate(appeal, { person: handler.person }, null, context)
  if (returners.length === 0) return route(appeal, context)
  return nextStep(appeal, { step: -1, handler: null, returners }, context, 'return')
}

/**
 * The new limit runs from the first receipt, or from the reopening: under the right name it would have run from there
 * (4.2, 4.5). Where that time has gone by already it runs from now, and the event says since when the case is late.
 */
function dueUnder(decision: Decision, record: CaseRecord, { calendar }: Ground, now: Date) {
  const since = record.cycle === 1 ? record.receivedAt : (record.dispatchedAt ?? record.receivedAt)
  const outside = record.outside?.dueAt == null ? null : instant(record.outside.dueAt)
  const ours = dueAt(decision.limit, since, calendar)
  const due = outside !== null && outside < ours ? outside : ours
  return due > now ? { due, lateSince: null } : { due: decision.dueAt, lateSince: due }
}

/**
 * 2.1 recategorise: a filed case was put under the wrong leaf. Nature, haste, secrecy and title follow the leaf, an
 * emergency stays one; who has it and until when follow the rules of the new leaf. A case that nobody works at yet, or
 * that the rules give nobody, stays filed and goes on from there.
 */
export function recategorise(record: CaseRecord, as: FiledAs, ground: Ground, now: Date): MoveOrder {
  const after = corrected(record, as, ground)
  const facts = factsOfCorrection(record, after)
  const present = { ...record, ...after }
  const routing = record.state === 'filed' ? null : routingUnder(present, ground, now)
  if (routing?.to !== 'handler')
    return {
      ...{ move: 'recategorise', facts, words: null },
      change: () => ({ ...after, handler: null, limit: null, dueAt: null, step: null }),
    }
  const { due, lateSince } = dueUnder(routing.decision, record, ground, now)
  const decision: Decision = { ...routing.decision, dueAt: due }
  const stays = decision.handler.person === record.handler?.person
  return {
    move: 'recategorise',
    facts: {
      ...facts,
      ...dispatchFacts(decision),
      ...(lateSince === null ? {} : { lateSince: lateSince.toISOString() }),
    },
    words: null,
    change: (before, at) => ({
      ...after,
      ...withDecision(decision, before, at, stays),
      lateSince: before.lateSince ?? lateSince,
    }),
  }
}
