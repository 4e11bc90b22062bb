import { z } from 'zod'
import { askKinds } from '../../../cases/ask.ts'
import { states } from '../../../cases/case.ts'
import { moves } from '../../../cases/event.ts'
import { caseLine, seat, timeOrNull } from './case-line.ts'
import { time } from './people.ts'

const slot = z.string().nullable()

/** One event of a case. Whoever reported is not named; `by` is null where a reporter moved. */
export const caseEvent = z.object({
  seq: z.int(),
  move: z.enum(moves),
  moveName: z.string(),
  from: z.enum(states).nullable(),
  to: z.enum(states),
  by: z.string().nullable(),
  byName: z.string(),
  post: z.string(),
  door: z.string(),
  at: time,
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
  words: z.string().nullable(),
})

/** What a staff member wrote beside a case. */
export const caseNote = z.object({
  id: z.string(),
  by: z.string(),
  byName: z.string(),
  words: z.string(),
  at: time,
})

/** A case whole, as its desk reads it; reporters are masked (open them by their own request). */
export const caseWhole = caseLine.extend({
  words: z.string(),
  place: z.object({ estate: slot, building: slot, unit: slot, room: slot, spot: slot }),
  occurred: z.string().nullable(),
  informed: z.array(seat),
  assistants: z.array(seat.extend({ task: z.string().nullable(), dueAt: timeOrNull, doneAt: timeOrNull })),
  reason: z.string().nullable(),
  result: z.string().nullable(),
  filedAt: timeOrNull,
  acceptedAt: timeOrNull,
  contactedAt: timeOrNull,
  resolvedAt: timeOrNull,
  verifiedAt: timeOrNull,
  rework: z.int(),
  extensions: z.int(),
  extensionAsked: z.object({ days: z.int(), reason: z.string() }).nullable(),
  returns: z.int(),
  lateReason: z.string().nullable(),
  lateClass: z.enum(['objective', 'responsible', 'confirmed']).nullable(),
  asks: z.array(z.object({ what: z.enum(askKinds), at: time, into: z.string().nullable() })),
  reportersMasked: z.array(
    z.object({ name: z.string(), room: z.string().nullable(), joinedAt: time, reachable: z.boolean() }),
  ),
  /** The order of another system that it came with. */
  outside: z.object({ from: z.string(), number: z.string(), dueAt: timeOrNull }).nullable(),
  /** What another system sent beside the words (Open311): where its picture lies is the sender's word, nothing we keep. */
  sentWith: z
    .object({
      mediaUrl: z.string().nullable(),
      ...{ lat: z.number().nullable(), long: z.number().nullable() },
      attributes: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    })
    .nullable(),
  /** What the staff wrote to each other; never a reporter's. */
  notes: z.array(caseNote),
  /** Whether the caller may open the reporters. */
  mayOpenReporters: z.boolean(),
  /** What the caller may do with it as it stands. */
  moves: z.array(z.enum(moves)),
  timeline: z.array(caseEvent),
  attachments: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      at: time,
      name: z.string().nullable(),
      byReporter: z.boolean(),
      by: z.string().nullable(),
    }),
  ),
})
