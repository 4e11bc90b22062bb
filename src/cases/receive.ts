import type { Ground } from '../grid/ground.ts'
import type { Matter } from '../intake/reading.ts'
import { newId } from '../kernel/ids.ts'
import { dayOf } from '../worktime/zone.ts'
import { pleadsForSelf } from './care.ts'
import type { CaseRecord, OutsideOrder, Reporter } from './case.ts'
import type { Actor, CaseEvent, Door, EventFacts } from './event.ts'
import { requireMove } from './lifecycle.ts'
import type { CaseStore, EventStore } from './ports.ts'

export interface CaseStores {
  cases: CaseStore
  events: EventStore
}

/** An appeal on its way to become a case. */
export interface NewAppeal {
  matter: Omit<Matter, 'certainty' | 'evidence'>
  /** Redacted: what staff may read. */
  words: string
  /** As they were said; kept apart, erasable (2.2). */
  privateWords: string
  /** Null where nobody of the two sides of a quarrel is to be named (6.10). */
  reporter: Reporter | null
  /** Where it was said: room code, null for private talk. */
  room: string | null
  homeEstate: string | null
  about: readonly string[]
  source: CaseRecord['source']
  /** The speaker turned to the bot and waits for an answer (8.2). */
  addressed: boolean
  /** The number of the refused case that an objection takes up again (7.1). */
  takesUp?: string
  /** The order of another system with which it came (2.1). */
  outside?: OutsideOrder
  /** Somebody says that it is one where the reader had passed it over; `filedAs`: they say of what kind, too. */
  pointedOut?: { by: string; filedAs: boolean }
}

/** The move `receive` (2.1): the case exists from here on, with its number (1.7), in triage or filed. */
export async function receiveCase(
  stores: CaseStores,
  appeal: NewAppeal,
  to: 'triage' | 'filed',
  ways: { actor: Actor; door: Door },
  ground: Ground,
  now: Date,
): Promise<{ record: CaseRecord; event: CaseEvent }> {
  const town = ground.directory.data
  const day = dayOf(now, town.timezone).replaceAll('-', '')
  const number = await stores.cases.nextNumber(town.casePrefix, day)
  const record = newRecord(appeal, to, number, now)
  const facts = receiveFacts(appeal, record, to)
  const carried = { move: 'receive' as const, facts, words: appeal.privateWords }
  const allowed = requireMove(null, carried, ways, ground, now, { botMayFile: to === 'filed' })
  await stores.cases.insert(record)
  const event = await stores.events.append({
    caseId: record.id,
    move: 'receive',
    from: null,
    to,
    actor: { by: ways.actor.by, post: allowed.as },
    door: ways.door,
    at: now,
    facts,
    words: appeal.privateWords,
  })
  return { record, event }
}

const receiveFacts = (appeal: NewAppeal, record: CaseRecord, to: string): EventFacts => ({
  to,
  number: record.number,
  source: appeal.source,
  category: record.category,
  nature: record.nature,
  kind: record.kind,
  urgency: record.urgency,
  ...(appeal.reporter === null ? {} : { reporter: appeal.reporter.key }),
  addressed: appeal.addressed,
  ...(appeal.pointedOut === undefined
    ? {}
    : { pointedOut: true, pointedOutBy: appeal.pointedOut.by, filedAs: appeal.pointedOut.filedAs }),
  ...(appeal.takesUp === undefined ? {} : { refused: appeal.takesUp }),
  ...(appeal.outside === undefined
    ? {}
    : { outsideNumber: appeal.outside.number, outsideDue: appeal.outside.dueAt }),
})

function newRecord(appeal: NewAppeal, state: 'triage' | 'filed', number: string, now: Date): CaseRecord {
  const { matter, words, reporter, room, homeEstate, about, source } = appeal
  const { kind, category, nature, urgency, place, occurred, title } = matter
  const confidential = matter.confidential || pleadsForSelf(words, urgency)
  return {
    ...{
      kind,
      category,
      nature,
      urgency,
      confidential,
      place,
      occurred,
      title,
      words,
      room,
      homeEstate,
      about,
      source,
    },
    ...{
      id: newId(),
      number,
      state,
      version: 1,
      area: null,
      grid: null,
      step: null,
      handler: null,
      verifier: null,
    },
    ...{ informed: [], assistants: [], limit: null, dueAt: null, reason: null, receivedAt: now },
    filedAt: state === 'filed' ? now : null,
    ...{
      dispatchedAt: null,
      acceptedAt: null,
      contactedAt: null,
      resolvedAt: null,
      verifiedAt: null,
      closedAt: null,
    },
    ...{
      outcome: null,
      result: null,
      rating: null,
      cycle: 1,
      rework: 0,
      extensions: 0,
      extensionAsked: null,
    },
    ...{
      returns: 0,
      returners: [],
      designatedByDirector: false,
      lateReason: null,
      lateClass: null,
      lateSince: null,
      outside: appeal.outside ?? null,
      asks: [],
      reporters: reporter === null ? [] : [reporter],
    },
  }
}
