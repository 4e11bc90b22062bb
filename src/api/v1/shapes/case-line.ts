import { z } from 'zod'
import { outcomes, states } from '../../../cases/case.ts'
import { natures } from '../../../grid/town.ts'
import { kinds, ratings, urgencies } from '../../../intake/reading.ts'
import { time } from './people.ts'

export const seat = z.object({
  person: z.string(),
  name: z.string(),
  post: z.string(),
  title: z.string(),
  area: z.string(),
  dept: z.string().nullable(),
})

export const timeOrNull = time.nullable()

/** A case as a line of a list. Names of reporters are not in it. */
export const caseLine = z.object({
  number: z.string(),
  state: z.enum(states),
  stateName: z.string(),
  version: z.int(),
  kind: z.enum(kinds),
  category: z.string(),
  categoryName: z.string(),
  nature: z.enum(natures),
  urgency: z.enum(urgencies),
  confidential: z.boolean(),
  title: z.string(),
  placeText: z.string(),
  area: z.string().nullable(),
  areaName: z.string().nullable(),
  grid: z.string().nullable(),
  room: z.string().nullable(),
  source: z.enum(['chat', 'visit', 'phone', 'outside', 'staff']),
  handler: seat.nullable(),
  verifier: seat.nullable(),
  receivedAt: time,
  dispatchedAt: timeOrNull,
  dueAt: timeOrNull,
  closedAt: timeOrNull,
  overdue: z.boolean(),
  lateSince: timeOrNull.describe('这一轮最早超过的时限；转办、上报换了时限也不变'),
  colour: z.enum(['green', 'yellow', 'orange', 'red']).nullable(),
  outcome: z.enum(outcomes).nullable(),
  rating: z.enum(ratings).nullable(),
  cycle: z.int(),
  reporters: z.int(),
})
