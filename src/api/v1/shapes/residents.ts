import { z } from 'zod'
import { code, words } from './people.ts'

const named = z.object({ code: z.string(), name: z.string() })

/** An organisation of the town (3.5): whoever works there keeps out of what is about it. */
export const organisationShape = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  area: z.string(),
  areaName: z.string(),
  staff: z.array(named).describe('在这里任职的工作人员'),
  residents: z.array(z.string()).describe('在这里任职、您可以看的居民（代码）'),
  others: z.int().describe('另外还有几位居民'),
})

const part = words(20).nullable().default(null)
export const home = z.strictObject({
  estate: words(80).nullable().default(null),
  ...{ building: part, unit: part, room: part },
})

const homeShown = z.object({
  estate: z.string().nullable(),
  building: z.string().nullable(),
  unit: z.string().nullable(),
  room: z.string().nullable(),
})

/** A line of a list: who it is only to who opens it. */
export const residentLine = z.object({
  code: z.string(),
  name: z.string().describe('只露姓'),
  estate: z.string().nullable(),
  rooms: z.array(named),
  claimed: z.boolean().describe('认得聊天账号'),
})

/** A resident whole: what the town keeps of them. */
export const residentWhole = z.object({
  code: z.string(),
  name: z.string(),
  home: homeShown.nullable(),
  rooms: z.array(named),
  areas: z.array(named).describe('所属的区域：所在群的，和住处的'),
  organisations: z.array(named),
  claimed: z.boolean(),
})

export const residentBody = z.strictObject({
  name: words(80),
  rooms: z.array(code).max(20).default([]).describe('所在的群'),
  home: home.nullable().default(null),
})

export const organisationParams = z.strictObject({ code: code.describe('单位代码') })
export const residentParams = z.strictObject({ code: code.describe('居民代码') })
