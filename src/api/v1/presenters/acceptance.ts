import type { z } from 'zod'
import type { CaseRecord } from '../../../cases/case.ts'
import { lineOf } from '../../../cases/lists.ts'
import { matterShown, nameOf, placeShown, titleOf } from '../../../feedback/shown.ts'
import type { Ground } from '../../../grid/ground.ts'
import type { Routing } from '../../../routing/decision.ts'
import { emergencyConduct, hazardOf } from '../../../wording/hazards.ts'
import { takenIn, takenInForCounty, takenInToLook } from '../../../wording/registering.ts'
import { spokenTime } from '../../../worktime/spoken.ts'
import type { acceptance } from '../shapes/registration.ts'
import { presentCaseLine, type Reader, seatOrNull } from './case-line.ts'

function sentence(record: CaseRecord, routing: Routing, ground: Ground, now: Date): string {
  const place = placeShown(record, 'residents')
  const facts = { number: record.number, place, matter: matterShown(record, ground) }
  if (record.state === 'triage' || routing.to === 'triage') return takenInToLook(facts)
  if (routing.to === 'county') return takenInForCounty(facts)
  const { handler, dueAt } = routing.decision
  const who = record.confidential ? '专人' : `${titleOf(handler, ground)}${nameOf(handler, ground)}`
  return takenIn({ ...facts, handler: who, due: spokenTime(dueAt, now, ground.calendar) })
}

/** 受理: what was understood, where it goes and by when, and the sentence to read out to whoever came or called. */
export function presentAcceptance(
  record: CaseRecord,
  routing: Routing,
  ground: Ground,
  reader: Reader,
): z.input<typeof acceptance> {
  const conduct =
    record.urgency === 'emergency' ? emergencyConduct(hazardOf(record.category, record.words)) : null
  // As the case stands; where that is still to come, as the rules decide.
  const wanted =
    routing.to === 'triage' ? null : routing.to === 'county' ? routing.dueAt : routing.decision.dueAt
  const dueAt = record.dueAt ?? wanted
  const decided = routing.to === 'handler' ? routing.decision.handler : null
  return {
    number: record.number,
    case: presentCaseLine(lineOf(record), ground, reader),
    goesTo: record.state === 'triage' ? 'triage' : routing.to,
    handler: seatOrNull(record.handler ?? decided, ground),
    dueAt: dueAt?.toISOString() ?? null,
    reason: routing.to === 'handler' ? routing.decision.reason : routing.reason,
    sentence: sentence(record, routing, ground, reader.now),
    conduct,
  }
}
