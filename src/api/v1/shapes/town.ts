import { z } from 'zod'
import { postsByLevel } from '../../../grid/town.ts'
import { code, time, words } from './people.ts'

export const postName = z.enum(Object.values(postsByLevel).flat())
export const levels = ['county', 'township', 'community', 'grid'] as const

const buildings = z.object({ estate: z.string().nullable(), buildings: z.string() })

/** Somebody in a post: `rank` 0 is the primary holder, 1 the first deputy. */
const holder = z.object({
  person: z.string(),
  name: z.string(),
  rank: z.int(),
  /** On leave now; the delegate where one is named. */
  away: z.boolean(),
  delegate: z.string().nullable(),
  /** The chat account is known (1.5). */
  claimed: z.boolean(),
})

export const postShape = z.object({
  post: postName,
  title: z.string(),
  area: z.string(),
  dept: z.string().nullable(),
  deptName: z.string().nullable(),
  holders: z.array(holder),
  buildings: buildings.nullable(),
})

export const areaLine = z.object({
  code: z.string(),
  level: z.enum(levels),
  name: z.string(),
  parent: z.string().nullable(),
  households: z.int().nullable(),
  /** How many places it owns. */
  places: z.int(),
  posts: z.array(postShape),
})

/** A place of a grid: exactly one of estate, road and landmark. */
export const place = z.strictObject({
  estate: words(80).nullable().default(null),
  road: words(80).nullable().default(null),
  landmark: words(80).nullable().default(null),
  aliases: z.array(words(80)).max(50).default([]),
  buildings: words(500).nullable().default(null).describe('楼栋范围，如 1-6、单号、A-D；空为整个小区'),
})

const accountStates = ['none', 'code', 'tied', 'disabled'] as const

/** A person of the town. The phone is masked; opening it is a request of its own. */
export const personShape = z.object({
  code: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  posts: z.array(
    z.object({ post: postName, title: z.string(), area: z.string(), areaName: z.string(), rank: z.int() }),
  ),
  /** On leave now. */
  away: z.boolean(),
  leave: z.array(z.object({ from: time, to: time, delegate: z.string().nullable() })),
  /** `tied`: a chat account is known; `code`: a one-time code is out; `disabled`: may not log in. */
  account: z.enum(accountStates),
  codeUntil: time.nullable(),
  /** Whether the caller may change this person. */
  mayArrange: z.boolean(),
})

export const roomShape = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(['residents', 'staff']),
  areas: z.array(z.string()),
  areaNames: z.array(z.string()),
  dept: z.string().nullable(),
  shadow: z.boolean(),
  /** The chat room it is; null where none was bound yet. */
  binding: z
    .object({
      roomId: z.string(),
      topic: z.string().nullable(),
      boundBy: z.string(),
      boundAt: time,
      /** The bot sits there. */
      here: z.boolean().nullable(),
      /** When the members were last seen whole; null: never, and nobody can tell who reads there. */
      membersAt: time.nullable(),
      members: z.int().nullable(),
      /** Of a staff room: who has no post, by the chat's name (6.11). */
      strangers: z.array(z.string()).nullable(),
    })
    .nullable(),
})

export const shift = z.strictObject({
  post: z.literal('duty_officer').default('duty_officer'),
  holder: code,
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
})

/** What every change of the town answers; the thing itself is read anew. */
export const townChanged = z.object({
  /** The revision now in force. */
  revision: z.int(),
  saved: z.boolean(),
  /** The code of what was made or changed. */
  code: z.string().nullable(),
  /** What is to be told about the town as it is now. */
  warnings: z.array(z.string()),
})

export const areaParams = z.strictObject({ code: code.describe('区域代码') })
export const personParams = z.strictObject({ code: code.describe('人员代码') })
export const roomParams = z.strictObject({ code: code.describe('群代码') })
